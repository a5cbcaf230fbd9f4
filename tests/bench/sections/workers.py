"""The same jobs by one worker and by two, as real Celery processes on PostgreSQL and Redis."""

import time
from collections.abc import Iterator

from ladder.models import RecomputeJob
from regions.models import Area
from tests.bench.filling import analyse, fill, institutions
from tests.bench.ladders import ladder_for, new_version
from tests.bench.measures import Measure
from tests.bench.section import Bench
from tests.bench.sections.institutions import BOUNDS, SIGNALS, WEEK, ask
from tests.processes import Process, running

NUMBER, QUICK_NUMBER = 10_000, 20
LONGEST = 300
COMMAND = ["celery", "-A", "dashboard", "worker", "--loglevel", "INFO", "--prefetch-multiplier", "1"]


def measure(bench: Bench) -> Iterator[Measure]:
    if bench.database.name == "SQLite":
        return  # one writer at a time; its workers are threads
    bench.fresh()
    number = QUICK_NUMBER if bench.quick else NUMBER
    fill(SIGNALS, institutions(number), WEEK.start, WEEK.end)
    taken = {workers: float("inf") for workers in (1, 2)}
    for _ in range(1 if bench.quick else 2):
        for workers in taken:
            taken[workers] = min(taken[workers], _taken(bench, workers))
    yield Measure(f"{number} institutions, one worker", taken[1])
    yield Measure(f"{number} institutions, two workers", taken[2])
    bound = None if bench.quick else 1.6
    yield Measure("two workers: times as fast as one", taken[1] / taken[2], unit="×", bound=bound, at_least=True)


def _taken(bench: Bench, workers: int) -> float:
    folder = bench.folder / "workers"
    folder.mkdir(exist_ok=True)
    commands = {f"worker-{workers}": [*COMMAND, "--concurrency", str(workers)]}
    with running(commands, bench.environment | {"LOG_LEVEL": "INFO"}, folder) as processes:
        (worker,) = processes.values()
        worker.wait_for("ready.")
        _finish(worker)  # once unmeasured: every process has then loaded what it needs
        analyse()
        return _finish(worker)


def _finish(worker: Process) -> float:
    version = new_version(ladder_for(Area.Kind.INSTITUTION), BOUNDS)
    start = time.perf_counter()
    ask(version)
    until = start + LONGEST
    while RecomputeJob.objects.filter(version=version, finished_at=None).exists():
        if time.perf_counter() > until or not worker.runs:
            raise RuntimeError(f"the worker did not finish:\n{worker.output}")
        time.sleep(0.05)
    return time.perf_counter() - start

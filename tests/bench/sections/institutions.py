"""Institutions with four signals each: the time may grow no faster than their number."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from time import perf_counter
from typing import Any

from celery.signals import task_postrun

from dashboard.celery import app
from dashboard.loaded import freeze_what_is_loaded
from ladder.actions import request_recompute
from ladder.models import LadderVersion, RecomputeJob
from ladder.weeks import Week
from regions.models import Area
from tests.bench.filling import analyse, fill, institutions
from tests.bench.floors import NOW
from tests.bench.ladders import ladder_for, new_version
from tests.bench.measures import Measure
from tests.bench.section import Bench
from tests.bench.sections.week import queries
from tests.bench.stages import keep, visit

WEEK = Week.parse("2021-W38")
SIGNALS = ("positive_tests", "hospital_admissions", "nursing_home_locations", "nursing_home_deaths")
BOUNDS = dict.fromkeys(SIGNALS, (10.0, 20.0))
NUMBERS, QUICK_NUMBERS = (250, 2500, 25_000), (5, 10, 20)
MOST_PER_JOB = 15
ROUNDS = 4

_job_ends: list[float] = []


def measure(bench: Bench) -> Iterator[Measure]:
    bench.fresh()
    app.conf.task_always_eager = True  # the jobs one after the other, in this process
    numbers = QUICK_NUMBERS if bench.quick else NUMBERS
    for number in numbers:
        _keep(bench, number)
    freeze_what_is_loaded()  # as a worker does at its start
    taken = _least(bench, numbers)
    yield Measure(_what(numbers[0]), taken[numbers[0]])
    for smaller, number in pairwise(numbers):
        times = number // smaller
        what = f"{_what(number)} (floor: {times} × {smaller})"
        yield Measure(what, taken[number], floor=times * taken[smaller], bound=1)
    jobs = RecomputeJob.objects.count()
    counted = queries(_run_of_jobs())
    yield Measure(
        "queries per job", counted / (RecomputeJob.objects.count() - jobs), unit="queries", bound=MOST_PER_JOB
    )


def _keep(bench: Bench, number: int) -> None:
    """Keep a database with this many institutions, in the state of one in use."""
    there = Area.objects.of_kind(Area.Kind.INSTITUTION).count()
    fill(SIGNALS, institutions(number)[there:], WEEK.start, WEEK.end)
    _run_of_jobs()()  # so that the planner knows what a table in use holds
    analyse()
    keep(bench, str(number))


def _least(bench: Bench, numbers: Sequence[int]) -> dict[int, float]:
    """Return the time of a run for each number: the sum of the least that each of its jobs took in any round.

    Each number has as many runs as make up the next one. So a measure and its floor are made of about as many
    jobs, and each of these had as many chances to meet a moment without other work.
    """
    runs = {number: larger // number for number, larger in pairwise(numbers)} | {numbers[-1]: 1}
    least: dict[int, list[float]] = {}
    for stage in visit(bench, [str(number) for number in numbers], 1 if bench.quick else ROUNDS):
        number = int(stage)
        taken = [lap for run in [_run_of_jobs() for _ in range(runs[number])] for lap in _laps(run)]
        least[number] = [min(pair) for pair in zip(taken, least.get(number, taken), strict=True)]
    return {number: sum(laps) / runs[number] for number, laps in least.items()}


def _laps(run: Callable[[], None]) -> list[float]:
    """Return how long a run took from one end of a job to the next; together they are the whole of it."""
    _job_ends.clear()
    start = perf_counter()
    run()
    return [end - begin for begin, end in pairwise([start, *_job_ends, perf_counter()])]


@task_postrun.connect
def _note_end(**kwargs: Any) -> None:
    _job_ends.append(perf_counter())


def _what(number: int) -> str:
    return f"{number} institutions × {len(SIGNALS)} signals, one week"


def _run_of_jobs() -> Callable[[], None]:
    return partial(ask, new_version(ladder_for(Area.Kind.INSTITUTION), BOUNDS))


def ask(version: LadderVersion) -> None:
    """Ask for the week, in jobs by chunk of areas."""
    request_recompute(ladder=version.ladder, weeks=[WEEK], as_of=NOW, now=NOW, version=version)

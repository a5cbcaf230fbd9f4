"""Peak memory of import and recompute, each in a process of its own."""

from collections.abc import Iterator

from tests.bench.measures import Measure
from tests.bench.section import Bench
from tests.processes import run_command

MOST = 300


def measure(bench: Bench) -> Iterator[Measure]:
    size = "quick" if bench.quick else "full"
    works = (("import", "migrated", "import of the two files"), ("recompute", "filled", "recompute 25 × 61"))
    for work, source, what in works:
        bench.fresh(source)
        command = ["python", "-m", "tests.bench.peak", work, str(bench.folder), size]
        peak = float(run_command(command, bench.environment | SETTINGS))
        yield Measure(f"{what}: peak memory", peak, unit="MB", bound=MOST)


SETTINGS = {"DJANGO_SETTINGS_MODULE": "dashboard.settings"}

"""No measure: the demonstration with everything in it, for what a browser sees."""

from collections.abc import Iterator

from tests.bench.measures import Measure
from tests.bench.section import Bench
from tests.processes import run_command


def measure(bench: Bench) -> Iterator[Measure]:
    # The accounts, and with them last week's meeting, are made with DEBUG only.
    where = bench.environment | {"DEBUG": "1", "VAR_DIR": str(bench.folder)}
    run_command(["python", "manage.py", "load_demo"], where)
    yield from ()

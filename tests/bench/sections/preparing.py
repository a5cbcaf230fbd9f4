"""No measure: the two files stored, for the sections that start from stored figures."""

from collections.abc import Iterator

from tests.bench.figures import files
from tests.bench.filling import analyse
from tests.bench.measures import Measure
from tests.bench.section import Bench
from tests.bench.sections.importing import import_all


def measure(bench: Bench) -> Iterator[Measure]:
    import_all(files(bench.folder, quick=bench.quick))
    analyse()
    yield from ()

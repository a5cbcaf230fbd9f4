"""Import of the two RIVM files: first time, the same again, one day revised."""

from collections.abc import Iterator
from pathlib import Path

from ladder.actions import import_figures
from tests.bench.figures import File, files, revised
from tests.bench.floors import NOW, a_batch, buffered, prepared_rows
from tests.bench.measures import Measure, seconds
from tests.bench.section import Bench

FIRST, AGAIN, REVISED = "first time", "the same files again", "one day revised"
ROUNDS = 2  # each takes ten seconds, and every measure is far from its bound


def measure(bench: Bench) -> Iterator[Measure]:
    first = files(bench.folder, quick=bench.quick)
    later = revised(first, bench.folder / "revised")
    taken = [_once(bench, first, later) for _ in range(1 if bench.quick else ROUNDS)]
    least = {name: min(found[name] for found in taken) for name in taken[0]}
    floor = least["parse"] + least["buffer"] + least["store"]
    yield Measure("floor: pandas parse", least["parse"])
    yield Measure("floor: frame to buffer", least["buffer"])
    yield Measure("floor: bare COPY or executemany into the constrained table, with commit", least["store"])
    yield Measure("import, first time (floor: all three)", least[FIRST], floor=floor, bound=2.5)
    yield Measure("import, the same files again (floor: parse)", least[AGAIN], floor=least["parse"], bound=1.5)
    yield Measure("import, one day revised (floor: all three)", least[REVISED], floor=floor, bound=2.5)


def _once(bench: Bench, first: list[File], later: list[File]) -> dict[str, float]:
    bench.fresh()
    taken = _floor(first)
    bench.fresh()
    return taken | {
        FIRST: seconds(lambda: import_all(first)),
        AGAIN: seconds(lambda: import_all(first)),
        REVISED: seconds(lambda: import_all(later)),
    }


def _floor(given: list[File]) -> dict[str, float]:
    batch = a_batch()
    made: dict[str, object] = {}
    parse = seconds(lambda: made.update(frames=[file.parse() for file in given]))
    rows = prepared_rows(made["frames"], given, batch)
    buffer = seconds(lambda: made.update(store=buffered(rows)))
    return {"parse": parse, "buffer": buffer, "store": seconds(made["store"])}


def import_all(given: list[File]) -> None:
    """Import the files as `manage.py import_figures` does."""
    for file in given:
        import_figures(source=file.source, path=Path(file.path), by=None, now=NOW)

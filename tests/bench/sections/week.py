"""One week of every region and municipality: how many queries, and how long."""

from collections.abc import Callable, Iterator
from functools import partial

from django.db import connection
from django.test.utils import CaptureQueriesContext

from ladder.actions import recompute
from ladder.models import Ladder, LadderVersion
from ladder.weeks import Week
from regions.models import Area
from tests.bench.floors import NOW
from tests.bench.ladders import TWO_SIGNALS, ladder_for, new_version, regional
from tests.bench.measures import Measure, seconds
from tests.bench.section import Bench

WEEK = Week.parse("2021-W38")
MOST = 9
# Django counts these too; they ask nothing.
CONTROL = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def measure(bench: Bench) -> Iterator[Measure]:
    bench.fresh("filled")
    for ladder in (regional(), ladder_for(Area.Kind.MUNICIPALITY)):
        number = Area.objects.of_kind(ladder.area_kind).count()
        what = f"one week, {number} areas ({ladder.area_kind})"
        yield Measure(f"{what}: queries", queries(_run_of(ladder)), unit="queries", bound=MOST)
        yield Measure(what, min(seconds(_run_of(ladder)) for _ in range(bench.times)))


def _run_of(ladder: Ladder) -> Callable[[], None]:
    return partial(_run, new_version(ladder, TWO_SIGNALS))


def _run(version: LadderVersion) -> None:
    recompute(ladder=version.ladder, weeks=[WEEK], as_of=NOW, computed_at=NOW, version=version)


def queries(run: Callable[[], None]) -> int:
    """Count the statements of a call that read or write."""
    with CaptureQueriesContext(connection) as captured:
        run()
    return sum(not query["sql"].startswith(CONTROL) for query in captured.captured_queries)

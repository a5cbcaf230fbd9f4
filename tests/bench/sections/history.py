"""The weekly run with one, two and four years of figures and levels stored."""

from collections.abc import Iterator, Sequence

from django.db import transaction

from ladder.actions import recompute
from ladder.models import LadderVersion
from ladder.weeks import Week
from regions.models import Area
from tests.bench.filling import analyse, fill
from tests.bench.floors import NOW
from tests.bench.ladders import TWO_SIGNALS, new_version, regional
from tests.bench.measures import Measure, seconds
from tests.bench.section import Bench

WEEK = Week.parse("2021-W38")
YEARS, QUICK_YEARS = (1, 2, 4), (1, 2)
WEEKS_PER_YEAR, QUICK_WEEKS_PER_YEAR = 52, 2
NO_MORE = 1.25  # two measures of the very same differ by as much on a machine that does other work
RUNS = 10


def measure(bench: Bench) -> Iterator[Measure]:
    bench.fresh()
    per_year = QUICK_WEEKS_PER_YEAR if bench.quick else WEEKS_PER_YEAR
    version = new_version(regional(), TWO_SIGNALS)
    there, of_one_year = 0, 0.0
    for years in QUICK_YEARS if bench.quick else YEARS:
        weeks = [WEEK.plus(-number) for number in range(there, years * per_year)]
        _store(weeks, version)
        there = years * per_year
        taken = _weekly_run(version, bench.times * RUNS)
        rows = f"weekly run after {years} years of history ({there} weeks stored)"
        if of_one_year:
            yield Measure(f"{rows} (floor: after one)", taken, floor=of_one_year, bound=NO_MORE)
        else:
            yield Measure(rows, taken)
        of_one_year = of_one_year or taken


def _store(weeks: Sequence[Week], version: LadderVersion) -> None:
    """Store figures of all municipalities and the levels of all regions for weeks in a row."""
    areas = list(Area.objects.municipalities().values_list("pk", flat=True))
    fill(list(TWO_SIGNALS), areas, min(weeks).start, max(weeks).end)
    earlier = [week for week in weeks if week != WEEK]
    recompute(ladder=version.ladder, weeks=earlier, as_of=NOW, computed_at=NOW, version=version)
    analyse()


def _weekly_run(version: LadderVersion, times: int) -> float:
    """Return the least time of a recompute of the last week, from nothing known of it; each is rolled back."""
    least = float("inf")
    for _ in range(times):
        with transaction.atomic():
            least = min(least, seconds(lambda: _run(version)))
            transaction.set_rollback(True)
    return least


def _run(version: LadderVersion) -> None:
    recompute(ladder=version.ladder, weeks=[WEEK], as_of=NOW, computed_at=NOW, version=version)

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
from tests.bench.stages import keep, visit

WEEK = Week.parse("2021-W38")
YEARS, QUICK_YEARS = (1, 2, 4), (1, 2)
WEEKS_PER_YEAR, QUICK_WEEKS_PER_YEAR = 52, 2
NO_MORE = 1.25  # two measures of the very same differ by as much on a machine that does other work
RUNS = 20


def measure(bench: Bench) -> Iterator[Measure]:
    bench.fresh()
    version = new_version(regional(), TWO_SIGNALS)
    stored = _keep_every_length(bench, version)
    stages = [str(years) for years in stored]
    taken = dict.fromkeys(stages, float("inf"))
    for stage in visit(bench, stages, bench.times):
        taken[stage] = min(taken[stage], _weekly_run(version, RUNS))
    first = stages[0]
    for stage, weeks in zip(stages, stored.values(), strict=True):
        rows = f"weekly run, years of history stored: {stage} ({weeks} weeks)"
        if stage == first:
            yield Measure(rows, taken[stage])
        else:
            yield Measure(f"{rows} (floor: {first})", taken[stage], floor=taken[first], bound=NO_MORE)


def _keep_every_length(bench: Bench, version: LadderVersion) -> dict[int, int]:
    """Keep a database for each number of years, and return how many weeks are stored in it."""
    per_year = QUICK_WEEKS_PER_YEAR if bench.quick else WEEKS_PER_YEAR
    there, stored = 0, {}
    for years in QUICK_YEARS if bench.quick else YEARS:
        _store([WEEK.plus(-number) for number in range(there, years * per_year)], version)
        keep(bench, str(years))
        there = stored[years] = years * per_year
    return stored


def _store(weeks: Sequence[Week], version: LadderVersion) -> None:
    """Store figures of all municipalities and the levels of all regions for weeks in a row."""
    areas = list(Area.objects.municipalities().values_list("pk", flat=True))
    fill(list(TWO_SIGNALS), areas, min(weeks).start, max(weeks).end)
    earlier = [week for week in weeks if week != WEEK]
    recompute(ladder=version.ladder, weeks=earlier, as_of=NOW, computed_at=NOW, version=version)
    analyse()


def _weekly_run(version: LadderVersion, times: int) -> float:
    """Return the least time of a recompute of the last week, from nothing known of it; each is rolled back."""
    _undone(version)  # once unmeasured: the connection is new
    return min(_undone(version) for _ in range(times))


def _undone(version: LadderVersion) -> float:
    with transaction.atomic():
        taken = seconds(lambda: _run(version))
        transaction.set_rollback(True)
    return taken


def _run(version: LadderVersion) -> None:
    recompute(ladder=version.ladder, weeks=[WEEK], as_of=NOW, computed_at=NOW, version=version)

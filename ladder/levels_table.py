"""The table of levels that leaves the building: one row per area and week, the same for every format."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ladder.in_force import version_for
from ladder.known_levels import adopted_versions
from ladder.models import Assessment, Ladder, LadderVersion, Signal
from ladder.weeks import Week
from regions.models import Area

NOT_COMPUTED = "not_computed"
FIXED_COLUMNS = (
    "area_code",
    "area_name",
    "week",
    "week_start",
    "week_end",
    "level",
    "level_name",
    "state",
    "deciding_signals",
)


@dataclass(frozen=True)
class LevelsTable:
    """Column names and rows. Cells are texts, numbers or None; weekly values have full precision."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def levels_table(
    *, ladder: Ladder, weeks: Sequence[Week], as_of: datetime, version: LadderVersion | None = None
) -> LevelsTable:
    """Return the computed levels of every area of a ladder, by week and area code, known at `as_of`.

    Without `version` each week is judged by the version in force on its Sunday. Where nothing was computed the row
    is there all the same, with state `not_computed` and an empty level.
    """
    signals = list(Signal.objects.values_list("code", flat=True))
    areas = list(Area.objects.of_kind(ladder.area_kind))
    computed = {(a.week_start, a.area_id): a for a in _assessments(ladder, weeks, as_of, version)}
    rows = [_row(area, week, computed.get((week.start, area.pk)), signals) for week in weeks for area in areas]
    return LevelsTable((*FIXED_COLUMNS, *signals), rows)


def _assessments(
    ladder: Ladder, weeks: Sequence[Week], as_of: datetime, version: LadderVersion | None
) -> Iterator[Assessment]:
    known = Assessment.objects.filter(version__ladder=ladder).for_weeks(weeks).known_at(as_of)
    if version is not None:
        yield from known.filter(version=version).select_related("level")
        return
    adopted = adopted_versions(ladder.pk)
    for assessment in known.select_related("level"):
        judge = version_for(adopted, assessment.week)
        if judge is not None and judge.pk == assessment.version_id:
            yield assessment


def _row(area: Area, week: Week, found: Assessment | None, signals: list[str]) -> tuple[Any, ...]:
    where = (area.code, area.name, str(week), week.start.isoformat(), week.end.isoformat())
    if found is None:
        return (*where, None, None, NOT_COMPUTED, "", *(None for _ in signals))
    values = {signal.signal: signal.value for signal in found.verdict.signals}
    level = (found.level.number, found.level.name) if found.level else (None, None)
    deciding = " ".join(found.verdict.deciding)
    return (*where, *level, found.state, deciding, *(values.get(code) for code in signals))

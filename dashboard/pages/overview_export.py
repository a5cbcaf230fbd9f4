"""The overview as a table that leaves the building: both levels of each region, and what they were based on."""

from datetime import datetime
from typing import Any

from dashboard.pages.levels import LadderInTime, RegionLevels, load_region_levels
from ladder.levels_table import NOT_COMPUTED, LevelsTable
from ladder.models import Assessment
from ladder.weeks import Week
from regions.models import Area

FIXED_COLUMNS = (
    "area_code",
    "area_name",
    "week",
    "week_start",
    "week_end",
    "computed_level",
    "computed_level_name",
    "computed_state",
    "computed_deciding_signals",
    "reported_until",
    "decided_level",
    "decided_level_name",
    "decided_valid_from",
    "decided_at",
    "decided_in_meeting",
)


def overview_table(ladder: LadderInTime, week: Week, *, as_of: datetime) -> LevelsTable:
    """Return a row per region: the figures of the week, and with `_at_decision` those on which was decided.

    Weekly values have full precision; an incomplete one is there, and `_state` says so.
    """
    areas = Area.objects.of_kind(ladder.ladder.area_kind).order_by("code")
    found = load_region_levels(ladder, week, as_of=as_of, areas=areas)
    signals = [use.signal.code for use in ladder.version_shown(week).uses.all()]
    values = [name for code in signals for name in (code, f"{code}_state", f"{code}_at_decision")]
    return LevelsTable((*FIXED_COLUMNS, *values), [_row(week, levels, signals) for levels in found])


def computed_cells(found: Assessment | None) -> tuple[Any, ...]:
    """Return level, name, state and deciding signals of a computed level."""
    if found is None:
        return (None, None, NOT_COMPUTED, "")
    level = (found.level.number, found.level.name) if found.level else (None, None)
    return (*level, found.state, " ".join(found.verdict.deciding))


def value_cells(found: Assessment | None, signal: str) -> tuple[float | None, str]:
    """Return the weekly value of a signal and its state."""
    one = found.verdict.of(signal) if found else None
    return (one.value, one.state.value) if one else (None, NOT_COMPUTED)


def _row(week: Week, levels: RegionLevels, signals: list[str]) -> tuple[Any, ...]:
    basis = levels.decided.item.assessment if levels.decided else None
    return (
        levels.area.code,
        levels.area.name,
        str(week),
        week.start.isoformat(),
        week.end.isoformat(),
        *computed_cells(levels.computed),
        levels.computed.as_of.isoformat() if levels.computed else None,
        *_decided_cells(levels),
        *(cell for code in signals for cell in (*value_cells(levels.computed, code), value_cells(basis, code)[0])),
    )


def _decided_cells(levels: RegionLevels) -> tuple[Any, ...]:
    decided = levels.decided
    if decided is None:
        return (None,) * 5
    return (
        decided.level.number,
        decided.level.name,
        decided.valid_from.isoformat(),
        decided.decided_at.isoformat(),
        decided.item.meeting.key,
    )

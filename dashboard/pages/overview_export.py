"""The overview as a table that leaves the building: both levels of each region, and what they were based on."""

from typing import Any

from dashboard.pages.kinds_of_level import COMPUTED, DECIDED
from dashboard.pages.levels import RegionLevels
from dashboard.pages.overview import Overview
from dashboard.pages.overview_rows import Row
from ladder.levels_table import NOT_COMPUTED, LevelsTable
from ladder.models import Assessment
from ladder.weeks import Week

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
    "difference",
    "change_of",
    "changed_in_week",
    "level_before",
    "weeks_at_level",
)


def overview_table(page: Overview) -> LevelsTable:
    """Return what the table of the page shows, in its order, with both levels and values in full precision.

    First the figures of the week, and with `_at_decision` those on which was decided; an incomplete value is
    there, and `_state` beside it says so. `difference` is the decided minus the computed level. `change_of` is the
    kind of level of which the last change is told; it was in `changed_in_week`, empty when that is longer ago than
    was looked back. `level_before` is empty when there was none. `weeks_at_level` counts the week itself; 14 means
    14 or more.
    """
    levels = {found.area.pk: found for found in page.levels.regions}
    signals = [use.signal.code for use in page.ladder.version_shown(page.week).uses.all()]
    values = [f"{code}{kind}" for code in signals for kind in ("", "_state", "_at_decision", "_at_decision_state")]
    rows = [_row(page.week, row, levels[row.area.pk], signals) for row in page.table.rows]
    return LevelsTable((*FIXED_COLUMNS, *values), rows)


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


def _row(week: Week, row: Row, levels: RegionLevels, signals: list[str]) -> tuple[Any, ...]:
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
        row.steps,
        *_change_cells(row),
        *(cell for code in signals for found in (levels.computed, basis) for cell in value_cells(found, code)),
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


def _change_cells(row: Row) -> tuple[Any, ...]:
    kind, change = DECIDED if row.show == DECIDED else COMPUTED, row.change
    if not change.is_known:
        return (kind, None, None, None)
    is_dated = change.before is not None and not change.before.is_nothing_yet
    return (kind, str(change.since) if is_dated else None, change.before_number, change.weeks)

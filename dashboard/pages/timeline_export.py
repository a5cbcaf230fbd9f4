"""The timeline as a table that leaves the building: one row per region and week, with both levels."""

from typing import Any

from dashboard.pages.levels_in_period import LevelsOfWeek
from dashboard.pages.timeline import Timeline
from ladder.levels_table import LevelsTable
from ladder.models import Level

COLUMNS = (
    "area_code",
    "area_name",
    "inhabitants",
    "week",
    "week_start",
    "week_end",
    "computed_level",
    "computed_level_name",
    "computed_state",
    "decided_level",
    "decided_level_name",
    "decided_valid_from",
    "difference",
)


def timeline_table(page: Timeline) -> LevelsTable:
    """Return what the page shows, in its order, of all three kinds. `difference` is decided minus computed."""
    rows = [
        (
            row.area.code,
            row.area.name,
            row.area.inhabitants,  # type: ignore[attr-defined]  # annotated
            str(column.week),
            column.week.start.isoformat(),
            column.week.end.isoformat(),
            *_levels(page.levels[row.area.pk, column.week]),
        )
        for row in page.rows
        for column in page.columns
    ]
    return LevelsTable(COLUMNS, rows)


def _levels(found: LevelsOfWeek) -> tuple[Any, ...]:
    decided = found.decided
    return (
        *_level(found.computed),
        found.state,
        *_level(decided.level if decided else None),
        decided.valid_from.isoformat() if decided else None,
        found.difference,
    )


def _level(level: Level | None) -> tuple[int | None, str | None]:
    return (level.number, level.name) if level else (None, None)

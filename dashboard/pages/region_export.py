"""The page of a region as tables that leave the building: its weeks, and the days of its signals."""

from datetime import datetime

from dashboard.pages.decided_weeks import decided_in_weeks
from dashboard.pages.overview_export import computed_cells, value_cells
from dashboard.pages.region import Region
from ladder.levels_table import LevelsTable
from ladder.weeks import Week

WEEK_COLUMNS = (
    "area_code",
    "area_name",
    "week",
    "week_start",
    "week_end",
    "computed_level",
    "computed_level_name",
    "computed_state",
    "computed_deciding_signals",
    "decided_level",
    "decided_level_name",
)
DAY_COLUMNS = ("area_code", "area_name", "week", "date", "signal", "value")


def region_weeks_table(page: Region, *, as_of: datetime) -> LevelsTable:
    """Return the weeks of the page, earliest first, with the weekly values of its signals in full precision."""
    weeks, signals = weeks_of(page), [history.signal.code for history in page.histories]
    decided = decided_in_weeks(page.ladder, weeks, as_of=as_of, areas=[page.area])
    columns = [name for code in signals for name in (code, f"{code}_state")]
    rows = []
    for week in weeks:
        computed, taken = page.assessments.get(week), decided.get((week, page.area.pk))
        rows.append(
            (
                *(page.area.code, page.area.name, str(week), week.start.isoformat(), week.end.isoformat()),
                *computed_cells(computed),
                *((taken.level.number, taken.level.name) if taken else (None, None)),
                *(cell for code in signals for cell in value_cells(computed, code)),
            )
        )
    return LevelsTable((*WEEK_COLUMNS, *columns), rows)


def region_days_table(page: Region) -> LevelsTable:
    """Return the complete days of the daily signals of the page, as its charts draw them."""
    rows = [
        (page.area.code, page.area.name, str(week), day.isoformat(), history.signal.code, history.days[day])
        for history in page.histories
        for week, _found in history.weeks
        for day in week.days
        if day in history.days
    ]
    return LevelsTable(DAY_COLUMNS, rows)


def weeks_of(page: Region) -> list[Week]:
    """Return the weeks of the table of the page, earliest first."""
    return sorted({week for history in page.histories for week, _found in history.weeks} or {page.week})

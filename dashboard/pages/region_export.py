"""The page of a region as tables that leave the building: its weeks, days and municipalities."""

from typing import Any

from dashboard.pages.overview_export import computed_cells, value_cells
from dashboard.pages.region import Region
from dashboard.pages.region_municipalities import MunicipalityRow
from ladder.levels_table import LevelsTable

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
DAY_COLUMNS = ("area_code", "area_name", "week", "date", "signal", "value", "state", "reported", "expected")
MUNICIPALITY_COLUMNS = (
    "area_code",
    "area_name",
    "region_code",
    "inhabitants",
    "week",
    "week_start",
    "week_end",
    "signal",
    "value",
    "state",
)


def region_weeks_table(page: Region) -> LevelsTable:
    """Return the weeks of the page, earliest first, with the weekly values of its signals in full precision."""
    signals = [history.signal.code for history in page.histories]
    columns = [name for code in signals for name in (code, f"{code}_state")]
    rows = []
    for week in page.period.weeks:
        computed, taken = page.levels.computed.get(week), page.levels.decided.get(week)
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
    """Return the days of the daily signals of the page, as its charts draw them.

    `state` is `complete`, `incomplete` (`reported` of `expected` areas) or `not_final`.
    """
    rows = []
    for history in page.histories:
        for week in page.period.with_days:
            for day in week.days:
                figure = history.days.get(day)
                if figure is not None:
                    state = "incomplete" if not figure.is_whole else "complete" if figure.is_final else "not_final"
                    where = (page.area.code, page.area.name, str(week), day.isoformat(), history.signal.code)
                    rows.append((*where, figure.value, state, figure.reported, figure.expected))
    return LevelsTable(DAY_COLUMNS, rows)


def region_municipalities_table(page: Region) -> LevelsTable:
    """Return every municipality in every week that its picture shows, in full precision."""
    found = page.municipalities
    rows = [row for one in found.rows for row in _of_municipality(page, one)] if found else []
    return LevelsTable(MUNICIPALITY_COLUMNS, rows)


def _of_municipality(page: Region, row: MunicipalityRow) -> list[tuple[Any, ...]]:
    of_area = (row.area.code, row.area.name, page.area.code, row.area.population)
    return [
        (
            *of_area,
            *(str(week), week.start.isoformat(), week.end.isoformat()),
            *(row.signal.code, found.value, found.state.value),
        )
        for week, found in zip(page.period.recent, row.weeks, strict=True)
    ]

"""The grid in which measures are entered for many regions at once: a row per measure, a column per area."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Q

from measures.entries import Entry
from measures.in_force import COUNTRY
from measures.models import MeasureInForce
from meetings.forms.measure_filters import Chosen
from meetings.levels_in_force import LevelHere
from regions.models import Area

ROWS_PER_PAGE = 40
Place = tuple[str, str]  # key of the entry, code of the area
Rows = Mapping[Place, Sequence[MeasureInForce]]


@dataclass(frozen=True)
class GridCell:
    """A measure in an area. `row` is what is in force on the day, else what is to begin, else None.

    `may_enter`: whoever looks can tick it. `is_ticked` and `error` are of what was just sent in.
    """

    key: str
    area: Area
    row: MeasureInForce | None
    is_coming: bool
    may_enter: bool
    is_ticked: bool = False
    error: str = ""

    @property
    def is_national(self) -> bool:
        return self.area.code == COUNTRY

    @property
    def place(self) -> Place:
        return self.key, self.area.code

    @property
    def value(self) -> str:
        """What is sent in for it."""
        return f"{self.key} {self.area.code}"


@dataclass(frozen=True)
class GridRow:
    """An entry of the list, the first of its theme or not, with a cell per column."""

    entry: Entry
    theme: str
    begins_theme: bool
    cells: tuple[GridCell, ...]

    @property
    def may_enter(self) -> bool:
        """Whether anything in the row can be ticked."""
        return any(cell.may_enter for cell in self.cells)


@dataclass(frozen=True)
class GridColumn:
    """An area with its decided level on the day (None: none)."""

    area: Area
    level: LevelHere | None


@dataclass(frozen=True)
class Grid:
    """A page of the list (`page`: entries) by the areas that are shown."""

    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    page: Page[Entry]

    @property
    def may_enter(self) -> bool:
        return any(row.may_enter for row in self.rows)

    def free_in_row(self, key: str) -> set[Place]:
        """Return the places of a measure that can be ticked in regions; nationally it is only ticked by itself."""
        row = next((row for row in self.rows if row.entry.key == key), None)
        return {cell.place for cell in row.cells if cell.may_enter and not cell.is_national} if row else set()

    def answered(self, ticked: set[Place], refused: Mapping[Place, str]) -> "Grid":
        """Return the grid with what was ticked, and why something of it was refused."""
        return replace(self, rows=tuple(_row_answered(row, ticked, refused) for row in self.rows))


def entries_to_enter(entries: Iterable[Entry], chosen: Chosen) -> list[Entry]:
    """Return the entries that are asked for and can be taken, by theme: withdrawn ones cannot."""
    found = [
        entry
        for entry in entries
        if not entry.is_withdrawn
        and chosen.catalogue in ("", entry.catalogue)
        and chosen.theme in ("", entry.theme)
        and (chosen.level is None or chosen.level in entry.levels)
    ]
    themes = list(dict.fromkeys(entry.theme for entry in found))
    return sorted(found, key=lambda entry: themes.index(entry.theme))


def grid(
    entries: Sequence[Entry],
    areas: Sequence[Area],
    *,
    day: date,
    levels: Mapping[str, LevelHere],
    themes: Mapping[str, str],
    enterable: set[str],
    page: str | None,
) -> Grid:
    """Return one page of the grid, with one query for any number of areas."""
    of_page = Paginator(entries, ROWS_PER_PAGE).get_page(page)
    known = _known(of_page.object_list, areas, day)
    rows, last = [], None
    for entry in of_page.object_list:
        cells = tuple(_cell(entry, area, known, day, enterable) for area in areas)
        rows.append(GridRow(entry, themes.get(entry.theme, entry.theme), entry.theme != last, cells))
        last = entry.theme
    columns = tuple(GridColumn(area, levels.get(area.code)) for area in areas)
    return Grid(columns, tuple(rows), of_page)


def _known(entries: Iterable[Entry], areas: Sequence[Area], day: date) -> Rows:
    """Return what is in force or to begin, first one first, by place."""
    rows = MeasureInForce.objects.filter(
        Q(until=None) | Q(until__gte=day), measure__key__in=[entry.key for entry in entries], area__in=areas
    )
    found: dict[Place, list[MeasureInForce]] = defaultdict(list)
    for row in rows.select_related("measure", "area").order_by("since"):
        found[str(row.measure.key), row.area.code].append(row)
    return found


def _cell(entry: Entry, area: Area, known: Rows, day: date, enterable: set[str]) -> GridCell:
    row = next(iter(known.get((entry.key, area.code), ())), None)
    return GridCell(
        key=entry.key,
        area=area,
        row=row,
        is_coming=row is not None and row.since > day,
        may_enter=row is None and area.code in enterable,
    )


def _row_answered(row: GridRow, ticked: set[Place], refused: Mapping[Place, str]) -> GridRow:
    cells = tuple(
        replace(cell, is_ticked=cell.place in ticked, error=refused.get(cell.place, "")) for cell in row.cells
    )
    return replace(row, cells=cells)

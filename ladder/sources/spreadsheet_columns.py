"""Which column of a sheet holds what, by the headings above them."""

from collections.abc import Iterable
from dataclasses import dataclass

from ladder.sources import reasons
from ladder.sources.cell_problems import CellProblem
from ladder.sources.snippets import snippet
from ladder.sources.spreadsheet_knowledge import SheetKnowledge, SheetSignal
from ladder.sources.spreadsheet_sheets import Cell, Sheet, address

CODE = frozenset({"gebiedscode", "code", "area_code", "area code"})
NAME = frozenset({"gebied", "naam", "gebiedsnaam", "area", "name", "area_name", "area name"})
PERIOD = frozenset({"datum", "week", "dag", "periode", "date", "day", "period"})
NOTE = frozenset({"toelichting", "note", "explanation"})
HEADER_WITHIN = 10
"""A heading is looked for in this many rows; above it there may be a title."""


@dataclass(frozen=True)
class FigureColumn:
    """A column (from 0) of figures, and the column of notes to the right of it, if any."""

    column: int
    signal: SheetSignal
    note: int | None = None


@dataclass(frozen=True)
class Header:
    """The headings of a sheet. `row` counts from 1; columns from 0; `problems` are about headings.

    `named` are the columns that have a heading, also one that is not known.
    """

    row: int
    width: int
    named: frozenset[int]
    code: int
    name: int | None
    period: int
    figures: tuple[FigureColumn, ...]
    problems: tuple[CellProblem, ...]


def find_header(sheet: Sheet, knowledge: SheetKnowledge) -> Header | None:
    """Return the headings of a sheet with figures; None for a sheet without columns of areas and of days."""
    for number, row in enumerate(sheet.rows[:HEADER_WITHIN], start=1):
        headings = [heading_of(cell) for cell in row]
        code, period = _only(headings, CODE), _only(headings, PERIOD)
        if code is not None and period is not None:
            return _header(number, headings, (code, _only(headings, NAME), period), knowledge)
    return None


def heading_of(cell: Cell) -> str:
    """Return a heading in small letters, with single spaces."""
    return "" if cell.is_blank else " ".join(str(cell.value).split()).casefold()


def first_headings(sheets: Iterable[Sheet]) -> list[str]:
    """Return what stands in the first row that is not empty, for a message."""
    for sheet in sheets:
        for row in sheet.rows[:HEADER_WITHIN]:
            if found := [snippet(cell.value) for cell in row if not cell.is_blank]:
                return found
    return []


def _only(headings: list[str], wanted: frozenset[str]) -> int | None:
    places = [place for place, heading in enumerate(headings) if heading in wanted]
    return places[0] if len(places) == 1 else None


def _header(row: int, headings: list[str], keys: tuple[int, int | None, int], knowledge: SheetKnowledge) -> Header:
    figures: list[FigureColumn] = []
    problems = []
    for column, heading in enumerate(headings):
        if column in keys or not heading:
            continue
        signal = knowledge.signal_headed(heading)
        if signal:
            figures.append(FigureColumn(column, signal))
        elif heading in NOTE and figures and figures[-1].note is None:
            figures[-1] = FigureColumn(figures[-1].column, figures[-1].signal, column)
        else:
            problems.append(CellProblem(reasons.COLUMN_UNKNOWN, address(row, column + 1), snippet(heading)))
    code, name, period = keys
    named = frozenset(column for column, heading in enumerate(headings) if heading)
    return Header(row, len(headings), named, code, name, period, tuple(figures), tuple(problems))

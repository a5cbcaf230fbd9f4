"""From the rows of one sheet to figures and problems."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from ladder.sources import reasons
from ladder.sources.cell_problems import CellError, CellProblem
from ladder.sources.checks import UNKNOWN_AREA
from ladder.sources.snippets import snippet
from ladder.sources.spreadsheet_cells import Period, parse_figure, parse_note, parse_period, refuse_problem
from ladder.sources.spreadsheet_columns import FigureColumn, Header
from ladder.sources.spreadsheet_knowledge import SheetKnowledge, SheetSignal
from ladder.sources.spreadsheet_sheets import Cell, Sheet, address, cell_at

COLUMNS = ("signal", "area_code", "date", "value", "note", "line", "place")
MONDAY = 1
Found = TypeVar("Found")


@dataclass
class Taken:
    """What was read so far: figures in the order of `COLUMNS`, problems with their row, and what is remarkable."""

    figures: list[tuple[str, str, date, float, str, int, str]] = field(default_factory=list)
    problems: list[tuple[int, CellProblem]] = field(default_factory=list)
    misfits: list[str] = field(default_factory=list)
    empty: int = 0


class _RefusedError(Exception):
    def __init__(self, problem: CellProblem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class SheetRows:
    """Reads the rows below the header of one sheet. `prefix` stands before the names of its cells: `Per week!`."""

    def __init__(self, sheet: Sheet, header: Header, knowledge: SheetKnowledge, prefix: str, taken: Taken) -> None:
        self._sheet, self._header, self._knowledge = sheet, header, knowledge
        self._prefix, self._taken = prefix, taken

    def read(self) -> None:
        """Read every row. A row without any figure, and a cell without one, are no problem."""
        for problem in self._header.problems:
            self._refuse(self._header.row, problem.words, problem.cell, problem.found)
        for number, row in enumerate(self._sheet.rows, start=1):
            if number > self._header.row and not all(cell.is_blank for cell in row):
                self._read_row(number, row)

    def _read_row(self, number: int, row: list[Cell]) -> None:
        if self._sheet.is_text and len(row) != self._header.width:
            self._refuse(number, reasons.OTHER_COLUMNS, address(number, 1), str(len(row)))
            return
        self._refuse_strays(number, row)
        filled = [column for column in self._header.figures if _is_filled(row, column)]
        self._taken.empty += len(self._header.figures) - len(filled)
        if filled:
            self._read_filled(number, row, filled)

    def _read_filled(self, number: int, row: list[Cell], filled: list[FigureColumn]) -> None:
        try:
            code = self._parse(number, row, self._header.code, self._area)
            period = self._parse(number, row, self._header.period, parse_period)
        except _RefusedError as refused:  # then none of its figures has a place
            self._taken.problems += [(number, refused.problem)] * len(filled)
            return
        self._compare_name(number, row, code)
        for column in filled:
            try:
                self._take(number, row, column, code, period)
            except _RefusedError as refused:
                self._taken.problems.append((number, refused.problem))

    def _take(self, number: int, row: list[Cell], column: FigureColumn, code: str, period: Period) -> None:
        if cell_at(row, column.column).is_blank:
            raise self._refused(CellError(reasons.NOTE_WITHOUT_FIGURE), number, column.note)
        self._parse(number, row, self._header.period, lambda _: _refuse_period(period, column.signal))
        value = self._parse(number, row, column.column, lambda cell: parse_figure(cell, column.signal))
        note = self._parse(number, row, column.note, parse_note)
        place = self._prefix + address(number, column.column + 1)
        self._taken.figures.append((column.signal.code, code, period.day, value, note, number, place))

    def _parse(self, number: int, row: list[Cell], column: int | None, parse: Callable[[Cell], Found]) -> Found:
        try:
            return parse(cell_at(row, column))
        except CellError as error:
            raise self._refused(error, number, column) from error

    def _refused(self, error: CellError, number: int, column: int | None) -> _RefusedError:
        return _RefusedError(CellProblem.of(error, self._prefix + address(number, (column or 0) + 1)))

    def _refuse(self, number: int, words: str, cell: str, found: str = "") -> None:
        self._taken.problems.append((number, CellProblem(words, self._prefix + cell, found)))

    def _refuse_strays(self, number: int, row: list[Cell]) -> None:
        for column, cell in enumerate(row):
            if column not in self._header.named and not cell.is_blank:
                where = address(number, column + 1)
                self._refuse(number, reasons.COLUMN_WITHOUT_NAME, where, snippet(cell.value))

    def _area(self, cell: Cell) -> str:
        refuse_problem(cell)
        said = "" if cell.is_blank else str(cell.value).strip()
        if not said or UNKNOWN_AREA.fullmatch(said):
            raise CellError(reasons.AREA_EMPTY)
        if said.upper() not in self._knowledge.area_names:
            raise CellError(reasons.AREA_UNKNOWN, found=said, expected="VR01, GM0014")
        return said.upper()

    def _compare_name(self, number: int, row: list[Cell], code: str) -> None:
        """Remark on a name of another area: rows that were sorted by one column only look like this."""
        said, name = cell_at(row, self._header.name), self._knowledge.area_names[code]
        if not said.is_blank and not said.problem and _words(str(said.value)) != _words(name):
            where = self._prefix + address(number, (self._header.name or 0) + 1)
            self._taken.misfits.append(f"{code} {snippet(said.value, 40)} ({where})")


def _is_filled(row: list[Cell], column: FigureColumn) -> bool:
    return not (cell_at(row, column.column).is_blank and cell_at(row, column.note).is_blank)


def _refuse_period(period: Period, signal: SheetSignal) -> None:
    if period.is_week and not signal.weekly:
        raise CellError(reasons.WEEK_FOR_DAYS, found=signal.code, expected="2020-09-21")
    if signal.weekly and period.day.isoweekday() != MONDAY:
        raise CellError(reasons.WEEK_NOT_FROM_MONDAY, found=period.day, expected="2020-W39")


def _words(name: str) -> frozenset[str]:
    """Return the words of a name in whatever order: "Limburg-Zuid" is "Zuid-Limburg"."""
    letters = "".join(letter if letter.isalnum() else " " for letter in name.casefold())
    return frozenset(letters.split())

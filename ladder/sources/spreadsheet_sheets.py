"""The cells of a spreadsheet, whatever kind of file it is."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext_noop as _
from openpyxl.utils import get_column_letter

from ladder.sources.errors import SourceError

Value = str | int | float | bool | date | datetime | time | timedelta | None

MOST_CELLS = 100_000
"""Rows × columns: a month of days of all municipalities for six signals is 95,000."""
MOST_ROWS, MOST_COLUMNS = 20_000, 100


@dataclass(frozen=True)
class Cell:
    """A value as it stands there; with a `problem` (`ladder.sources.reasons`) it cannot be taken."""

    value: Value = None
    problem: str = ""

    @property
    def is_blank(self) -> bool:
        return not self.problem and (
            self.value is None or (isinstance(self.value, str) and not self.value.strip())
        )


NOTHING = Cell()


@dataclass(frozen=True)
class Sheet:
    """One sheet. `rows` start at row 1. `is_text`: a CSV, of which every line has as many fields as its header."""

    name: str
    rows: list[list[Cell]]
    is_text: bool = False


@dataclass(frozen=True)
class Book:
    """The sheets that people see, and the names of those that they do not see."""

    sheets: list[Sheet]
    hidden: list[str] = field(default_factory=list)


def cell_at(row: list[Cell], column: int | None) -> Cell:
    """Return the cell in a column (from 0) of a row; an empty one where the row is shorter."""
    return row[column] if column is not None and column < len(row) else NOTHING


def address(row: int, column: int) -> str:
    """Return the name of a cell, both counted from 1: `C7`."""
    return f"{get_column_letter(column)}{row}"


def refuse_large(rows: int, columns: int, where: str) -> None:
    """`SourceError` for a sheet with more cells than anybody fills in."""
    if rows * columns > MOST_CELLS or rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise SourceError(
            _("the sheet is too large"),
            expected=f"≤ {MOST_ROWS} × {MOST_COLUMNS}, ≤ {MOST_CELLS}",
            found=f"{rows} × {columns}",
            where=where,
        )

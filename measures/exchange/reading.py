"""A file with a list as rows of texts, whatever kind of file it is."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_noop

from ladder.sources.errors import SourceError
from ladder.sources.files import describe
from ladder.sources.snippets import shortened, snippet
from ladder.sources.spreadsheet import open_book
from ladder.sources.spreadsheet_sheets import Cell, Sheet, Value, address
from measures.exchange.columns import names_by_heading
from measures.exchange.steps import steps_text
from measures.exchange.texts import one_line, unprotected

LIMIT = 6 * 1024 * 1024
"""Bytes of a file: 2,000 entries with long texts are some 3 MB of CSV."""
MOST_ROWS = 5_000
UNREADABLE_VALUE = gettext_noop("no value for this column")
COLUMNS_NOT_READ = gettext_noop("columns that are not known, not read")


@dataclass(frozen=True)
class Found:
    """What stands in a cell: its text, where it stands, and why it cannot be taken, if so."""

    text: str
    place: str
    problem: str = ""


@dataclass(frozen=True)
class Row:
    """A row of the file by names of columns. Of columns that the file does not have there is nothing."""

    number: int
    cells: Mapping[str, Found]
    stray: str = ""


@dataclass(frozen=True)
class ListFile:
    """The rows that hold anything, and what is noteworthy (`words: data`, see `ladder.import_texts`)."""

    rows: list[Row]
    remarks: list[str] = field(default_factory=list)


def read_list(data: bytes, name: str) -> ListFile:
    """Read a list from .xlsx, .csv or JSON; `SourceError` when it is none, or holds no row."""
    name = snippet(name, 100)
    if len(data) > LIMIT:
        raise SourceError("the file is too large", expected=f"≤ {LIMIT // 1024**2} MB", where=name)
    found = _read_json(data, name) if describe(data) == "JSON" else _read_book(data, name)
    if not found.rows:
        raise SourceError("nothing under the header", where=name)
    if len(found.rows) > MOST_ROWS:
        raise SourceError(
            "the sheet is too large", expected=f"≤ {MOST_ROWS}", found=str(len(found.rows)), where=name
        )
    return found


def _read_book(data: bytes, name: str) -> ListFile:
    book = open_book(data, name, limit=LIMIT)
    known = names_by_heading()
    for sheet in book.sheets:
        header = sheet.rows[0] if sheet.rows else []
        names = [known.get(_heading(cell), "") for cell in header]
        if "title" in names:
            return _read_sheet(sheet, names, name)
    headings = [snippet(cell.value) for sheet in book.sheets[:1] for row in sheet.rows[:1] for cell in row]
    raise _other_header(shortened([heading for heading in headings if heading], 15) or "nothing", name)


def _other_header(found: str, name: str) -> SourceError:
    known = ", ".join(heading for heading, column in names_by_heading().items() if column in ("title", "key"))
    return SourceError("another header than expected", expected=known, found=found, where=name)


def _heading(cell: Cell) -> str:
    return one_line(str(cell.value or "")).casefold()


def _read_sheet(sheet: Sheet, names: list[str], name: str) -> ListFile:
    _refuse_twice([found for found in names if found], name)
    header = sheet.rows[0]
    others = [
        snippet(cell.value) for cell, known in zip(header, names, strict=True) if not known and not cell.is_blank
    ]
    rows = [
        _row(number, cells, names)
        for number, cells in enumerate(sheet.rows[1:], start=2)
        if any(not cell.is_blank for cell in cells)
    ]
    return ListFile(rows, [f"{COLUMNS_NOT_READ}: {shortened(others)}"] if others else [])


def _refuse_twice(names: list[str], name: str) -> None:
    twice = sorted({found for found in names if names.count(found) > 1})
    if twice:
        raise SourceError("another header than expected", found=f"2 × {', '.join(twice)}", where=name)


def _row(number: int, cells: list[Cell], names: list[str]) -> Row:
    padded = [*cells, *[Cell()] * (len(names) - len(cells))]
    found = {
        column: Found(text_of(cell.value), address(number, place), cell.problem)
        for place, (cell, column) in enumerate(zip(padded, names, strict=False), start=1)
        if column
    }
    beyond = [place for place, cell in enumerate(cells, start=1) if place > len(names) and not cell.is_blank]
    return Row(number, found, address(number, beyond[0]) if beyond else "")


def text_of(value: Value) -> str:
    """Return the text of what a cell holds; a whole number without decimals."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return unprotected(str(value))


def _read_json(data: bytes, name: str) -> ListFile:
    try:
        rows = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # also when it is no UTF-8, or a number of thousands of digits
        raise SourceError("the file is damaged", expected="JSON", found=str(error), where=name) from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _other_header("JSON", name)
    known = names_by_heading()
    unknown = dict.fromkeys(key for row in rows for key in row if key.casefold() not in known)
    if rows and not any(known.get(key.casefold()) in ("title", "key") for row in rows for key in row):
        raise _other_header(shortened([snippet(key) for key in unknown], 15) or "nothing", name)
    remarks = [f"{COLUMNS_NOT_READ}: {shortened([snippet(key) for key in unknown])}"] if unknown else []
    return ListFile([_json_row(number, row, known) for number, row in enumerate(rows, start=1)], remarks)


def _json_row(number: int, row: dict[str, Any], known: Mapping[str, str]) -> Row:
    cells = {}
    for key, value in row.items():
        column = known.get(key.casefold())
        if column:
            text = _json_text(value, column)
            cells[column] = Found(text or "", f"{number}: {column}", UNREADABLE_VALUE if text is None else "")
    return Row(number, cells)


def _json_text(value: Any, column: str) -> str | None:
    """Return the text that a cell would hold; None for a value of a kind that this column cannot have."""
    if column == "steps" and isinstance(value, list):
        return _json_steps(value)
    if isinstance(value, list):
        return _joined(value) if column in ("levels", "target_groups") else None
    if isinstance(value, dict):
        return None
    return value if isinstance(value, str) else text_of(value)


def _joined(values: Iterable[Any]) -> str | None:
    texts = [str(value) for value in values if isinstance(value, str | int)]
    return ",".join(texts) if len(texts) == len(list(values)) else None


def _json_steps(steps: list[Any]) -> str | None:
    pairs = []
    for step in steps:
        if not isinstance(step, dict):
            return None
        text, partner = step.get("text", ""), step.get("partner", "")
        if not (isinstance(text, str) and isinstance(partner, str)):
            return None
        pairs.append((text, partner))
    return steps_text(tuple(pairs))

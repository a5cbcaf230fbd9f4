"""Excel workbooks, read as if somebody means harm: bombs, macros, formulas, merged cells."""

import re
import warnings
import zipfile
from collections.abc import Mapping
from contextlib import closing
from io import BytesIO
from typing import Any

from django.utils.translation import gettext_noop as _
from openpyxl import Workbook, load_workbook
from openpyxl.utils import column_index_from_string

from ladder.sources import reasons
from ladder.sources.errors import SourceError
from ladder.sources.files import UNREADABLE
from ladder.sources.snippets import snippet
from ladder.sources.spreadsheet_sheets import MOST_COLUMNS, MOST_ROWS, NOTHING, Book, Cell, Sheet, refuse_large

UNPACKED_LIMIT = 16 * 1024 * 1024
MOST_MEMBERS = 500
MACROS = ("xl/vbaproject.bin", "xl/macrosheets/")
CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br\s*=\s*[\"'](\d{1,18})")
PLACE = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br\s*=\s*[\"']([A-Z]{1,3})(\d{1,18})")
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?\bref\s*=\s*[\"'](\$?[A-Z]{1,3}\$?\d+):")
"""The first cell of each range of merged cells."""


def read_workbook(data: bytes, where: str) -> Book:
    """Read the sheets of an .xlsx; `SourceError` for what is none, is damaged, or holds macros or entities."""
    parts = _checked_parts(data, where)
    try:
        with warnings.catch_warnings(), closing(_open(data)) as book:
            warnings.simplefilter("ignore")  # about ornaments that openpyxl does not keep
            shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
            return Book([Sheet(sheet.title, _rows(sheet, parts, where)) for sheet in shown], hidden)
    except SourceError:
        raise
    except Exception as error:  # a damaged part makes openpyxl stumble in every imaginable way
        raise SourceError("the file is damaged", found=f"{type(error).__name__}: {error}", where=where) from error


def _open(data: bytes) -> Workbook:
    # Read-only, because otherwise openpyxl makes a cell for each one that is merged or linked: a few hundred bytes
    # that merge a whole sheet would keep it busy for hours.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(BytesIO(data), read_only=True, keep_links=False)


def _checked_parts(data: bytes, where: str) -> dict[str, bytes]:
    """Return the parts by name, looked at before anything parses them: their size, entities, number of cells."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_members(archive.infolist(), where)
            # Without NULs, so that UTF-16 can be searched too.
            parts = {name: archive.read(name).replace(b"\0", b"") for name in archive.namelist()}
    except UNREADABLE as error:
        raise SourceError("the file is damaged", found=str(error), where=where) from error
    # A workbook has no document type of its own; entities, also of a bomb, cannot do without one.
    if any(b"<!DOCTYPE" in part.upper() for part in parts.values()):
        raise SourceError(
            "a spreadsheet with XML entities", expected=_("a spreadsheet without XML entities"), where=where
        )
    for part in parts.values():
        _refuse_many_cells(part, where)
    return parts


def _refuse_many_cells(part: bytes, where: str) -> None:
    """Refuse what would take long to read: many cells, or a few that lie far away."""
    cells = len(CELL.findall(part))
    refuse_large(-(-cells // MOST_COLUMNS), MOST_COLUMNS, where)
    rows = {int(row) for row in ROW.findall(part)}
    places = {(int(row), letters.decode()) for letters, row in PLACE.findall(part)}
    columns = {column_index_from_string(letters) for letters in {letters for _, letters in places}}
    refuse_large(max(rows | {row for row, _ in places}, default=1), 1, where)
    refuse_large(1, max(columns, default=1), where)


def _check_members(members: list[zipfile.ZipInfo], where: str) -> None:
    names = [member.filename.casefold() for member in members]
    if "xl/workbook.xml" not in names:
        raise SourceError("not a spreadsheet", expected=".xlsx, .csv", found=_("zip data"), where=where)
    if any(name.startswith(MACROS) for name in names):
        raise SourceError("a spreadsheet with macros", expected=_("a spreadsheet without macros"), where=where)
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > UNPACKED_LIMIT:
        expected = f"≤ {UNPACKED_LIMIT // 1024**2} MB"
        raise SourceError("the file is too large when unpacked", expected=expected, where=where)


def _rows(sheet: Any, parts: Mapping[str, bytes], where: str) -> list[list[Cell]]:
    """Return the cells of a sheet, up to the last row with any. Openpyxl fills up the rows that are left out."""
    part = parts.get(sheet._worksheet_path.removeprefix("/"), b"")  # openpyxl tells it nowhere else
    merged = {match.decode().replace("$", "") for match in MERGED.findall(part)}
    sheet.reset_dimensions()  # what a file says of its own size need not be true
    rows: list[list[Cell]] = []
    for number, found in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), start=1):
        row = [_cell(cell, merged) for cell in found]
        filled = [place for place, cell in enumerate(row, start=1) if cell is not NOTHING]
        if filled or number > MOST_ROWS:
            refuse_large(number, max(filled, default=1), where)
            rows += [[]] * (number - 1 - len(rows))
            rows.append(row)
    return rows


def _cell(found: Any, merged: set[str]) -> Cell:
    """Return one cell of openpyxl. Of merged cells the first one holds the value, and the problem."""
    value = found.value
    if value is None:
        return NOTHING
    if found.data_type == "f":
        return Cell(snippet(value if isinstance(value, str) else getattr(value, "text", "=")), reasons.FORMULA)
    if found.coordinate in merged:
        return Cell(value, reasons.MERGED)
    if found.data_type == "n" and "%" in str(found.number_format):
        return Cell(value, reasons.NUMBER_AS_PERCENTAGE)
    return Cell(value)

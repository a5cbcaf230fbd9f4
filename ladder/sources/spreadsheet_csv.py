"""A spreadsheet saved as text."""

import csv
from io import StringIO

from django.utils.translation import gettext_noop as _

from ladder.sources import reasons
from ladder.sources.errors import SourceError
from ladder.sources.spreadsheet_sheets import Book, Cell, Sheet, refuse_large
from ladder.sources.tables import SEPARATORS
from ladder.sources.text import as_utf8


def read_text(data: bytes, where: str) -> Book:
    """Read a CSV as a book of one sheet; `SourceError` when it is no text or a quotation mark is not closed."""
    text = as_utf8(data, where).decode()
    separator = _separator(text)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise SourceError(
            "the file is damaged", expected=_("quotation marks in pairs"), found=str(error), where=where
        ) from error
    refuse_large(len(rows), max(map(len, rows), default=0), where)
    return Book([Sheet(where, [[_cell(field) for field in row] for row in rows], is_text=True)])


def _separator(text: str) -> str:
    """Return the separator that the first line with any has most of."""
    for line in text.split("\n", 10)[:10]:
        best = max(SEPARATORS, key=line.count)
        if best in line:
            return best
    return SEPARATORS[0]


def _cell(field: str) -> Cell:
    """Return one field; a text that a spreadsheet would calculate is a formula here too."""
    return Cell(field.strip(), reasons.FORMULA if field.lstrip().startswith("=") else "")

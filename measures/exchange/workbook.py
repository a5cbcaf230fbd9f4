"""A list as a workbook: the entries, an explanation of the columns, and the words that can be filled in."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from ladder.sheet_workbook import OPTIONS
from measures.entries import Entry
from measures.exchange.cells import cell_of
from measures.exchange.columns import COLUMNS
from measures.exchange.texts import protected
from measures.exchange.vocabulary import CHOICES, Vocabulary

BLANK_ROWS = 200
"""Rows below the entries that offer the words too, for new entries."""
LONGEST_CELL = 32_767
WITH_WORDS = (*CHOICES, "is_example", "theme", "legal_instrument", "principle")


def write_workbook(entries: Sequence[Entry], vocabulary: Vocabulary) -> bytes:
    """Return an .xlsx of entries. Every text is written as text, never as a formula or link."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        styles = _styles(book)
        words_name = _("Terms")
        _write_entries(book.add_worksheet(_("Measures")), entries, styles)
        ranges = _write_words(book.add_worksheet(words_name), words_name, vocabulary, styles)
        _offer_words(book.worksheets()[0], ranges, len(entries) + BLANK_ROWS)
        _write_explanation(book.add_worksheet(_("Explanation")), styles)
    return buffer.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    heading = {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#173F6B", "font_color": "#FFFFFF"}
    cell = {"num_format": "@", "text_wrap": True, "valign": "top"}
    return {
        "heading": book.add_format(heading),
        "text": book.add_format(cell),
        "number": book.add_format({"valign": "top"}),
        "key": book.add_format(cell | {"font_color": "#475666", "text_wrap": False}),
        "title": book.add_format({"bold": True, "font_size": 14}),
    }


def _write_entries(sheet: Any, entries: Sequence[Entry], styles: dict[str, Any]) -> None:
    for place, column in enumerate(COLUMNS):
        style = styles["key" if column.name == "key" else "text"]
        sheet.set_column(place, place, column.width, style)
        sheet.write_string(0, place, str(column.heading), styles["heading"])
        sheet.write_comment(0, place, str(column.help), {"x_scale": 1.5})
    for row, entry in enumerate(entries, start=1):
        for place, column in enumerate(COLUMNS):
            _write_cell(sheet, row, place, cell_of(entry, column.name), styles)
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, max(len(entries), 1), len(COLUMNS) - 1)


def _write_cell(sheet: Any, row: int, place: int, value: str | int, styles: dict[str, Any]) -> None:
    if isinstance(value, int):
        sheet.write_number(row, place, value, styles["number"])
        return
    text = protected(value, formulas=False)
    if len(text) > LONGEST_CELL:
        raise ValueError(f"{COLUMNS[place].name}: {len(text)} letters do not fit in a cell")
    if text:
        sheet.write_string(row, place, text)


def _write_words(sheet: Any, name: str, vocabulary: Vocabulary, styles: dict[str, Any]) -> dict[str, str]:
    """Write a column of words per column of the list; return where they stand, for the lists of choices."""
    ranges = {}
    headed = [column for column in COLUMNS if column.name in vocabulary.offered]
    for place, column in enumerate(headed):
        words = vocabulary.offered[column.name]
        sheet.write_string(0, 2 * place, str(column.heading), styles["heading"])
        sheet.write_string(0, 2 * place + 1, _("name"), styles["heading"])
        sheet.set_column(2 * place, 2 * place + 1, 26)
        for row, word in enumerate(words, start=1):
            sheet.write_string(row, 2 * place, word)
            sheet.write_string(row, 2 * place + 1, _name_of(word, column.name, vocabulary))
        letter = xlsxwriter.utility.xl_col_to_name(2 * place)
        ranges[column.name] = f"='{name}'!${letter}$2:${letter}${len(words) + 1}"
    return ranges


def _name_of(word: str, column: str, vocabulary: Vocabulary) -> str:
    terms = vocabulary.terms
    kinds = {
        "catalogue": terms.catalogues,
        "theme": terms.themes,
        "target_groups": terms.target_groups,
        "legal_instrument": terms.legal_instruments,
        "principle": terms.principles,
    }
    return kinds[column].get(word, "") if column in kinds else ""


def _offer_words(sheet: Any, ranges: dict[str, str], rows: int) -> None:
    """Let Excel offer the words. It is only help: the site checks everything again."""
    for place, column in enumerate(COLUMNS):
        if column.name in WITH_WORDS and column.name in ranges:
            sheet.data_validation(
                1, place, rows, place,
                {"validate": "list", "source": ranges[column.name], "error_type": "warning"},
            )  # fmt: skip


def _write_explanation(sheet: Any, styles: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, _("How to fill in this list"), styles["title"])
    lines = [
        _("Change, add or remove rows, and read the file in on the site. You see what would change first."),
        _("A row that is removed changes nothing, unless you ask for its withdrawal when you read the file in."),
        _("A column that is removed leaves what it held as it is. Type values, no formulas."),
    ]
    for row, line in enumerate(lines, start=1):
        sheet.write_string(row, 0, line)
    for row, column in enumerate(COLUMNS, start=len(lines) + 2):
        sheet.write_string(row, 0, str(column.heading), styles["heading"])
        sheet.write_string(row, 1, str(column.help))

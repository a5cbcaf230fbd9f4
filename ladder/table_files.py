"""A table as CSV, JSON or XLSX. Cells that a spreadsheet would read as a formula are made harmless."""

import csv
import io
import json
from typing import Any

import xlsxwriter

from ladder.levels_table import LevelsTable

LONGEST_SHEET_NAME = 31
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_table(table: LevelsTable, file_format: str, *, sheet: str = "levels") -> bytes:
    """Return the table as `csv` (UTF-8, comma), `json` (a list of objects) or `xlsx`.

    `sheet` names the sheet of the `.xlsx`: letters, digits, hyphens. What goes beyond the 31 characters that the
    format allows is left out.
    """
    if file_format == "xlsx":
        return _xlsx(table, sheet)
    return {"csv": _csv, "json": _json}[file_format](table)


def _csv(table: LevelsTable) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.columns)
    writer.writerows([_harmless(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode()


def _harmless(cell: Any) -> Any:
    """Put an apostrophe before a text that starts like a formula. Numbers, also negative ones, stay."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def _json(table: LevelsTable) -> bytes:
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return json.dumps(rows, ensure_ascii=False, indent=1, allow_nan=False).encode()


def _xlsx(table: LevelsTable, sheet_name: str) -> bytes:
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        sheet = book.add_worksheet(sheet_name[:LONGEST_SHEET_NAME].rstrip("-"))
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, table.columns, book.add_format({"bold": True}))
        for number, row in enumerate(table.rows, start=1):
            sheet.write_row(number, 0, row)
        sheet.autofit()
    return buffer.getvalue()

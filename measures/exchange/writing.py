"""A list as a file: an .xlsx with explanation and terms, a .csv as Dutch Excel likes it, or JSON."""

import csv
import json
from collections.abc import Callable, Sequence
from io import StringIO
from typing import Any

from measures.entries import Entry
from measures.exchange.cells import cell_of
from measures.exchange.columns import COLUMNS
from measures.exchange.texts import protected
from measures.exchange.vocabulary import Vocabulary
from measures.exchange.workbook import write_workbook

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CONTENT_TYPES = {"xlsx": EXCEL, "csv": "text/csv; charset=utf-8", "json": "application/json"}
AS_TEXT_IN_JSON = frozenset(
    {"levels", "target_groups", "steps", "stance", "decider", "status", "icon", "is_example"}
)


def write_entries(entries: Sequence[Entry], file_format: str, vocabulary: Vocabulary) -> bytes:
    """Return entries as a file of the format `xlsx`, `csv` or `json`, in the order given."""
    return WRITERS[file_format](entries, vocabulary)


def _csv(entries: Sequence[Entry], vocabulary: Vocabulary) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow([column.heading for column in COLUMNS])
    for entry in entries:
        writer.writerow([protected(str(cell_of(entry, column.name)), formulas=True) for column in COLUMNS])
    return text.getvalue().encode("utf-8-sig")


def _json(entries: Sequence[Entry], vocabulary: Vocabulary) -> bytes:
    rows = [{column.name: _json_value(entry, column.name) for column in COLUMNS} for entry in entries]
    return f"{json.dumps(rows, ensure_ascii=False, indent=1)}\n".encode()


def _json_value(entry: Entry, name: str) -> Any:
    """Return a field for JSON: lists as lists, choices by their codes, numbers or null."""
    value = getattr(entry, name)
    if name == "steps":
        return [{"text": text, "partner": partner} for text, partner in value]
    if name in AS_TEXT_IN_JSON:
        return list(value) if isinstance(value, tuple) else value
    return None if value is None else cell_of(entry, name)


WRITERS: dict[str, Callable[[Sequence[Entry], Vocabulary], bytes]] = {
    "xlsx": write_workbook,
    "csv": _csv,
    "json": _json,
}
"""By format; see `write_entries`."""

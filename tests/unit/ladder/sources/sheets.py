"""Spreadsheets written by tests, and what the reader knows of signals and areas there."""

import zipfile
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from ladder.sources.spreadsheet_knowledge import SheetKnowledge, SheetSignal

KNOWLEDGE = SheetKnowledge(
    signals=(
        SheetSignal("positive_tests", ("positieve testen", "positive tests"), whole=True),
        SheetSignal("share_positive", ("aandeel positieve testen",), weekly=True, percentage=True),
        SheetSignal("sewage", ("rioolwater",), weekly=True),
        SheetSignal("compliance", ("naleving",), weekly=True, steps={1: ("goed", "good"), 2: ("matig",)}),
    ),
    area_names={"VR01": "Groningen", "VR15": "Haaglanden", "VR24": "Zuid-Limburg", "GM0014": "Groningen"},
)
HEADER = ("gebiedscode", "gebied", "datum", "positieve testen")


def csv_of(*rows: Sequence[object], header: Sequence[object] = HEADER, separator: str = ";") -> bytes:
    """Return a CSV with a header and rows."""
    return "\n".join(separator.join(map(str, row)) for row in (header, *rows)).encode() + b"\n"


def xlsx_of(
    *rows: Sequence[object], header: Sequence[object] = HEADER, change: Callable[[Workbook], Any] | None = None
) -> bytes:
    """Return a workbook with one sheet `Cijfers`; `change` may do anything to it before it is saved."""
    book = Workbook()
    book.active.title = "Cijfers"
    for row in (header, *rows):
        book.active.append(list(row))
    if change:
        change(book)
    return saved(book)


def saved(book: Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_parts(data: bytes, parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Return the workbook with other or more parts in its zip."""
    replaced = dict(parts)
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in replaced:
                new.writestr(name, old.read(name))
        for name, content in replaced.items():
            new.writestr(name, content)
    return buffer.getvalue()


def part_of(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name)

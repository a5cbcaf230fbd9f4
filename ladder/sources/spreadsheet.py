"""A spreadsheet that people fill in, .xlsx or .csv: a row per area and day or week, a column per signal.

Headings: gebiedscode, gebied (to read along), datum or week, then codes or names of signals; a column
`toelichting` belongs to the signal to its left. What is left empty was not reported. In a workbook every visible
sheet with such headings is read. `ladder.sheet_template` makes such files.
"""

from pathlib import Path

import numpy as np
import pandas as pd

from ladder.sources import reasons
from ladder.sources.duplicates import refuse_duplicates
from ladder.sources.errors import SourceError
from ladder.sources.figures import FIGURE_COLUMNS, REFUSED_COLUMNS, SourceFigures
from ladder.sources.files import ZIP_MAGIC, describe
from ladder.sources.sieve import Sieve, together
from ladder.sources.snippets import shortened, snippet
from ladder.sources.spreadsheet_columns import Header, find_header, first_headings
from ladder.sources.spreadsheet_csv import read_text
from ladder.sources.spreadsheet_knowledge import SheetKnowledge
from ladder.sources.spreadsheet_rows import COLUMNS, SheetRows, Taken
from ladder.sources.spreadsheet_sheets import Book, Sheet
from ladder.sources.spreadsheet_xlsx import read_workbook

SIZE_LIMIT = 2 * 1024 * 1024
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
EXPLANATION_SHEETS = ("Uitleg", "Explanation")


def read(path: Path, knowledge: SheetKnowledge) -> SourceFigures:
    """Read a spreadsheet file; see `read_content`."""
    try:
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise SourceError("the file cannot be opened", found=error.strerror or "", where=path.name) from error
    return read_content(data, path.name, knowledge)


def read_content(data: bytes, name: str, knowledge: SheetKnowledge) -> SourceFigures:
    """Read a spreadsheet; `SourceError` when it is none, has no sheet with the headings, or no figure at all.

    `figures` has a column `note` besides. `line` is the row of the sheet, `place` the cell: `C7`, or `Per week!C7`
    where more than one sheet is read. Every filled cell is a figure or is refused for a stated reason.
    """
    name = snippet(name, 100)
    book = open_book(data, name)
    headed = [(sheet, header) for sheet in book.sheets if (header := find_header(sheet, knowledge))]
    if not headed:
        raise SourceError(
            "another header than expected",
            expected="gebiedscode, gebied, datum / week, …",
            found=shortened(first_headings(book.sheets), 15) or "nothing",
            where=name,
        )
    taken = _read_sheets(headed, knowledge)
    if not taken.figures and not taken.problems:
        raise SourceError("no figures are filled in", where=name)
    return _sifted(taken, _remarks(book, headed, taken))


def open_book(data: bytes, name: str, *, limit: int = SIZE_LIMIT) -> Book:
    """Return the sheets of an .xlsx or .csv file; `SourceError` for another kind of file, or above the limit."""
    if len(data) > limit:
        raise SourceError("the file is too large", expected=f"≤ {limit // 1024**2} MB", where=name)
    if not data.strip():
        raise SourceError("the file is empty", where=name)
    if data.startswith(OLD_EXCEL):
        raise SourceError("not a spreadsheet", expected=".xlsx, .csv", found=describe(data), where=name)
    return read_workbook(data, name) if data.startswith(ZIP_MAGIC) else read_text(data, name)


def _read_sheets(headed: list[tuple[Sheet, Header]], knowledge: SheetKnowledge) -> Taken:
    taken = Taken()
    for sheet, header in headed:
        prefix = f"{snippet(sheet.name, 31)}!" if len(headed) > 1 else ""
        SheetRows(sheet, header, knowledge, prefix, taken).read()
    return taken


def _sifted(taken: Taken, remarks: list[str]) -> SourceFigures:
    frame = pd.DataFrame(taken.figures, columns=list(COLUMNS))
    kinds = dict.fromkeys(["signal", "area_code", "place"], "category") | {"value": "float64", "line": "int64"}
    days = np.array(frame["date"].tolist(), dtype="datetime64[s]")
    sieve = Sieve(frame.astype(kinds).assign(date=days))
    refuse_duplicates(sieve)
    told = [(row, str(problem)) for row, problem in taken.problems]
    problems = pd.DataFrame(told, columns=list(REFUSED_COLUMNS))
    kept = sieve.frame.loc[sieve.accepted, [*FIGURE_COLUMNS, "note"]].reset_index(drop=True)
    return SourceFigures(
        figures=kept,
        refused=together([problems, sieve.refused()]),
        reported_at=None,
        whole_country=False,
        remarks=remarks,
    )


def _remarks(book: Book, headed: list[tuple[Sheet, Header]], taken: Taken) -> list[str]:
    read = [sheet.name for sheet, _ in headed]
    others = [sheet.name for sheet in book.sheets if sheet.name not in (*read, *EXPLANATION_SHEETS)]
    told = {
        reasons.SHEETS_HIDDEN: shortened([snippet(name) for name in book.hidden]),
        reasons.SHEETS_OTHER: shortened([snippet(name) for name in others]),
        reasons.NAMES_MISFIT: shortened(taken.misfits),
        reasons.CELLS_EMPTY: str(taken.empty) if taken.empty else "",
    }
    return [f"{words}: {data}" for words, data in told.items() if data]

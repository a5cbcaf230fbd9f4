"""Files that are a spreadsheet, are none, or are one that nobody should open."""

import pytest

from ladder.sources.errors import SourceError
from ladder.sources.spreadsheet import SIZE_LIMIT, read
from ladder.sources.spreadsheet_sheets import MOST_COLUMNS
from tests.unit.ladder.sources.sheet_readings import DAY, found_in, taken
from tests.unit.ladder.sources.sheets import HEADER, KNOWLEDGE, csv_of, part_of, with_parts, xlsx_of

BOOK = xlsx_of(("VR01", "", DAY, 1))
SHEET = "xl/worksheets/sheet1.xml"
BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "the file is empty"),
        (b" \n", "the file is empty"),
        (b"<html><body>404</body></html>", "not a text file; .*found: an HTML page"),
        (b"%PDF-1.4", "not a text file; .*found: a PDF"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "not a spreadsheet; expected: .xlsx, .csv; found: an old Excel"),
        (b"\x00\x01\x02" * 50, "not a text file; .*found: binary data"),
        (BOOK[: len(BOOK) // 2], "the file is damaged"),
        (with_parts(BOOK, [("xl/vbaProject.bin", b"macro")]), "a spreadsheet with macros"),
        (with_parts(BOOK, [("xl/macrosheets/sheet1.xml", b"macro")]), "a spreadsheet with macros"),
        (with_parts(BOOK, [(SHEET, BOMB)]), "a spreadsheet with XML entities"),
        (
            with_parts(BOOK, [("xl/workbook.xml", BOMB.decode().encode("utf-16"))]),
            "a spreadsheet with XML entities",
        ),
        (with_parts(BOOK, [("xl/more.xml", b"0" * 17 * 1024**2)]), "the file is too large when unpacked"),
        (with_parts(BOOK, [(f"xl/{n}", b"") for n in range(500)]), "the file is too large when unpacked"),
        (with_parts(BOOK, [(SHEET, b"<worksheet><sheetData><row>")]), "the file is damaged"),
        (with_parts(BOOK, [("xl/workbook.xml", b"<workbook/>")]), "the file is damaged|another header"),
        (b"PK\x03\x04" + b"x" * 100, "the file is damaged"),
        (b"0" * (SIZE_LIMIT + 1), "the file is too large; expected: ≤ 2 MB"),
        (csv_of(("1", "2"), header=("a", "b")), "another header .*found: a, b"),
        (csv_of(header=HEADER), "no figures are filled in"),
        (csv_of(("VR01", "", DAY, "")), "no figures are filled in"),
        (xlsx_of(), "no figures are filled in"),
        (csv_of(("VR01", '"', DAY, 1)), "the file is damaged; expected: quotation marks in pairs"),
        (xlsx_of(header=[*HEADER, *range(MOST_COLUMNS)]), "the sheet is too large"),
        (xlsx_of(change=lambda book: book.active.cell(1_048_576, 5, 1)), "the sheet is too large"),
        (csv_of(header=["gebiedscode", "gebiedscode", "datum", "x"]), "another header"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_with_the_reason(data, problem):
    with pytest.raises(SourceError, match=problem):
        found_in(data)


ROWS = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData>%s</worksheet>'
FIRST = b'<row r="1"><c r="A1"><v>1</v></c></row>'


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("rows", "after", "problem"),
    [
        (FIRST, b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>', "another header"),
        (FIRST, b'<hyperlinks><hyperlink ref="A1:XFD1048576" display="x"/></hyperlinks>', "another header"),
        (b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>', b"", "the sheet is too large"),
        (b'<row r="%s"/>' % (b"9" * 5000), b"", "the sheet is too large"),
        (b'<row r="&#57;9999999999"><c><v>1</v></c></row>', b"", "the sheet is too large"),
        (b'<row r="1"><c r="ZZZ1"><v>1</v></c></row>', b"", "the sheet is too large"),
        (b"<row><c/></row>" * 100_001, b"", "the sheet is too large"),
    ],
)
def test_a_few_bytes_that_mean_many_cells_are_refused_at_once(rows, after, problem):
    with pytest.raises(SourceError, match=problem):
        found_in(with_parts(BOOK, [(SHEET, ROWS % (rows, after))]))


def test_a_zip_of_something_else_is_no_spreadsheet():
    with pytest.raises(SourceError, match=r"not a spreadsheet; expected: \.xlsx, \.csv; found: zip data"):
        found_in(with_parts(with_parts(BOOK, []), []).replace(b"xl/workbook.xml", b"xl/wordbook.xml"))


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(SourceError, match="the file cannot be opened"):
        read(tmp_path / "absent.xlsx", KNOWLEDGE)
    with pytest.raises(SourceError, match="the file cannot be opened"):
        read(tmp_path, KNOWLEDGE)


def test_the_parts_of_the_test_book_are_there():
    assert b"<sheetData>" in part_of(BOOK, SHEET)


def test_a_file_of_exactly_the_limits_is_read():
    header = [*HEADER, *range(MOST_COLUMNS - len(HEADER))]
    assert len(taken(found_in(xlsx_of(("VR01", "", DAY, 1), header=header)))) == 1
    padded = csv_of(("VR01", "", DAY, 1)).ljust(SIZE_LIMIT, b"\n")
    with pytest.raises(SourceError, match="the sheet is too large"):  # of lines, not of bytes
        found_in(padded)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_text_in_the_encodings_and_with_the_separators_of_excel(encoding, separator):
    text = csv_of(("GM0014", "Groningén", DAY, 1), separator=separator).decode()

    assert len(taken(found_in(text.encode(encoding)))) == 1

"""Spreadsheets that people fill in: each kind of cell, and each way in which a file can be no spreadsheet."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from ladder.sources.cell_problems import CellError, CellProblem
from ladder.sources.errors import SourceError
from tests.unit.ladder.sources.sheet_readings import DAY, both, found_in, refused, taken
from tests.unit.ladder.sources.sheets import HEADER, csv_of, xlsx_of

WEEKLY = ("gebiedscode", "gebied", "week")


def test_a_figure_per_area_and_day_with_its_cell():
    for found in both(("VR01", "Groningen", DAY, 12), ("VR15", "Haaglanden", "21-9-2020", 0)):
        assert taken(found) == [
            ("positive_tests", "VR01", DAY, 12.0, "", "D2"),
            ("positive_tests", "VR15", DAY, 0.0, "", "D3"),
        ]
        assert refused(found) == []
        assert found.remarks == []
        assert found.reported_at is None
        assert list(found.figures["line"]) == [2, 3]


def test_figures_per_week_with_a_step_and_its_note():
    header = (*WEEKLY, "naleving", "toelichting", "share_positive")
    for found in both(("VR01", "", "2020-W39", "2 matig", "druk  in\twinkels", "7,5"), header=header):
        assert taken(found) == [
            ("compliance", "VR01", DAY, 2.0, "druk in winkels", "D2"),
            ("share_positive", "VR01", DAY, 7.5, "", "F2"),
        ]


def test_columns_may_stand_in_any_order_below_a_title():
    rows = [
        ("Cijfers van de regio", "", "", ""),
        ("positive_tests", "DAG", "Gebiedscode", "naam"),
        (4, DAY, "vr01", ""),
    ]
    (figure,) = taken(found_in(xlsx_of(*rows[1:], header=rows[0])))

    assert figure == ("positive_tests", "VR01", DAY, 4.0, "", "A3")


def test_what_is_left_empty_was_not_reported_and_is_counted():
    header = (*HEADER, "rioolwater")
    for found in both(("VR01", "", DAY, 3, ""), ("VR15", "", DAY, "", " "), ("", "", "", "", ""), header=header):
        assert len(taken(found)) == 1
        assert found.remarks == ["empty cells, not reported: 3"]
        assert refused(found) == []


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("12", 12), ("+12", 12), (" 12 ", 12), ("12,5", 12.5), ("12.5", 12.5), ("0,125", 0.125), ("0", 0),
        ("1 234", 1234), ("1\u00a0234,5", 1234.5), ("1.234,5", 1234.5), ("1,234.5", 1234.5),
        ("1.234.567", 1234567), ("1234,567", 1234.567), ("1234.5", 1234.5),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(said, number):
    found = found_in(csv_of(("VR01", "", "2020-W39", f'"{said}"'), header=(*WEEKLY, "rioolwater"), separator=","))

    assert [figure[3] for figure in taken(found)] == [number]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("1.234", "number that can be read in two ways: 1.234 (D2); expected: no separator of thousands"),
        ("1,234", "number that can be read in two ways: 1,234 (D2); expected: no separator of thousands"),
        ("-1", "negative value: -1 (D2)"),
        ("12a", "not a number: 12a (D2)"),
        ("NaN", "not a number: NaN (D2)"),
        ("inf", "not a number: inf (D2)"),
        ("1e3", "not a number: 1e3 (D2)"),
        ("1,2,3", "not a number: 1,2,3 (D2)"),
        ("٣", "not a number: ٣ (D2)"),
        ("12%", "number with a percent sign: 12% (D2); expected: the number without percent sign"),
        ("1" * 13, "number that is too large: 1111111111111 (D2)"),
        ("9" * 400, f"number that is too large: {'9' * 59}… (D2)"),
    ],
)
def test_a_text_that_is_no_number_for_sure_is_refused(said, reason):
    for found in both(("VR01", "", "2020-W39", said), header=(*WEEKLY, "rioolwater")):
        assert taken(found) == []
        assert refused(found) == [reason]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (True, "not a number: True (D2)"),
        (datetime(2020, 9, 21), "not a number: 2020-09-21 00:00:00 (D2)"),  # noqa: DTZ001  # cells have no zone
        (time(1), "not a number: 01:00:00 (D2)"),
        (1.5, "fraction of a count: 1.5 (D2); expected: a whole number"),
        (-0.5, "negative value: -0.5 (D2)"),
        (1e300, "number that is too large: 1e+300 (D2)"),
        ("=1+1", "formula instead of a value: =1+1 (D2); expected: the value itself, typed in"),
        ("#N/A", "not a number: #N/A (D2)"),
    ],
)
def test_a_cell_of_excel_that_is_no_count_is_refused(value, reason):
    assert refused(found_in(xlsx_of(("VR01", "", DAY, value)))) == [reason]


def test_a_formula_over_several_cells_is_refused():
    def change(book: Workbook) -> None:
        book.active["D2"] = ArrayFormula("D2:D3", "=SUM(A1:A2)")

    (reason,) = refused(found_in(xlsx_of(("VR01", "", DAY, 1), change=change)))
    assert reason.startswith("formula instead of a value: =SUM(A1:A2) (D2)")


def test_a_formula_in_text_is_refused():
    (reason,) = refused(found_in(csv_of(("VR01", "", DAY, "=1+1"))))
    assert reason.startswith("formula instead of a value: =1+1 (D2)")


def test_a_cell_shown_as_percentage_is_refused():
    def change(book: Workbook) -> None:
        book.active["D2"].number_format = "0.0%"

    (reason,) = refused(found_in(xlsx_of(("VR01", "", DAY, 0.125), change=change)))
    assert reason.startswith("number with a percent sign: 0.125 (D2)")


@pytest.mark.parametrize(("value", "good"), [(100, True), (100.1, False), (0, True), ("100,1", False)])
def test_a_percentage_is_at_most_a_hundred(value, good):
    found = found_in(xlsx_of(("VR01", "", "2020-W39", value), header=(*WEEKLY, "share_positive")))

    assert bool(taken(found)) is good
    assert [text[:10] for text in refused(found)] == ([] if good else ["percentage"])


@pytest.mark.parametrize(
    ("said", "step"), [(1, 1), (2.0, 2), ("2", 2), ("Goed", 1), ("good", 1), ("1 goed", 1), (" 2  MATIG ", 2)]
)
def test_a_step_by_number_or_name(said, step):
    found = found_in(xlsx_of(("VR01", "", "2020-W39", said), header=(*WEEKLY, "naleving")))

    assert [figure[3] for figure in taken(found)] == [step]


@pytest.mark.parametrize("said", [0, 3, 1.5, "slecht", "2 goed", True])
def test_what_is_no_step_is_refused(said):
    found = found_in(xlsx_of(("VR01", "", "2020-W39", said), header=(*WEEKLY, "naleving")))

    assert refused(found) == [f"no step of the scale of this signal: {said} (D2); expected: 1 goed, 2 matig"]


@pytest.mark.parametrize(
    "said",
    [DAY, "20200921", "21-09-2020", datetime(2020, 9, 21), date(2020, 9, 21), "2020-W39-1"],  # noqa: DTZ001  # the same
)
def test_days(said):
    assert [figure[2] for figure in taken(found_in(xlsx_of(("VR01", "", said, 1))))] == [DAY]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("", "date unknown (C2)"),
        ("1900-01-01", "date unknown: 1900-01-01 (C2)"),
        ("2019-12-31", "date before 2020: 2019-12-31 (C2)"),
        ("2020-02-30", "unreadable date: 2020-02-30 (C2)"),
        ("9/21/2020", "unreadable date: 9/21/2020 (C2)"),
        (44095, "unreadable date: 44095 (C2)"),
        (True, "unreadable date: True (C2)"),
        (datetime(2020, 9, 21, 12), "date with a time of day: 2020-09-21 12:00:00 (C2)"),  # noqa: DTZ001  # the same
        ("2020-W54", "unreadable date: 2020-W54 (C2)"),
        ("2020-W39", "a week, where this signal is reported per day: positive_tests (C2)"),
        ("=A1", "formula instead of a value: =A1 (C2)"),
    ],
)
def test_days_that_are_refused(said, reason):
    (told,) = refused(found_in(xlsx_of(("VR01", "", said, 1))))
    assert told.partition(";")[0] == reason


@pytest.mark.parametrize(
    ("said", "good"), [(DAY, True), ("2020-09-22", False), ("2020-W39", True), ("2020w39", True)]
)
def test_a_weekly_figure_belongs_to_a_monday_or_a_week(said, good):
    found = found_in(xlsx_of(("VR01", "", said, 1), header=(*WEEKLY, "rioolwater")))

    assert [figure[2] for figure in taken(found)] == ([DAY] if good else [])
    assert [text.partition(":")[0] for text in refused(found)] == (
        [] if good else ["week that does not start on a Monday"]
    )


@pytest.mark.parametrize(
    ("code", "reason"),
    [("", "no area code (A2)"), ("Onbekend", "no area code (A2)"), ("VR99", "unknown area code: VR99 (A2)"),
     (14, "unknown area code: 14 (A2)"), ("=B2", "formula instead of a value: =B2 (A2)")],
)  # fmt: skip
def test_a_row_without_its_area_loses_each_of_its_figures(code, reason):
    found = found_in(xlsx_of((code, "", DAY, 1, 2), header=(*HEADER, "rioolwater")))

    assert [text.partition(";")[0] for text in refused(found)] == [reason] * 2
    assert found.rows_read == 2


@pytest.mark.parametrize(
    ("name", "misfits"), [("Zuid-Limburg", False), ("limburg zuid", False), ("", False), ("Haaglanden", True)]
)
def test_a_name_of_another_area_is_remarked_on(name, misfits):
    found = found_in(xlsx_of(("VR24", name, DAY, 1)))

    assert found.remarks == (["names that do not fit the code: VR24 Haaglanden (B2)"] if misfits else [])
    assert len(taken(found)) == 1


def test_figures_that_stand_there_twice():
    rows = [("VR01", "", DAY, 1), ("VR01", "", DAY, 1), ("VR15", "", DAY, 1), ("VR15", "", DAY, 2)]
    for found in both(*rows):
        assert [figure[1] for figure in taken(found)] == ["VR01"]
        assert refused(found) == ["same as line: 2 (D3)", "contradicts line: 5 (D4)", "contradicts line: 4 (D5)"]


def test_columns_that_are_not_known_or_have_no_name():
    rows = [("VR01", "", DAY, 1, "iets", "los")]
    for found in both(*rows, header=(*HEADER, "besmettingen", "")):
        assert refused(found) == [
            "unknown column, its cells are not read: besmettingen (E1)",
            "value in a column without a name: los (F2)",
        ]
        assert len(taken(found)) == 1


@pytest.mark.parametrize("row", [("VR01", "", DAY, 12, 5), ("VR01", "", DAY)])
def test_a_line_of_text_with_more_or_fewer_fields_than_the_header_is_refused(row):
    found = found_in(csv_of(row, ("VR15", "", DAY, 1)))

    assert refused(found) == [f"another number of columns than the header: {len(row)} (A2)"]
    assert len(taken(found)) == 1


def test_notes_that_are_refused():
    header = (*WEEKLY, "naleving", "toelichting")
    rows = [("VR01", "", "2020-W39", "", "zonder cijfer"), ("VR15", "", "2020-W39", 1, "x" * 501),
            ("VR24", "", "2020-W39", 1, "x" * 500)]  # fmt: skip
    for found in both(*rows, header=header):
        assert [figure[1] for figure in taken(found)] == ["VR24"]
        assert refused(found) == [
            "note without a figure (E2)", "note that is too long: 501 (E3); expected: ≤ 500",
        ]  # fmt: skip


def test_merged_cells_are_refused_where_their_value_stands():
    rows = [("VR01", "", DAY, 1), ("VR15", "", DAY, None), ("VR24", "", DAY, 3)]
    found = found_in(xlsx_of(*rows, change=lambda book: book.active.merge_cells("D2:D3")))

    assert [figure[1] for figure in taken(found)] == ["VR24"]
    assert refused(found) == ["merged cells: 1 (D2); expected: one cell per figure"]


def test_hidden_and_other_sheets_are_told_and_not_read():
    def change(book: Workbook) -> None:
        for title, state in (
            ("Oud", "hidden"),
            ("Geheim", "veryHidden"),
            ("Notities", "visible"),
            ("Uitleg", "visible"),
        ):
            sheet = book.create_sheet(title)
            sheet.sheet_state = state
            sheet.append(list(HEADER) if state != "visible" else ["van alles"])
            sheet.append(["VR15", "", DAY, 9])

    found = found_in(xlsx_of(("VR01", "", DAY, 1), change=change))

    assert len(taken(found)) == 1
    assert found.remarks == [
        "hidden sheets, not read: Oud, Geheim", "sheets without areas and dates, not read: Notities",
    ]  # fmt: skip


def test_cells_of_several_sheets_are_named_with_their_sheet():
    def change(book: Workbook) -> None:
        sheet = book.create_sheet("Per week")
        sheet.append([*WEEKLY, "rioolwater"])
        sheet.append(["VR15", "", "2020-W39", "x"])

    found = found_in(xlsx_of(("VR01", "", DAY, 1), change=change))

    assert [figure[5] for figure in taken(found)] == ["Cijfers!D2"]
    assert refused(found) == ["not a number: x (Per week!D2)"]
    assert CellProblem.parse("not a number: x (Per week!D2)").cell == "Per week!D2"


cells = st.one_of(
    st.text(st.characters(exclude_characters='"\r\n;\0', exclude_categories=("Cs",)), max_size=8),
    st.sampled_from(["VR01", "VR15", DAY, "2020-W39", "1,5", "-1", "nan"]),
)


@given(st.lists(st.tuples(cells, cells, cells, cells, cells), max_size=8))
def test_every_filled_cell_is_a_figure_or_is_refused_and_nothing_else_happens(rows):
    data = csv_of(*rows, header=(*HEADER, "rioolwater"))
    filled = sum(bool(cell.strip()) for row in rows for cell in row[3:])

    if filled == 0:
        with pytest.raises(SourceError):
            found_in(data)
    else:
        assert found_in(data).rows_read == filled


@given(st.text(max_size=30), st.text(max_size=20), st.sampled_from(["", "C7", "Per week!AA12"]))
def test_a_problem_is_stored_as_text_and_keeps_its_cell(found, expected, cell):
    problem = CellProblem.of(CellError("not a number", found=found, expected=expected), cell)
    if cell:
        assert CellProblem.parse(str(problem)).cell == cell
    assert len(str(problem)) <= 300

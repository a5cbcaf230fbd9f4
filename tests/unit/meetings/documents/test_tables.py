import csv
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest

from meetings.documents.formats import write
from meetings.documents.note import ErratumNote
from tests.unit.meetings.notes import (
    ADOPTED,
    EMPTY,
    ERRATUM,
    FULL,
    FULL_HAAGLANDEN,
    MOMENT,
    SERIOUS,
    SHA256,
    note,
)


def sheet(found: Any = None, **asked: Any) -> Any:
    return openpyxl.load_workbook(BytesIO(write(found or note(), "decisions", format="xlsx", **asked))).active


def rows(found: Any = None, **asked: Any) -> list[dict[str, Any]]:
    names, *values = sheet(found, **asked).iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True)) for row in values]


def lines(found: Any = None, **asked: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(write(found or note(), "decisions", format="csv", **asked).decode())))


def test_a_row_per_region_with_dates_and_numbers() -> None:
    first, second = rows()
    assert (first["Code"], first["Veiligheidsregio"], first["Status"]) == ("VR15", "Haaglanden", "concept")
    assert (first["Was van kracht"], first["Berekend niveau"], first["Voorgesteld niveau"]) == (2, 2, 3)
    assert (first["Vastgesteld niveau"], first["Vastgesteld niveau, naam"]) == (3, "ernstig")
    assert first["Geldig vanaf"] == datetime(2020, 10, 1)  # noqa: DTZ001 - a spreadsheet has no time zones
    assert (first["Stemmen voor"], first["Stemmen tegen"]) == (4, 1)
    assert (first["Anders dan berekend"], second["Anders dan berekend"]) == ("ja", "nee")
    assert second["Voorgesteld niveau"] is None


def test_the_same_decisions_as_csv() -> None:
    first, second = lines()
    assert (first["area_code"], first["decided_level"], first["valid_from"]) == ("VR15", "3", "2020-10-01")
    assert (first["deviation"], first["minority_note"]) == (
        "druk op de zorgcapaciteit", "Een lid acht zorgelijk genoeg.",
    )  # fmt: skip
    assert (first["category"], second["category"]) == ("bespreekstuk", "hamerstuk")


def test_a_region_without_anything_has_its_row() -> None:
    found = note(replace(FULL, regions=(EMPTY,)))
    (row,) = lines(found)
    assert (row["area_code"], row["computed_state"], row["decided_level"], row["differs"]) == (
        "VR01", "onbekend", "", "",
    )  # fmt: skip
    assert rows(found)[0]["Vastgesteld niveau"] is None


def test_one_region() -> None:
    assert [row["area_code"] for row in lines(region="VR15")] == ["VR15"]
    assert [row["Code"] for row in rows(region="VR15")] == ["VR15"]


def test_no_regions_leave_the_headings() -> None:
    empty = note(replace(FULL, regions=()))
    assert write(empty, format="csv").decode().startswith("week,status,area_code")
    assert rows(empty) == []


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1"])
def test_no_text_becomes_a_formula(text: str) -> None:
    decision = replace(FULL_HAAGLANDEN.decision, reason=text)
    found = note(replace(FULL, regions=(replace(FULL_HAAGLANDEN, decision=decision),)))
    assert lines(found)[0]["reason"] == f"'{text}"
    cells = [cell for row in sheet(found).iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert text in [cell.value for cell in cells]


def test_every_printed_page_says_status_and_number() -> None:
    page = sheet()
    assert page.oddHeader.right.text == "concept"
    assert page.oddHeader.center.text == "&BCONCEPT"
    assert page.oddFooter.left.text == "concept, 30 september 2020, 10:42"
    assert "&P" in page.oddFooter.right.text or "Pagina" in page.oddFooter.right.text
    assert page.print_title_rows == "$1:$1"
    assert page.page_setup.orientation == "landscape"


def test_adopted_decisions_name_the_minutes() -> None:
    found = note(ADOPTED, sha256=SHA256)
    assert {row["minutes_sha256"] for row in lines(found)} == {SHA256}
    assert sheet(found).oddHeader.center.text is None
    assert rows()[0]["SHA-256 van de notulen"] is None


TEXT_ONLY = replace(ERRATUM, number=2, level=None, valid_from=None)
OF_THE_WHOLE = replace(TEXT_ONLY, number=3, region="", code="")
ELSEWHERE = replace(ERRATUM, number=4, region="Groningen", code="VR01")
LATER = replace(
    ERRATUM, number=5, level=SERIOUS, valid_from=date(2020, 10, 5), adopted_at=MOMENT + timedelta(hours=1)
)
NOTHING = ("", "", "", "")


@pytest.mark.parametrize(
    ("errata", "told"),
    [
        ((), NOTHING),
        ((ERRATUM,), ("1", "2", "zorgelijk", "2020-10-03")),
        ((TEXT_ONLY,), ("2", "", "", "")),
        ((OF_THE_WHOLE,), ("3", "", "", "")),
        ((ELSEWHERE,), NOTHING),
        ((ERRATUM, TEXT_ONLY, OF_THE_WHOLE, ELSEWHERE), ("1, 2, 3", "2", "zorgelijk", "2020-10-03")),
        ((ERRATUM, LATER), ("1, 5", "3", "ernstig", "2020-10-05")),
        ((replace(LATER, number=0), ERRATUM), ("0, 1", "3", "ernstig", "2020-10-05")),
    ],
)
def test_adopted_errata_stand_beside_what_was_decided(
    errata: tuple[ErratumNote, ...], told: tuple[str, ...]
) -> None:
    found = lines(note(ADOPTED, sha256=SHA256, errata=errata))
    row = next(row for row in found if row["area_code"] == "VR15")
    columns = ("errata", "corrected_level", "corrected_level_name", "corrected_valid_from")
    assert tuple(row[name] for name in columns) == told
    assert (row["decided_level"], row["valid_from"]) == ("3", "2020-10-01")


def test_the_errata_in_the_spreadsheet() -> None:
    row = rows(note(ADOPTED, sha256=SHA256, errata=(ERRATUM,)))[0]
    assert (row["Errata"], row["Gecorrigeerd niveau"], row["Gecorrigeerd niveau, naam"]) == ("1", 2, "zorgelijk")
    assert row["Gecorrigeerd niveau, geldig vanaf"] == datetime(2020, 10, 3)  # noqa: DTZ001  # a spreadsheet knows no zones

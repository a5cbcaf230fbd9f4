import csv
from dataclasses import replace
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest

from meetings.documents.formats import write
from tests.unit.meetings.notes import ADOPTED, EMPTY, FULL, FULL_HAAGLANDEN, SHA256, note


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

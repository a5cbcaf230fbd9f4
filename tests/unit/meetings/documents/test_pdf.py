from dataclasses import replace
from typing import Any

import pytest
from page import ValidationProfile, validate_pdf_bytes

from meetings.documents.formats import KINDS, write
from meetings.documents.note import Note
from meetings.documents.typesetting import printable, typeset
from tests.unit.meetings.documents.texts import pdf
from tests.unit.meetings.notes import ADOPTED, CONCEPT, EMPTY, ERRATUM, FULL, GRONINGEN, SHA256, note

NOTES = {
    "concept": note(CONCEPT),
    "full": note(),
    "adopted": note(ADOPTED, sha256=SHA256, errata=(ERRATUM,)),
    "exercise": note(replace(FULL, is_exercise=True)),
    "without a map": replace(note(), drawing=replace(note().drawing, width=0)),
    "of many regions": note(replace(FULL, regions=(GRONINGEN,) * 25)),
    "without regions": note(replace(FULL, regions=())),
    "of an empty region": note(replace(FULL, regions=(EMPTY,))),
}


@pytest.mark.parametrize("profile", [ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", NOTES)
def test_it_keeps_the_rules_of_accessible_and_archived_pdf(
    name: str, kind: str, profile: ValidationProfile
) -> None:
    assert failures_of(write(NOTES[name], kind, format="pdf"), profile) == []


def failures_of(file: bytes, profile: ValidationProfile) -> list[str]:
    """Return the rules that a file breaks.

    The validator takes a CR that happens to be the last byte of compressed data, together with the LF before
    `endstream`, for one line end, and then finds the data one byte too short.
    """
    broken = [failure.rule_id for failure in validate_pdf_bytes(file, profile=profile).failures]
    mistaken = b"\r\nendstream" in file
    return [rule for rule in broken if not (mistaken and rule.endswith("STREAM-LENGTH-001"))]


def test_the_validator_refuses_what_is_not_tagged() -> None:
    plain = typeset("= Kop", {}, format="pdf", pdf_tags=False)
    assert failures_of(plain, ValidationProfile.PDF_UA_1)


def tags_of(file: bytes) -> list[tuple[str, Any]]:
    """Return the kinds of the structure elements in order, with their words for a picture."""
    found = []

    def walk(element: Any) -> None:
        element = element.get_object() if hasattr(element, "get_object") else element
        if isinstance(element, list):
            for inner in element:
                walk(inner)
        elif isinstance(element, dict):
            if "/S" in element:
                found.append((str(element["/S"]), element.get("/Alt")))
            walk(element.get("/K"))

    walk(pdf(file).trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


def test_the_structure_can_be_heard() -> None:
    tags = tags_of(write(note(), format="pdf"))
    kinds = [kind for kind, alt in tags]
    assert {"/H1", "/H2", "/H3", "/P", "/L", "/Table", "/TH", "/TD", "/Figure"} <= set(kinds)
    assert kinds.count("/Table") == 7
    (words,) = [alt for kind, alt in tags if kind == "/Figure"]
    assert words.startswith("Kaart van Nederland, week 39 van 2020: 1 regio zorgelijk (Groningen)")


def test_title_language_and_moment() -> None:
    reader = pdf(write(note(), format="pdf"))
    root: Any = reader.trailer["/Root"]
    assert reader.metadata.title == "Duidingsnotitie 2020-W39"
    assert str(root["/Lang"]) == "nl-NL"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.creation_date.isoformat().startswith("2020-09-30T08:42:01")


@pytest.mark.parametrize(("found", "marked"), [(note(), True), (note(ADOPTED), False)])
def test_every_page_says_status_date_and_number(found: Note, marked: bool) -> None:
    pages = pdf(write(found, format="pdf")).pages
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert "stand van 30 september 2020, 10:42" in text
        assert f"Pagina {number} van {len(pages)}" in text
        assert ("CONCEPT" in text) == marked


def test_only_the_font_of_the_package_is_used() -> None:
    fonts = {
        str(font["/BaseFont"]).split("+")[-1]
        for page in pdf(write(note(), format="pdf")).pages
        for font in (reference.get_object() for reference in page["/Resources"]["/Font"].values())
    }
    assert fonts == {"SourceSansPro-Regular", "SourceSansPro-Bold"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Fryslân – ’s-Hertogenbosch", "Fryslân – ’s-Hertogenbosch"),
        ("37,5 °C ≥ 50 · € 5 … “nee”", "37,5 °C ≥ 50 · € 5 … “nee”"),
        ("\U0001f600", "?"),
        ("Ω→", "??"),
        ("\x00", "?"),
    ],
)
def test_what_the_font_does_not_have_is_replaced(text: str, shown: str) -> None:
    assert printable(text) == shown

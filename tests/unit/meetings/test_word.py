from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from django.utils.translation import override
from docx.document import Document
from docx.oxml.ns import qn

from meetings.documents.content import NoteContent
from meetings.documents.word import write_docx
from meetings.documents.word_parts import shade_as_level
from tests.unit.meetings.notes import ADOPTED, CONCEPT, with_region


def written(content: NoteContent = CONCEPT, sha256: str = "") -> Document:
    file = BytesIO()
    write_docx(content, file, sha256=sha256)
    return docx.Document(file)


def text_of(document: Document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def headings(document: Document) -> list[tuple[str, str]]:
    return [
        (found.style.name, found.text) for found in document.paragraphs
        if found.style.name.startswith("Heading") or found.style.name == "Title"
    ]  # fmt: skip


def test_headings_make_an_outline() -> None:
    found = headings(written())
    assert found[0] == ("Title", "Duidingsnotitie 2020-W39")
    assert ("Heading 2", "Haaglanden (VR15)") in found
    at = found.index(("Heading 2", "Haaglanden (VR15)"))
    names = ["Berekend niveau", "Duiding", "Vastgesteld niveau"]
    assert found[at + 1 : at + 4] == [("Heading 3", name) for name in names]


@pytest.mark.parametrize(
    "sentence",
    [
        "21-09-2020 t/m 27-09-2020 (2020-W39)",
        "30-09-2020 10:42",  # Dutch time
        "2 zorgelijk",
        "Positieve testen: 100,5 per 100.000.",
        "1.100,5",
        "positieve testen (beslissend)",
        "Eerste regel.",
        "Tweede regel.",
        "Versie 3, voorzitter (voorzitter), 30-09-2020 10:42",
        "3 ernstig, geldig vanaf 01-10-2020.",
        "Dit wijkt af van het berekende niveau.",
        "Reden: Druk op de zorg.",
        "Er is geen duiding geschreven.",
        "Er is nog geen niveau vastgesteld.",
        "onbekend",
        "Concept, stand van 30-09-2020 10:42. Kan nog wijzigen.",
    ],
)
def test_the_note_says(sentence: str) -> None:
    assert sentence in text_of(written())


def test_each_line_is_a_paragraph_of_its_own() -> None:
    lines = [paragraph.text for paragraph in written().paragraphs]
    assert "Eerste regel." in lines
    assert "Tweede regel." in lines


def test_the_summary_has_a_row_per_region() -> None:
    summary = written().tables[1]
    rows = [[cell.text for cell in row.cells] for row in summary.rows]
    assert rows == [
        ["Veiligheidsregio", "Berekend niveau", "Vastgesteld niveau", "Geldig vanaf"],
        ["Haaglanden", "2 zorgelijk", "3 ernstig", "01-10-2020"],
        ["Groningen", "onbekend", "niet vastgesteld", "–"],
    ]


def test_a_provisional_level_is_called_so() -> None:
    content = with_region(state="provisional", state_label="voorlopig")
    assert "2 zorgelijk (voorlopig)" in text_of(written(content))


def test_every_table_has_a_real_header_row() -> None:
    tables = written().tables
    assert len(tables) == 3
    for table in tables:
        marks = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert marks == [True, *[False] * (len(marks) - 1)]


def test_language_page_and_properties() -> None:
    document = written()
    languages = {found.get(qn("w:val")) for found in document.styles.element.iter(qn("w:lang"))}
    section, properties = document.sections[0], document.core_properties
    assert languages == {"nl-NL"}
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert (properties.title, properties.language) == ("Duidingsnotitie 2020-W39", "nl-NL")
    assert properties.author == properties.last_modified_by == "Regionale escalatieladder"
    assert properties.created.isoformat().startswith("2020-09-30T08:42:01")


@pytest.mark.parametrize(("content", "status"), [(CONCEPT, "concept"), (ADOPTED, "vastgesteld")])
def test_every_page_says_date_status_and_number(content: NoteContent, status: str) -> None:
    section = written(content).sections[0]
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    fields = [found.get(qn("w:instr")) for found in footer._p.iter(qn("w:fldSimple"))]
    assert header.text == f"Duidingsnotitie 2020-W39\t{status}"
    assert footer.text.startswith(f"{status} · 30-09-2020 10:42\tPagina ")
    assert fields == ["PAGE", "NUMPAGES"]
    assert not section.different_first_page_header_footer


def test_an_adopted_note_names_its_hash() -> None:
    text = text_of(written(ADOPTED, "ab" * 32))
    assert "ab" * 32 in text
    assert "Vastgesteld op 30-09-2020 10:42 door voorzitter (voorzitter)." in text
    assert "SHA-256" not in text_of(written())


def test_the_note_is_dutch_for_an_english_reader() -> None:
    with override("en"):
        assert "Berekend niveau" in text_of(written())


HOSTILE = "\x00\x0b<w:p/>&lt;</w:t>\x1b ]]> =cmd|'/c calc' \ud800"


def test_hostile_text_stays_text() -> None:
    content = with_region(
        name=HOSTILE,
        reasons=(HOSTILE,),
        interpretation=replace(CONCEPT.regions[0].interpretation, text=HOSTILE),
        decision=replace(CONCEPT.regions[0].decision, reason=HOSTILE),
    )
    text = text_of(written(replace(content, title=HOSTILE, ladder=HOSTILE)))
    assert text.count("��<w:p/>&lt;</w:t>� ]]> =cmd|'/c calc' �") == 6


def test_a_file_can_be_named_by_its_path(tmp_path: Path) -> None:
    write_docx(CONCEPT, tmp_path / "a.docx")
    assert "Haaglanden" in text_of(docx.Document(str(tmp_path / "a.docx")))


@pytest.mark.parametrize(
    ("colour", "ink"), [("#F291BC", "000000"), ("#D95790", "000000"), ("#A11050", "FFFFFF"), ("#000000", "FFFFFF")]
)
def test_ink_can_be_read_on_the_colour_of_a_level(colour: str, ink: str) -> None:
    cell = docx.Document().add_table(1, 1).rows[0].cells[0]
    cell.paragraphs[0].add_run("x")
    shade_as_level(cell, colour)
    assert str(cell.paragraphs[0].runs[0].font.color.rgb) == ink
    assert cell._tc.tcPr.find(qn("w:shd")).get(qn("w:fill")) == colour[1:]

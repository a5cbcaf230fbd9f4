import zipfile
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from meetings.documents.blocks import Cell, Column, Table
from meetings.documents.formats import write
from meetings.documents.note import Note
from meetings.documents.outline import outline_of
from meetings.documents.word import write_docx
from meetings.documents.word_parts import shade_as_level
from tests.unit.meetings.documents.texts import word
from tests.unit.meetings.notes import ADOPTED, FULL, note


def written(found: Note | None = None) -> Document:
    return word(write(found or note(), format="docx"))


def test_headings_make_an_outline() -> None:
    found = [
        (paragraph.style.name, paragraph.text)
        for paragraph in written().paragraphs
        if paragraph.style.name.startswith("Heading") or paragraph.style.name == "Title"
    ]
    assert found[0] == ("Title", "Duidingsnotitie 2020-W39")
    assert ("Heading 2", "Haaglanden (VR15)") in found
    assert ("Heading 3", "Duiding") in found


def test_every_table_has_a_real_header_row() -> None:
    tables = written().tables
    assert len(tables) == 7
    for table in tables:
        marks = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert marks == [True, *[False] * (len(marks) - 1)]


@pytest.mark.parametrize(("rows", "kept"), [(8, True), (9, False)])
def test_a_short_table_stays_on_one_page(rows: int, kept: bool) -> None:
    table = Table((Column("a", 16),), tuple((Cell(str(number)),) for number in range(rows)))
    found = word(write_docx(replace(outline_of(note()), blocks=(table,)))).tables[0]
    marks = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in found.rows]
    assert marks == [kept or None] * rows + [None]


def test_language_page_and_properties() -> None:
    document = written()
    languages = {found.get(qn("w:val")) for found in document.styles.element.iter(qn("w:lang"))}
    section, properties = document.sections[0], document.core_properties
    assert languages == {"nl-NL"}
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert (properties.title, properties.language) == ("Duidingsnotitie 2020-W39", "nl-NL")
    assert properties.author == properties.last_modified_by == "Regionale escalatieladder"
    assert properties.created.isoformat().startswith("2020-09-30T08:42:01")
    assert properties.content_status == "concept"


def test_a_property_is_cut_where_the_format_ends() -> None:
    found = written(note(replace(FULL, title="a" * 300))).core_properties
    assert found.title == "a" * 255


def test_every_page_says_date_status_and_number() -> None:
    section = written().sections[0]
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    fields = [found.get(qn("w:instr")) for found in footer._p.iter(qn("w:fldSimple"))]
    assert header.text == "Duidingsnotitie 2020-W39\tconcept"
    assert footer.text.startswith("concept, stand van 30 september 2020, 10:42\tPagina ")
    assert fields == ["PAGE", "NUMPAGES"]
    assert not section.different_first_page_header_footer


@pytest.mark.parametrize(("found", "words"), [(note(), ["CONCEPT"]), (note(ADOPTED), [])])
def test_a_concept_bears_a_watermark(found: Note, words: list[str]) -> None:
    header = written(found).sections[0].header.paragraphs[0]._p
    shapes = header.iter("{urn:schemas-microsoft-com:vml}textpath")
    assert [shape.get("string") for shape in shapes if shape.get("string")] == words


def test_the_picture_is_described() -> None:
    drawn = written().inline_shapes[0]
    assert drawn._inline.docPr.get("descr").startswith("Kaart van Nederland, week 39 van 2020: 1 regio")
    assert drawn.width.cm == pytest.approx(9.5, abs=0.01)


def test_the_file_names_no_moment() -> None:
    with zipfile.ZipFile(BytesIO(write(note(), format="docx"))) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


@pytest.mark.parametrize(
    ("colour", "ink"), [("#F291BC", "0F161D"), ("#D95790", "0F161D"), ("#A11050", "FFFFFF"), ("#000000", "FFFFFF")]
)
def test_ink_can_be_read_on_the_colour_of_a_level(colour: str, ink: str) -> None:
    cell = docx.Document().add_table(1, 1).rows[0].cells[0]
    cell.paragraphs[0].add_run("x")
    shade_as_level(cell, colour)
    assert str(cell.paragraphs[0].runs[0].font.color.rgb) == ink
    assert cell._tc.tcPr.find(qn("w:shd")).get(qn("w:fill")) == colour[1:]

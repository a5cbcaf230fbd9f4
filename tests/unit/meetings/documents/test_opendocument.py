import zipfile
from io import BytesIO
from typing import Any

import pytest
from odfdo import Document

from meetings.documents.formats import write
from meetings.documents.note import Note
from tests.unit.meetings.notes import ADOPTED, note


def written(found: Note | None = None) -> Document:
    return Document(BytesIO(write(found or note(), format="odt")))


def parts(found: Note | None = None) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(write(found or note(), format="odt"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_archive_is_as_the_standard_wants_it() -> None:
    with zipfile.ZipFile(BytesIO(write(note(), format="odt"))) as archive:
        first = archive.infolist()[0]
        names = set(archive.namelist())
        manifest = archive.read("META-INF/manifest.xml").decode()
        assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.text"
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    for name in names - {"mimetype", "META-INF/manifest.xml"}:
        assert f'manifest:full-path="{name}"' in manifest


def test_headings_make_an_outline() -> None:
    found: Any = written().body.headers
    assert [(heading.get_attribute("text:outline-level"), heading.inner_text) for heading in found][:2] == [
        ("1", "In het kort"),
        ("1", "Samenvatting"),
    ]


def test_every_table_has_a_header_row() -> None:
    tables: Any = written().body.tables
    assert len(tables) == 7
    assert all(table.xpath("table:table-header-rows/table:table-row") for table in tables)


def test_the_picture_is_described_and_there() -> None:
    body: Any = written().body
    (frame,) = body.xpath("//draw:frame")
    (image,) = frame.xpath("draw:image")
    assert frame.xpath("svg:desc")[0].inner_text.startswith("Kaart van Nederland, week 39 van 2020: 1 regio")
    assert parts()[image.get_attribute("xlink:href")].startswith(b"\x89PNG")


def test_language_and_properties() -> None:
    meta = written().meta
    assert (meta.title, meta.subject, meta.language) == (
        "Duidingsnotitie 2020-W39", "Regionale escalatieladder", "nl-NL",
    )  # fmt: skip
    assert str(meta.creation_date).startswith("2020-09-30 08:42:01")
    assert b'fo:language="nl" fo:country="NL"' in parts()["styles.xml"]


def test_every_page_says_date_status_and_number() -> None:
    styles = parts()["styles.xml"].decode()
    header, footer = styles.split("<style:header>")[1].split("</style:header>")
    assert "Duidingsnotitie 2020-W39<text:tab/>concept" in header
    assert "concept, stand van 30 september 2020, 10:42<text:tab/>Pagina <text:page-number" in footer


@pytest.mark.parametrize(("found", "marked"), [(note(), True), (note(ADOPTED), False)])
def test_a_concept_bears_a_watermark(found: Note, marked: bool) -> None:
    made = parts(found)
    assert ("Pictures/watermark.png" in made) == marked
    assert (b"style:background-image" in made["styles.xml"]) == marked

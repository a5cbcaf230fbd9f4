"""What holds for every format: one text, equal bytes, in Dutch, and nothing that typed text can spoil."""

from dataclasses import replace

import pytest
import time_machine
from django.utils.translation import override

from meetings.documents.formats import DECISIONS, FORMATS, KINDS, NOTE, TEXT_FORMATS, write
from meetings.documents.outline import outline_of
from tests.unit.meetings.documents.texts import (
    lines_of_opendocument,
    lines_of_outline,
    lines_of_word,
    squeeze,
    squeezed_pdf,
)
from tests.unit.meetings.notes import ADOPTED, ERRATUM, FULL, FULL_HAAGLANDEN, SHA256, note

NOTES = {
    "concept": note(),
    "adopted": note(ADOPTED, sha256=SHA256, errata=(ERRATUM,)),
    "exercise": note(replace(FULL, is_exercise=True)),
}
everything = pytest.mark.parametrize(
    ("name", "kind", "region"),
    [(name, kind, region) for name in NOTES for kind in KINDS for region in (None, "VR15")],
)


@everything
def test_every_format_tells_the_same_line_by_line(name: str, kind: str, region: str | None) -> None:
    found = NOTES[name]
    outline = outline_of(found, kind=kind, region=region)
    lines, drawn = lines_of_outline(outline), lines_of_outline(outline, with_drawn=True)
    assert lines_of_word(write(found, kind, format="docx", region=region)) == lines
    assert lines_of_opendocument(write(found, kind, format="odt", region=region)) == lines
    assert squeezed_pdf(write(found, kind, format="pdf", region=region), outline) == squeeze("".join(drawn))


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_equal_content_gives_equal_bytes(file_format: str, kind: str) -> None:
    with time_machine.travel("2020-10-01", tick=False):
        first = write(note(), kind, format=file_format)
    with time_machine.travel("2026-01-01", tick=False):
        assert write(note(), kind, format=file_format) == first


@pytest.mark.parametrize("file_format", FORMATS)
def test_other_content_gives_other_bytes(file_format: str) -> None:
    other = replace(FULL_HAAGLANDEN, name="Haaglande")
    changed = note(replace(FULL, regions=(other, *FULL.regions[1:])))
    assert write(changed, DECISIONS, format=file_format) != write(note(), DECISIONS, format=file_format)


@pytest.mark.parametrize("file_format", FORMATS)
def test_the_language_of_the_reader_does_not_matter(file_format: str) -> None:
    with override("en"):
        english = write(note(), DECISIONS, format=file_format)
    with override("nl"):
        assert write(note(), DECISIONS, format=file_format) == english


HOSTILE = "\x00\x0b<w:p/>&lt;</w:t>\x1b ]]> #read(1) {{ x }} =cmd|'/c calc' \ud800 \U0001f600 "


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_hostile_text_spoils_no_file(file_format: str, kind: str) -> None:
    region = replace(
        FULL_HAAGLANDEN,
        name=HOSTILE,
        reasons=(HOSTILE,),
        interpretation=replace(FULL_HAAGLANDEN.interpretation, text=HOSTILE),
        decision=replace(FULL_HAAGLANDEN.decision, reason=HOSTILE, minority_note=HOSTILE),
    )
    content = replace(FULL, title=HOSTILE, ladder=HOSTILE, regions=(region,))
    assert write(note(content), kind, format=file_format)


@pytest.mark.parametrize(("file_format", "missing"), [("docx", "�"), ("odt", "�"), ("pdf", "?")])
def test_hostile_text_stays_text(file_format: str, missing: str) -> None:
    text = "\x00<w:p/>&lt; ]]> #read(x) {{ x }} \x1b"
    written = replace(FULL_HAAGLANDEN.interpretation, text=text)
    content = replace(FULL, regions=(replace(FULL_HAAGLANDEN, interpretation=written),))
    file = write(note(content), format=file_format)
    outline = outline_of(note(content))
    found = {
        "docx": lambda: "".join(lines_of_word(file)),
        "odt": lambda: "".join(lines_of_opendocument(file)),
        "pdf": lambda: squeezed_pdf(file, outline),
    }[file_format]()
    assert squeeze(f"{missing}<w:p/>&lt; ]]> #read(x) {{{{ x }}}} {missing}") in squeeze(found)


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_region_that_is_not_there_is_refused(file_format: str) -> None:
    with pytest.raises(LookupError):
        write(note(), format=file_format, region="VR99")


def test_a_format_or_document_that_is_not_there_is_refused() -> None:
    with pytest.raises(LookupError):
        write(note(), format="doc")
    with pytest.raises(ValueError, match="no such document"):
        write(note(), "letter", format="pdf")


def test_texts_are_apart_from_tables() -> None:
    assert [found.code for found in TEXT_FORMATS] == ["docx", "odt", "pdf"]
    assert set(FORMATS) == {"docx", "odt", "pdf", "xlsx", "csv"}
    assert NOTE in KINDS

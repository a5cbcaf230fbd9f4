"""An outline as a Word document."""

from datetime import UTC, datetime
from io import BytesIO

import docx
from django.utils.translation import gettext as _
from docx.document import Document
from docx.shared import Cm

from ladder.plain_text import for_documents
from meetings.documents.blocks import (
    Block,
    Bullets,
    Heading,
    Outline,
    Paragraph,
    Picture,
    Table,
    with_texts,
)
from meetings.documents.typesetting import as_png
from meetings.documents.word_parts import (
    STRONG,
    add_page_number,
    add_right_tab,
    add_table,
    add_watermark,
    describe_picture,
    keep_with_next,
    set_page,
    set_styles,
)
from meetings.documents.zip_files import repacked

LANGUAGE = "nl-NL"
LONGEST = 255  # of a property, says the format
STYLES = {"text": None, "strong": STRONG, "small": "Caption"}


def write_docx(outline: Outline) -> bytes:
    """Return the outline as .docx; equal outlines give equal bytes.

    Characters that the format cannot hold are replaced, so that no text can spoil the document.
    """
    outline = with_texts(outline, for_documents)
    document = docx.Document()
    set_page(document)
    set_styles(document, LANGUAGE)
    _write_properties(document, outline)
    _write_margins(document, outline)
    document.add_heading(outline.title, 0)
    for block in outline.blocks:
        _write(document, block)
    file = BytesIO()
    document.save(file)
    return repacked(file.getvalue())


def _write_properties(document: Document, outline: Outline) -> None:
    found, properties = outline.properties, document.core_properties
    properties.title = found.title[:LONGEST]
    properties.subject = properties.author = properties.last_modified_by = found.subject[:LONGEST]
    properties.keywords = ", ".join(found.keywords)[:LONGEST]
    properties.comments = ""
    properties.language = LANGUAGE
    properties.content_status = outline.header[1]
    # These properties hold moments without an offset, meant as UTC.
    properties.created = properties.modified = datetime.fromtimestamp(found.moment, UTC).replace(tzinfo=None)


def _write_margins(document: Document, outline: Outline) -> None:
    section = document.sections[0]
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    add_right_tab(header)
    add_right_tab(footer)
    header.add_run("\t".join(outline.header))
    if outline.watermark:
        add_watermark(header, outline.watermark)
    footer.add_run(f"{outline.footer}\t")
    add_page_number(footer, page=_("Page"), of=_("of"))


def _write(document: Document, block: Block) -> None:
    match block:
        case Heading(text=text, level=level, on_new_page=on_new_page):
            document.add_heading(text, level).paragraph_format.page_break_before = on_new_page
        case Paragraph(text=text, kind=kind):
            document.add_paragraph(text, style=STYLES[kind])
        case Bullets(items=items):
            for item in items:
                document.add_paragraph(item, style="List Bullet")
        case Table():
            add_table(document, block)
        case Picture():
            _write_picture(document, block)


def _write_picture(document: Document, picture: Picture) -> None:
    drawn = document.add_picture(BytesIO(as_png(picture)), width=Cm(picture.shown_cm))
    describe_picture(drawn, picture.alt)
    keep_with_next(document.paragraphs[-1])

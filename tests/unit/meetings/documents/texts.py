"""The text in files, block by block, as a reader of the format finds it."""

import re
from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.table import Table
from odfdo import Document as OpenDocument
from pypdf import PdfReader

from meetings.documents import blocks


def lines_of_outline(outline: blocks.Outline, *, with_drawn: bool = False) -> list[str]:
    """Return the text in reading order; with the words and numbers drawn in pictures, which only a PDF has."""
    return [outline.title, *(line for block in outline.blocks for line in _lines(block, with_drawn))]


def _lines(block: blocks.Block, with_drawn: bool) -> Iterator[str]:
    match block:
        case blocks.Picture() if with_drawn:
            yield from re.findall(r"<text[^>]*>([^<]*)</text>", block.svg)
        case blocks.Heading() | blocks.Paragraph():
            yield block.text
        case blocks.Bullets():
            yield from block.items
        case blocks.Table():
            yield from (column.heading for column in block.columns)
            yield from (cell.text for row in block.rows for cell in row)


def word(file: bytes) -> WordDocument:
    return docx.Document(BytesIO(file))


def lines_of_word(file: bytes) -> list[str]:
    lines = []
    for found in word(file).iter_inner_content():
        if isinstance(found, Table):
            lines += [cell.text for row in found.rows for cell in row.cells]
        else:
            lines.append(found.text)
    return [line for line in lines if line]


def lines_of_opendocument(file: bytes) -> list[str]:
    body = OpenDocument(BytesIO(file)).body
    found = body.xpath("//text:h | //text:p[not(draw:frame)]")
    return [line for line in (element.inner_text for element in found) if line]


def pdf(file: bytes) -> PdfReader:
    return PdfReader(BytesIO(file))


def squeezed_pdf(file: bytes, outline: blocks.Outline) -> str:
    """Return the text without blanks, and without what stands on every page: a PDF knows places, not lines."""
    pages = [page.extract_text() for page in pdf(file).pages]
    return "".join(_body(squeeze(page), outline) for page in pages)


def _body(page: str, outline: blocks.Outline) -> str:
    header, footer = squeeze("".join(outline.header)), squeeze(outline.footer)
    body, found = re.subn(f"{re.escape(footer)}Pagina\\d+van\\d+", "", page)
    assert found == 1
    assert body.count(header) >= 1
    body = body.replace(header, "", 1)
    return body.removeprefix(squeeze(outline.watermark)) if outline.watermark else body


def squeeze(text: str) -> str:
    return "".join(text.replace("•", "").split())

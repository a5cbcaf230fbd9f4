"""The text of an OpenDocument text: all that a reader sees of it, headers and footers included."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from odfdo import Document, Element

from meetings.verification.archives import safe_members
from meetings.verification.unreadable import Unreadable

PARTS = ("content", "styles")
PARAGRAPHS = "//text:p | //text:h"
PICTURES = {"draw:image", "draw:object", "draw:object-ole", "draw:plugin"}
FILLED_IN = {"text:page-number", "text:page-count"}
"""Fields of which a word processor makes the text, so that it says nothing about the document."""
BLANKS = {"text:s", "text:tab", "text:line-break"}
PICTURE = "▣"


def opendocument_lines(data: bytes) -> list[str]:
    """Return the paragraphs and headings of the text, and then those of headers and footers."""
    members = safe_members(data)
    if "content.xml" not in members or "styles.xml" not in members:
        raise Unreadable("no content")
    document = Document(BytesIO(data))
    return [line for part in PARTS for line in _part_lines(document, part)]


def _part_lines(document: Document, part: str) -> Iterator[str]:
    root: Any = document.get_part(part).root  # type: ignore[union-attr]  # an XML part
    for paragraph in root.xpath(PARAGRAPHS):
        yield "".join(_pieces(paragraph))


def _pieces(element: Element) -> Iterator[str]:
    """Return the text of a paragraph in pieces. A paragraph in a frame of it comes by itself."""
    yield element.text or ""
    for child in element.children:
        if child.tag in PICTURES:
            yield PICTURE
        elif child.tag in BLANKS:
            yield " "
        elif child.tag not in FILLED_IN and child.tag not in ("text:p", "text:h"):
            yield from _pieces(child)
        yield child.tail or ""

"""The text of a Word document: all that a reader sees of it, headers and footers included."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from docx.opc.package import OpcPackage
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from meetings.verification.archives import safe_members
from meetings.verification.unreadable import Unreadable

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
OFFICE = "application/vnd.openxmlformats-officedocument."
MAIN = f"{WORD}document.main+xml"
READ = {MAIN, *(f"{WORD}{kind}+xml" for kind in ("header", "footer", "footnotes", "endnotes", "comments"))}
# What a word processor keeps in a file without showing it as text.
SILENT = {
    *(f"{WORD}{kind}+xml" for kind in ("styles", "settings", "webSettings", "fontTable")),
    *(f"{OFFICE}{kind}+xml" for kind in ("theme", "extended-properties", "custom-properties")),
    f"{OFFICE}customXmlProperties+xml",
    f"{WORD}numbering+xml",
    "application/vnd.openxmlformats-package.core-properties+xml",
    "application/vnd.ms-word.stylesWithEffects+xml",
    "application/xml",
}
PICTURES = {qn("w:drawing"), qn("w:pict"), qn("w:object")}
BLANKS = {qn("w:tab"), qn("w:br"), qn("w:cr")}
PICTURE, BINDING = "▣", "[binding]"
FILLED_IN = {"PAGE", "NUMPAGES"}
"""Fields of which a word processor makes the text, so that it says nothing about the document."""


def word_lines(data: bytes) -> list[str]:
    """Return the paragraphs in the order of the parts, the main one first.

    The package is followed by its relations, as word processors do, and not by the usual names of its members. A
    part of a kind that our documents do not have is a line of its own, because it can show text too.
    """
    safe_members(data)
    package = OpcPackage.open(BytesIO(data))
    main = package.main_document_part
    if main.content_type != MAIN:
        raise Unreadable("another kind of package")
    parts = sorted(package.iter_parts(), key=lambda part: (str(part.content_type), part.partname))
    others = [line for part in parts if part is not main for line in _part_lines(part)]
    return [*_part_lines(main), *others]


def _part_lines(part: Part) -> Iterator[str]:
    kind = str(part.content_type)
    if kind in READ:
        root: Any = getattr(part, "element", None)
        for paragraph in (parse_xml(part.blob) if root is None else root).iter(qn("w:p")):
            yield "".join(_pieces(paragraph))
    elif kind not in SILENT and not kind.startswith("image/"):
        yield f"[{part.partname}]"


@dataclass
class _Field:
    """A field that was begun: its instruction, and whether its text has been reached."""

    instruction: list[str] = field(default_factory=list)
    is_text: bool = False

    @property
    def is_filled_in(self) -> bool:
        return self.is_text and _is_filled_in("".join(self.instruction))


def _is_filled_in(instruction: str) -> bool:
    return any(word.upper() in FILLED_IN for word in instruction.split()[:1])


def _pieces(paragraph: Any) -> Iterator[str]:
    """Return the text of a paragraph in pieces, without that of page numbers."""
    fields: list[_Field] = []
    for element in _inside(paragraph):
        if element.tag == qn("w:fldChar"):
            _step(fields, element.get(qn("w:fldCharType")))
        elif element.tag == qn("w:instrText") and fields:
            fields[-1].instruction.append(element.text or "")
        elif not any(begun.is_filled_in for begun in fields):
            yield _text_of(element)


def _inside(element: Any) -> Iterator[Any]:
    """Go through a paragraph. A paragraph in a text box of it comes by itself, so it is left out here."""
    for child in element:
        if child.tag == qn("w:p"):
            continue
        if child.tag == qn("w:fldSimple") and _is_filled_in(child.get(qn("w:instr")) or ""):
            continue
        yield child
        yield from _inside(child)


def _step(fields: list[_Field], kind: str | None) -> None:
    if kind == "begin":
        fields.append(_Field())
    elif fields and kind == "separate":
        fields[-1].is_text = True
    elif fields and kind == "end":
        fields.pop()


def _text_of(element: Any) -> str:
    if element.tag == qn("w:t"):
        return element.text or ""
    if element.tag in PICTURES:
        return PICTURE
    if element.tag == qn("w:dataBinding"):
        return BINDING
    return " " if element.tag in BLANKS else ""

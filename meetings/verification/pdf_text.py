"""The text of a PDF."""

from io import BytesIO

from pypdf import PdfReader

from meetings.verification.unreadable import Unreadable

MOST_PAGES = 500
MARKS = {"/Link", "/Popup"}
"""Annotations without text of their own."""


def pdf_lines(data: bytes) -> list[str]:
    """Return the lines of all pages; an annotation that can show text is a line of its own."""
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted:
        raise Unreadable("encrypted")
    if len(reader.pages) > MOST_PAGES:
        raise Unreadable("too many pages")
    lines: list[str] = []
    for page in reader.pages:
        lines += page.extract_text().splitlines()
        kinds = [str(mark.get_object().get("/Subtype")) for mark in page.get("/Annots") or ()]
        lines += [f"[{kind}]" for kind in kinds if kind not in MARKS]
    return lines

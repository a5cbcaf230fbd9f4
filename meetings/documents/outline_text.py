"""Typed text as paragraphs."""

from meetings.documents.blocks import Paragraph


def lines_of(text: str) -> list[Paragraph]:
    """Return a paragraph for each line of a typed text; empty lines fall out."""
    return [Paragraph(" ".join(line.split())) for line in text.splitlines() if line.strip()]

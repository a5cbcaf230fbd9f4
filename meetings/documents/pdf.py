"""An outline as a PDF that is tagged (PDF/UA-1) and can be archived (PDF/A-2a)."""

from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from ladder.pictures.colours import ink_on
from meetings.documents.blocks import Block, Cell, Outline, Table, with_texts
from meetings.documents.typesetting import printable, typeset

STANDARDS: Final = ["ua-1", "a-2a"]


def write_pdf(outline: Outline) -> bytes:
    """Return the outline as .pdf; equal outlines give equal bytes.

    Characters that the font does not have are replaced: a PDF for the archive may not hold a gap.
    """
    outline = with_texts(outline, printable)
    data = {
        "title": outline.title,
        "subject": outline.properties.subject,
        "keywords": list(outline.properties.keywords),
        "header": list(outline.header),
        "footer": outline.footer,
        "watermark": outline.watermark,
        "page": _("Page"),
        "of": _("of"),
        "blocks": [_block(block) for block in outline.blocks],
    }
    return typeset(_template(), data, format="pdf", pdf_standards=STANDARDS, timestamp=outline.properties.moment)


@cache
def _template() -> str:
    return Path(__file__).with_name("pdf.typ").read_text()


def _block(block: Block) -> dict[str, Any]:
    kind = type(block).__name__.lower()
    if isinstance(block, Table):
        rows = [[_cell(cell) for cell in row] for row in block.rows]
        columns = [asdict(column) for column in block.columns]
        return {"type": kind, "columns": columns, "rows": rows, "together": block.stays_together}
    return {"type": kind, **asdict(block)}


def _cell(cell: Cell) -> dict[str, str]:
    return {"text": cell.text, "colour": cell.colour, "ink": ink_on(cell.colour) if cell.colour else ""}

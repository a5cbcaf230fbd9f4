"""An outline as an OpenDocument text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from ladder.pictures.colours import ink_on
from ladder.plain_text import for_documents
from meetings.documents.blocks import Block, Outline, Picture, Table, with_texts
from meetings.documents.typesetting import as_png, watermark_png
from meetings.documents.zip_files import MIMETYPE, packed

MEDIA_TYPE: Final = "application/vnd.oasis.opendocument.text"
XML = "text/xml"
PNG = "image/png"


@dataclass(frozen=True)
class _Placed:
    """A picture with the name of its file and its size on paper in cm."""

    name: str
    width: float
    height: float


def write_odt(outline: Outline) -> bytes:
    """Return the outline as .odt; equal outlines give equal bytes.

    Characters that the format cannot hold are replaced, so that no text can spoil the document.
    """
    outline = with_texts(outline, for_documents)
    pictures = {
        f"picture-{number}.png": block for number, block in enumerate(outline.blocks) if isinstance(block, Picture)
    }
    parts: dict[str, bytes] = {f"Pictures/{name}": as_png(picture) for name, picture in pictures.items()}
    if outline.watermark:
        parts["Pictures/watermark.png"] = watermark_png(outline.watermark)
    moment = datetime.fromtimestamp(outline.properties.moment, UTC).replace(tzinfo=None).isoformat()
    parts["meta.xml"] = _render("meta.xml", outline=outline, moment=moment)
    parts["styles.xml"] = _render("styles.xml", outline=outline, page=_("Page"), of=_("of"))
    parts["content.xml"] = _render("content.xml", outline=outline, **_content(outline, pictures))
    kinds = [(name, PNG if name.endswith(".png") else XML) for name in sorted(parts)]
    parts["META-INF/manifest.xml"] = _render("manifest.xml", parts=kinds)
    return packed({MIMETYPE: MEDIA_TYPE.encode(), **parts})


def _render(part: str, **context: Any) -> bytes:
    return render_to_string(f"meetings/documents/{part}", context).strip().encode()


def _content(outline: Outline, pictures: Mapping[str, Picture]) -> dict[str, Any]:
    tables = [block for block in outline.blocks if isinstance(block, Table)]
    colours = {cell.colour for table in tables for row in table.rows for cell in row if cell.colour}
    placed = {
        picture: _Placed(name, picture.shown_cm, round(picture.shown_cm * picture.height / picture.width, 2))
        for name, picture in pictures.items()
    }
    return {
        "widths": sorted({column.width for table in tables for column in table.columns}),
        "colours": [(colour, ink_on(colour)) for colour in sorted(colours)],
        "blocks": [(_kind(block), block, _placed(block, placed)) for block in outline.blocks],
    }


def _kind(block: Block) -> str:
    return type(block).__name__.lower()


def _placed(block: Block, placed: Mapping[Picture, _Placed]) -> _Placed | None:
    return placed[block] if isinstance(block, Picture) else None

"""A picture as a download."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.utils import translation

from dashboard.freshness import entity_tag, not_modified
from meetings.documents.blocks import Picture
from meetings.documents.typesetting import as_png

DRAWING: dict[str, tuple[str, Callable[[Picture], bytes]]] = {
    "svg": ("image/svg+xml; charset=utf-8", lambda picture: picture.svg.encode()),
    "png": ("image/png", as_png),
}
Named = tuple[Picture, str]
"""A picture with the name of its file, without the end of it."""


def picture_file(
    request: HttpRequest, file_format: str, make: Callable[[], Named], *, now: datetime
) -> HttpResponseBase:
    """Answer with what `make` returns as `svg` or `png`, or a 304 to who has it already, without loading."""
    tag = entity_tag("picture", request.get_full_path(), translation.get_language(), now=now)
    known = not_modified(request, tag)
    if known is not None:
        return known
    picture, name = make()
    content_type, draw = DRAWING[file_format]
    headers = {
        "Content-Disposition": f'inline; filename="{name}.{file_format}"',
        "ETag": tag,
        "Cache-Control": "private, no-cache",
    }
    return HttpResponse(draw(picture), content_type=content_type, headers=headers)

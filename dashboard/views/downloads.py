"""What is on screen as a file: the overview, and the map."""

from collections.abc import Callable
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from dashboard.freshness import entity_tag
from dashboard.pages.ladder_choice import read_ladder
from dashboard.pages.map_picture import map_picture
from dashboard.pages.map_share import share_picture
from dashboard.pages.overview import Overview, load_overview
from dashboard.pages.overview_asked import read_asked
from dashboard.pages.overview_export import overview_table
from dashboard.pages.parameters import answers_bad_parameters
from dashboard.views.table_files import table_file
from ladder.public_pages import public_page
from meetings.documents.blocks import Picture
from meetings.documents.typesetting import as_png

MAP_FORMATS: dict[str, tuple[str, Callable[[Picture], bytes]]] = {
    "svg": ("image/svg+xml; charset=utf-8", lambda picture: picture.svg.encode()),
    "png": ("image/png", as_png),
}


@public_page
@require_safe
@answers_bad_parameters
def overview_download(request: HttpRequest, file_format: str) -> HttpResponse:
    """Return the regions of the overview as a file; 404 when nothing was computed."""
    page = _overview(request, timezone.now())
    return table_file(overview_table(page), f"overzicht-{page.week}", file_format)


@public_page
@require_safe
@answers_bad_parameters
def map_download(request: HttpRequest, file_format: str) -> HttpResponse:
    """Return the map of the overview as a picture; a 304 to who has it already."""
    return _picture(request, map_picture, "kaart", file_format)


@public_page
@require_safe
@answers_bad_parameters
def map_share(request: HttpRequest) -> HttpResponse:
    """Return the picture that comes with a shared link: 1200 × 630, the map with its legend; or a 304."""
    return _picture(request, share_picture, "kaart-delen", "png")


def _picture(
    request: HttpRequest, make: Callable[[Overview], Picture | None], name: str, kind: str
) -> HttpResponse:
    now = timezone.now()
    tag = entity_tag(name, request.get_full_path(), translation.get_language(), now=now)
    known = get_conditional_response(request, etag=tag)
    if known is not None:
        return known
    page = _overview(request, now)
    picture = make(page)
    if picture is None:
        raise Http404
    content_type, draw = MAP_FORMATS[kind]
    file_name = f"{name}-{page.week}.{kind}"
    headers = {"Content-Disposition": f'inline; filename="{file_name}"', "ETag": tag, "Cache-Control": "no-cache"}
    return HttpResponse(draw(picture), content_type=content_type, headers=headers)


def _overview(request: HttpRequest, now: datetime) -> Overview:
    ladder = read_ladder(request.GET)
    page = load_overview(ladder, read_asked(request.GET, ladder, now=now))
    if page is None:
        raise Http404
    return page

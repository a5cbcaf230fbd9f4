"""What is on screen as a file: the overview, and the map."""

from collections.abc import Callable
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboard.pages.map_picture import map_picture
from dashboard.pages.map_share import share_picture
from dashboard.pages.overview import Overview, load_overview
from dashboard.pages.overview_asked import read_asked
from dashboard.pages.overview_export import overview_table
from dashboard.pages.overview_ground import load_ground
from dashboard.pages.parameters import answers_bad_parameters
from dashboard.views.picture_files import Named, picture_file
from dashboard.views.table_files import table_file
from ladder.public_pages import public_page
from meetings.documents.blocks import Picture


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
def map_download(request: HttpRequest, file_format: str) -> HttpResponseBase:
    """Return the map of the overview as a picture; a 304 to who has it already."""
    return _picture(request, map_picture, "kaart", file_format)


@public_page
@require_safe
@answers_bad_parameters
def map_share(request: HttpRequest) -> HttpResponseBase:
    """Return the picture that comes with a shared link: 1200 × 630, the map with its legend; or a 304."""
    return _picture(request, share_picture, "kaart-delen", "png")


def _picture(
    request: HttpRequest, make: Callable[[Overview], Picture | None], name: str, kind: str
) -> HttpResponseBase:
    now = timezone.now()

    def named() -> Named:
        page = _overview(request, now)
        picture = make(page)
        if picture is None:
            raise Http404
        return picture, f"{name}-{page.week}"

    return picture_file(request, kind, named, now=now)


def _overview(request: HttpRequest, now: datetime) -> Overview:
    ground = load_ground(request.GET, now=now)
    page = load_overview(ground, read_asked(request.GET, ground.ladder, now=now))
    if page is None:
        raise Http404
    return page

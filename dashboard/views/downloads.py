"""What is on screen as a file: the overview, the page of a region, and the map."""

from collections.abc import Callable
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from dashboard.freshness import entity_tag
from dashboard.pages.ladder_choice import read_ladder
from dashboard.pages.map_picture import map_picture
from dashboard.pages.overview import SHOWN, Asked, Overview, load_overview
from dashboard.pages.overview_export import overview_table
from dashboard.pages.parameters import answers_bad_parameters, kept_parameters, read_as_of, read_choice, read_week
from dashboard.pages.region import Region, load_region
from dashboard.pages.region_export import region_days_table, region_weeks_table
from dashboard.views.table_files import table_file
from ladder.levels_table import LevelsTable
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
    now = timezone.now()
    page = _overview(request, now)
    table = overview_table(page.ladder, page.week, as_of=read_as_of(request.GET, now=now))
    return table_file(table, f"overzicht-{page.week}", file_format)


@public_page
@require_safe
@answers_bad_parameters
def map_download(request: HttpRequest, file_format: str) -> HttpResponse:
    """Return the map of the overview as a picture; a 304 to who has it already."""
    now = timezone.now()
    tag = entity_tag("map", request.get_full_path(), translation.get_language(), now=now)
    known = get_conditional_response(request, etag=tag)
    if known is not None:
        return known
    page = _overview(request, now)
    picture = map_picture(page)
    if picture is None:
        raise Http404
    content_type, draw = MAP_FORMATS[file_format]
    name = f"kaart-{page.week}.{file_format}"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "ETag": tag, "Cache-Control": "no-cache"}
    return HttpResponse(draw(picture), content_type=content_type, headers=headers)


@public_page
@require_safe
@answers_bad_parameters
def region_weeks_download(request: HttpRequest, code: str, file_format: str) -> HttpResponse:
    """Return the weeks of a region as a file."""
    as_of = read_as_of(request.GET, now=timezone.now())
    page = _region(request, code, as_of)
    return _region_file(page, "weken", region_weeks_table(page, as_of=as_of), file_format)


@public_page
@require_safe
@answers_bad_parameters
def region_days_download(request: HttpRequest, code: str, file_format: str) -> HttpResponse:
    """Return the days of a region's signals as a file."""
    page = _region(request, code, read_as_of(request.GET, now=timezone.now()))
    return _region_file(page, "dagen", region_days_table(page), file_format)


def _overview(request: HttpRequest, now: datetime) -> Overview:
    asked = Asked(
        week=read_week(request.GET),
        show=read_choice(request.GET, "show", SHOWN),
        as_of=read_as_of(request.GET, now=now),
    )
    page = load_overview(read_ladder(request.GET), asked)
    if page is None:
        raise Http404
    return page


def _region(request: HttpRequest, code: str, as_of: datetime) -> Region:
    kept = kept_parameters(request.GET, "ladder", "as_of")
    return load_region(code, read_ladder(request.GET), week=read_week(request.GET), as_of=as_of, kept=kept)


def _region_file(page: Region, kind: str, table: LevelsTable, file_format: str) -> HttpResponse:
    return table_file(table, f"{page.area.code}-{kind}-{page.week}", file_format)

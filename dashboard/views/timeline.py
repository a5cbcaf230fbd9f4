"""The timeline: the levels of all regions over some weeks, as a page, as a file and as a picture."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboard.kept_pages import conditional
from dashboard.pages.kinds_of_level import SHOWN
from dashboard.pages.ladder_choice import read_ladder
from dashboard.pages.parameters import answers_bad_parameters, kept_parameters, read_as_of, read_choice
from dashboard.pages.period import read_ends
from dashboard.pages.timeline import SORTS, Asked, Timeline, load_timeline, sort_names
from dashboard.pages.timeline_colours import Colours, style_sheet
from dashboard.pages.timeline_export import timeline_table
from dashboard.pages.timeline_picture import timeline_picture as picture_of
from dashboard.views.picture_files import Named, picture_file
from dashboard.views.table_files import table_file
from ladder.public_pages import public_page

FOR_EVER = "private, max-age=31536000, immutable"


@public_page
@require_safe
@conditional
@answers_bad_parameters
def timeline(request: HttpRequest) -> HttpResponse:
    """Show the levels of all regions over some weeks."""
    page = _load(request, now=timezone.now())
    return render(request, "timeline/page.html", {"page": page, "sorts": sort_names()})


@public_page
@require_safe
@answers_bad_parameters
def timeline_export(request: HttpRequest, file_format: str) -> HttpResponse:
    """Return the same regions and weeks as a file; 404 when nothing was computed."""
    page = _load_something(request, now=timezone.now())
    return table_file(timeline_table(page), _file_name(page), file_format)


@public_page
@require_safe
@answers_bad_parameters
def timeline_picture(request: HttpRequest, file_format: str) -> HttpResponseBase:
    """Return the same regions and weeks as a picture, or a 304; 404 when nothing was computed."""
    now = timezone.now()

    def make() -> Named:
        page = _load_something(request, now=now)
        return picture_of(page), f"{_file_name(page)}-{page.show}"

    return picture_file(request, file_format, make, now=now)


@public_page
@require_safe
def timeline_colours(request: HttpRequest, colours: Colours) -> HttpResponse:
    """Return the style sheet that its address says."""
    headers = {"Cache-Control": FOR_EVER}
    return HttpResponse(style_sheet(colours), content_type="text/css; charset=utf-8", headers=headers)


def _load(request: HttpRequest, *, now: datetime) -> Timeline | None:
    asked = Asked(
        ends=read_ends(request.GET),
        show=read_choice(request.GET, "show", SHOWN),
        sort=read_choice(request.GET, "sort", SORTS),
        as_of=read_as_of(request.GET, now=now),
        kept_parameters=kept_parameters(request.GET, "ladder", "as_of"),
    )
    return load_timeline(read_ladder(request.GET), asked)


def _load_something(request: HttpRequest, *, now: datetime) -> Timeline:
    page = _load(request, now=now)
    if page is None:
        raise Http404
    return page


def _file_name(page: Timeline) -> str:
    return f"tijdlijn-{page.period.first}-{page.period.last}"

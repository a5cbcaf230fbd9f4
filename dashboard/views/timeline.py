"""The timeline: the levels of all regions over some weeks, as a page and as a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboard.pages.kinds_of_level import SHOWN
from dashboard.pages.ladder_choice import read_ladder
from dashboard.pages.parameters import answers_bad_parameters, kept_parameters, read_as_of, read_choice
from dashboard.pages.period import read_ends
from dashboard.pages.timeline import SORTS, Asked, load_timeline, sort_names
from dashboard.pages.timeline_export import timeline_table
from dashboard.views.table_files import table_file
from ladder.public_pages import public_page


@public_page
@require_safe
@answers_bad_parameters
def timeline(request: HttpRequest) -> HttpResponse:
    """Show the levels of all regions over some weeks."""
    page = load_timeline(read_ladder(request.GET), _asked(request))
    return render(request, "timeline/page.html", {"page": page, "sorts": sort_names()})


@public_page
@require_safe
@answers_bad_parameters
def timeline_export(request: HttpRequest, file_format: str) -> HttpResponse:
    """Return the same regions and weeks as a file; 404 when nothing was computed."""
    page = load_timeline(read_ladder(request.GET), _asked(request))
    if page is None:
        raise Http404
    name = f"tijdlijn-{page.period.first}-{page.period.last}"
    return table_file(timeline_table(page), name, file_format)


def _asked(request: HttpRequest) -> Asked:
    return Asked(
        ends=read_ends(request.GET),
        show=read_choice(request.GET, "show", SHOWN),
        sort=read_choice(request.GET, "sort", SORTS),
        as_of=read_as_of(request.GET, now=timezone.now()),
        kept_parameters=kept_parameters(request.GET, "ladder", "as_of"),
    )

"""The overview: the map and table of one week."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dashboard.kept_pages import Parts, conditional, kept, kept_ground
from dashboard.pages.overview import load_overview
from dashboard.pages.overview_asked import read_asked
from dashboard.pages.overview_ground import load_ground, name_of_ground
from dashboard.pages.parameters import answers_bad_parameters
from dashboard.requests import is_swap
from ladder.public_pages import public_page


@public_page
@require_safe
@conditional
@answers_bad_parameters
def overview(request: HttpRequest) -> HttpResponse:
    """Show one week; to htmx only the parts that change with the week."""
    parts = kept(request, lambda: _parts(request))
    if is_swap(request):
        return HttpResponse(parts["content"])
    return render(request, "overview/page.html", {"kept": parts})


def _parts(request: HttpRequest) -> Parts:
    now = timezone.now()
    ground = kept_ground(request, name_of_ground(request.GET), lambda: load_ground(request.GET, now=now))
    asked = read_asked(request.GET, ground.ladder, now=now)
    page = load_overview(ground, asked)
    if page is None:
        return {
            "title": _("Overview"),
            "content": render_to_string("overview/_empty.html", {"asked": asked}, request),
        }
    context = {"page": page, "ladders": ground.ladders}
    if is_swap(request):
        return {"content": render_to_string("overview/_main.html", context, request)}
    return {
        "title": page.weeks.title,
        "sharing": render_to_string("overview/_sharing.html", context, request),
        "content": render_to_string("overview/_page.html", context, request),
    }

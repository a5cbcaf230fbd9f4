"""The overview: the map and table of one week."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from dashboard.pages.ladder_choice import read_ladder
from dashboard.pages.overview import SHOWN, Asked, load_overview
from dashboard.pages.parameters import answers_bad_parameters, kept_parameters, read_as_of, read_choice, read_week
from dashboard.requests import is_swap
from ladder.public_pages import public_page


@public_page
@require_safe
@vary_on_headers("HX-Request")
@answers_bad_parameters
def overview(request: HttpRequest) -> HttpResponse:
    """Show one week; to htmx only the part that changes with the week."""
    asked = Asked(
        week=read_week(request.GET),
        show=read_choice(request.GET, "show", SHOWN),
        as_of=read_as_of(request.GET, now=timezone.now()),
        kept_parameters=kept_parameters(request.GET, "ladder", "show", "as_of"),
    )
    page = load_overview(read_ladder(request.GET), asked)
    if page is None:
        return render(request, "overview/empty.html", {"asked": asked})
    template = "overview/_main.html" if is_swap(request) else "overview/page.html"
    return render(request, template, {"page": page})

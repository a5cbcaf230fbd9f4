"""The page of one region, and the figures of its charts."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboard.pages.ladder_choice import read_ladder
from dashboard.pages.parameters import answers_bad_parameters, kept_parameters, read_as_of, read_week
from dashboard.pages.region import find_region, load_assessments, load_histories, load_region
from dashboard.pages.signal_history import history_figure
from ladder.public_pages import public_page
from ladder.weeks import Week


@public_page
@require_safe
@answers_bad_parameters
def region(request: HttpRequest, code: str) -> HttpResponse:
    """Show one region in one week."""
    page = load_region(
        code,
        read_ladder(request.GET),
        week=read_week(request.GET),
        as_of=read_as_of(request.GET, now=timezone.now()),
        kept=kept_parameters(request.GET, "ladder", "as_of"),
    )
    return render(request, "region/page.html", {"page": page})


@public_page
@require_safe
@answers_bad_parameters
def region_chart(request: HttpRequest, code: str, signal: str) -> JsonResponse:
    """Return the chart of a signal up to a week as JSON for plotly.js; 404 when there is nothing to draw."""
    area, ladder = find_region(code), read_ladder(request.GET)
    as_of = read_as_of(request.GET, now=timezone.now())
    week = read_week(request.GET) or Week.last_full_before(timezone.localdate(as_of))
    assessments = load_assessments(area, ladder, week, as_of=as_of)
    for history in load_histories(area, ladder, week, assessments, as_of=as_of):
        if history.signal.code == signal:
            return JsonResponse(history_figure(history, ladder))
    raise Http404

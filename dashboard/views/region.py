"""The page of one region, and the figures of its charts."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboard.kept_pages import conditional
from dashboard.pages.ladder_choice import read_ladder
from dashboard.pages.parameters import (
    answers_bad_parameters,
    kept_parameters,
    read_as_of,
    read_choice,
    read_week,
)
from dashboard.pages.region_charts import AskedChart, load_chart
from dashboard.pages.region_loading import Asked, load_period, load_region
from dashboard.pages.region_meetings import read_page
from dashboard.pages.region_municipalities import SORTS, VALUE
from dashboard.pages.region_period import read_period
from ladder.public_pages import public_page
from ladder.weeks import Week


@public_page
@require_safe
@conditional
@answers_bad_parameters
def region(request: HttpRequest, code: str) -> HttpResponse:
    """Show one region in one week."""
    page = load_region(code, read_ladder(request.GET), asked_of(request, now=timezone.now()))
    return render(request, "region/page.html", {"page": page})


@public_page
@require_safe
@answers_bad_parameters
def region_chart(request: HttpRequest, code: str, signal: str) -> JsonResponse:
    """Return the chart of a signal up to a week as JSON for plotly.js; 404 when there is nothing to draw."""
    ladder, as_of = read_ladder(request.GET), read_as_of(request.GET, now=timezone.now())
    week = read_week(request.GET) or Week.last_full_before(timezone.localdate(as_of))
    period = load_period(ladder, read_period(request.GET), week, as_of=as_of)
    asked = AskedChart(code, signal, period, as_of, private=request.user.is_authenticated)
    return JsonResponse(load_chart(ladder, asked))


def asked_of(request: HttpRequest, *, now: datetime) -> Asked:
    """Read what is asked of the page of a region, and of what can be downloaded of it."""
    return Asked(
        week=read_week(request.GET),
        as_of=read_as_of(request.GET, now=now),
        private=request.user.is_authenticated,
        period=read_period(request.GET),
        sort=read_choice(request.GET, "sort", SORTS) or VALUE,
        page=read_page(request.GET),
        kept_parameters=kept_parameters(request.GET, "ladder", "as_of", "period", "sort"),
    )

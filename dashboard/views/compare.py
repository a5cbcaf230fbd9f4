"""Comparing regions: the page, its chart and its figures as a file."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboard.kept_pages import conditional
from dashboard.pages.compare import Comparison
from dashboard.pages.compare_chart import comparison_chart, comparison_table
from dashboard.pages.compare_loading import Asked, load_comparison
from dashboard.pages.ladder_choice import read_ladder
from dashboard.pages.parameters import answers_bad_parameters, kept_parameters, read_as_of
from dashboard.pages.period import read_ends
from dashboard.views.table_files import table_file
from ladder.public_pages import public_page

INVALID = 422


@public_page
@require_safe
@conditional
@answers_bad_parameters
def compare(request: HttpRequest) -> HttpResponse:
    """Show a few areas on one scale; a slip in the choice of areas is told at the choice."""
    page = _load(request)
    status = INVALID if page and page.choice.problem else 200
    return render(request, "compare/page.html", {"page": page}, status=status)


@public_page
@require_safe
@answers_bad_parameters
def compare_chart(request: HttpRequest) -> JsonResponse:
    """Return the chart as JSON for plotly.js; 404 when there is nothing to draw."""
    return JsonResponse(comparison_chart(_load_something(request)))


@public_page
@require_safe
@answers_bad_parameters
def compare_export(request: HttpRequest, file_format: str) -> HttpResponse:
    """Return the same areas and weeks as a file; 404 when there is nothing to compare."""
    page = _load_something(request)
    name = f"vergelijking-{page.signal.code}-{page.period.first}-{page.period.last}"
    return table_file(comparison_table(page), name, file_format, sheet="vergelijking")


def _load(request: HttpRequest) -> Comparison | None:
    asked = Asked(
        query=request.GET,
        ends=read_ends(request.GET),
        as_of=read_as_of(request.GET, now=timezone.now()),
        kept_parameters=kept_parameters(request.GET, "ladder", "as_of"),
    )
    return load_comparison(read_ladder(request.GET), asked)


def _load_something(request: HttpRequest) -> Comparison:
    page = _load(request)
    if page is None or not page.series:
        raise Http404
    return page

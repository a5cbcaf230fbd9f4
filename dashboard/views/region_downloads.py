"""What the page of a region shows as files."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboard.pages.ladder_choice import read_ladder
from dashboard.pages.parameters import answers_bad_parameters
from dashboard.pages.region import Region
from dashboard.pages.region_export import (
    region_days_table,
    region_municipalities_table,
    region_weeks_table,
)
from dashboard.pages.region_loading import load_region
from dashboard.views.region import asked_of
from dashboard.views.table_files import table_file
from ladder.levels_table import LevelsTable
from ladder.public_pages import public_page


@public_page
@require_safe
@answers_bad_parameters
def region_weeks_download(request: HttpRequest, code: str, file_format: str) -> HttpResponse:
    """Return the weeks of a region as a file."""
    return _file(request, code, "weken", region_weeks_table, file_format)


@public_page
@require_safe
@answers_bad_parameters
def region_days_download(request: HttpRequest, code: str, file_format: str) -> HttpResponse:
    """Return the days of a region's signals as a file."""
    return _file(request, code, "dagen", region_days_table, file_format)


@public_page
@require_safe
@answers_bad_parameters
def region_municipalities_download(request: HttpRequest, code: str, file_format: str) -> HttpResponse:
    """Return the municipalities of a region, week by week, as a file."""
    return _file(request, code, "gemeenten", region_municipalities_table, file_format)


def _file(
    request: HttpRequest, code: str, kind: str, table: Callable[[Region], LevelsTable], file_format: str
) -> HttpResponse:
    page = load_region(code, read_ladder(request.GET), asked_of(request, now=timezone.now()))
    return table_file(table(page), f"{page.area.code}-{kind}-{page.week}", file_format)

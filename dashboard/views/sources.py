"""Where the figures come from and by what they are judged: as a page and as files."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboard.pages.ladder_choice import read_ladder
from dashboard.pages.parameters import answers_bad_parameters, kept_parameters, read_as_of
from dashboard.pages.sources import Sources, load_sources
from dashboard.pages.sources_export import signals_table, versions_table
from dashboard.views.table_files import table_file
from ladder.public_pages import public_page


@public_page
@require_safe
@answers_bad_parameters
def sources(request: HttpRequest) -> HttpResponse:
    """Show the sources of all signals, and the versions of a ladder."""
    return render(request, "sources/page.html", {"page": _load(request)})


@public_page
@require_safe
@answers_bad_parameters
def signals_download(request: HttpRequest, file_format: str) -> HttpResponse:
    """Return the signals with their definitions and sources as a file."""
    return table_file(signals_table(_load(request)), "signalen", file_format)


@public_page
@require_safe
@answers_bad_parameters
def versions_download(request: HttpRequest, file_format: str) -> HttpResponse:
    """Return the signal values of every version of a ladder as a file."""
    page = _load(request)
    return table_file(versions_table(page), f"ladderversies-{page.ladder.ladder.code}", file_format)


def _load(request: HttpRequest) -> Sources:
    return load_sources(
        read_ladder(request.GET),
        as_of=read_as_of(request.GET, now=timezone.now()),
        kept=kept_parameters(request.GET, "ladder", "as_of"),
    )

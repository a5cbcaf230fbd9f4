"""Revisions: what the levels of a week would have been with the figures of now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboard.pages.ladder_choice import read_ladder
from dashboard.pages.parameters import answers_bad_parameters, kept_parameters, read_as_of, read_week
from dashboard.pages.revisions import load_revisions
from ladder.public_pages import public_page


@public_page
@require_safe
@answers_bad_parameters
def revisions(request: HttpRequest) -> HttpResponse:
    """Show the revision report of one week."""
    page = load_revisions(
        read_ladder(request.GET),
        week=read_week(request.GET),
        as_of=read_as_of(request.GET, now=timezone.now()),
        kept=kept_parameters(request.GET, "ladder", "as_of"),
    )
    return render(request, "revisions/page.html", {"page": page})

"""The quality gate of a week, for people who are signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboard.pages.ladder_choice import read_ladder
from dashboard.pages.parameters import answers_bad_parameters, kept_parameters, read_as_of, read_week
from dashboard.pages.quality import VIEW_IMPORTS, load_quality


@require_safe
@answers_bad_parameters
def quality(request: HttpRequest) -> HttpResponse:
    """Show what is to be known of the figures of one week before the meeting."""
    page = load_quality(
        read_ladder(request.GET),
        week=read_week(request.GET),
        as_of=read_as_of(request.GET, now=timezone.now()),
        kept=kept_parameters(request.GET, "ladder", "as_of"),
        # Only people of the administration can open an import.
        sees_imports=request.user.is_staff and request.user.has_perm(VIEW_IMPORTS),
    )
    return render(request, "quality/page.html", {"page": page})

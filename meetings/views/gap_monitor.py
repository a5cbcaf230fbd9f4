"""Where what is in force differs from what the levels ask for."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from measures.gaps import GapKind
from meetings.access import DEFAULT_LADDER, member_of
from meetings.gap_monitor import gap_monitor as load_monitor
from meetings.levels_in_force import versions_of


@require_safe
def gap_monitor(request: HttpRequest) -> HttpResponse:
    """All regions with their differences; the query string chooses which are told one by one."""
    member_of(request)
    versions = versions_of(request.GET.get("ladder", DEFAULT_LADDER))
    if not versions:
        raise Http404
    monitor = load_monitor(request.GET, versions=versions, now=timezone.now())
    return render(request, "measures_in_force/gaps.html", {"monitor": monitor, "kinds": list(GapKind)})

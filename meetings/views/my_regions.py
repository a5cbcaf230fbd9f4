"""The own page of whoever speaks for a region."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from measures.reactions.asking import open_rounds_for
from meetings.access import member_of
from meetings.my_regions import my_regions, other_memberships
from meetings.roles import ANSWER_FOR_REGION


@require_safe
def my_regions_page(request: HttpRequest) -> HttpResponse:
    """Per region: what is asked of it now, and what was decided."""
    member, now = member_of(request, ANSWER_FOR_REGION), timezone.now()
    today = timezone.localdate(now)
    context = {
        "regions": my_regions(member, day=today),
        "open_rounds": open_rounds_for(member, day=today),
        "others": other_memberships(member, day=today),
        "now": now,
        "today": today,
    }
    return render(request, "meetings/my_regions.html", context)

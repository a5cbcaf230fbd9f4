"""Checking the decisions of a meeting and adopting it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meetings.access import get_meeting_for, member_of
from meetings.actions import adopt
from meetings.actions.approvals import approve
from meetings.errors import MeetingError
from meetings.review import adoption_review_of
from meetings.roles import APPROVE_DECISIONS, RUN_MEETING


@require_safe
def adoption_review(request: HttpRequest, week: str) -> HttpResponse:
    """What to look at before a meeting is adopted: what is missing, deviations, who wrote and who checked."""
    meeting = get_meeting_for(request, week=week, right=APPROVE_DECISIONS)
    context = {
        "meeting": meeting,
        "review": None if meeting.is_adopted else adoption_review_of(meeting, member_of(request)),
        "may_adopt": request.user.has_perm(RUN_MEETING),
    }
    return render(request, "meetings/adoption_review.html", context)


@require_POST
def decisions_approve(request: HttpRequest, week: str) -> HttpResponse:
    """Note that the decisions were checked, as they stood on the page."""
    meeting = get_meeting_for(request, week=week, right=APPROVE_DECISIONS)
    try:
        approve(meeting=meeting, by=member_of(request), now=timezone.now(), seen=request.POST.get("seen"))
        messages.success(request, _("Noted that you checked the decisions."))
    except MeetingError as error:
        messages.error(request, str(error))
    return redirect("adoption-review", meeting.key)


@require_POST
def meeting_adopt(request: HttpRequest, week: str) -> HttpResponse:
    """Adopt a meeting: freeze it."""
    meeting = get_meeting_for(request, week=week, right=RUN_MEETING)
    try:
        adopt(meeting=meeting, by=member_of(request), now=timezone.now(), seen=request.POST.get("seen"))
        messages.success(request, _("The meeting has been adopted."))
    except MeetingError as error:
        messages.error(request, str(error))
        return redirect("adoption-review", meeting.key)
    return redirect("meeting-detail", meeting.key)

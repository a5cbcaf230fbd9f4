"""One region on the agenda, as the chair projects it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.access import get_meeting_for
from meetings.agenda import rights_of
from meetings.errata import adopted_errata_of
from meetings.forms.interpretations import interpretation_form
from meetings.forms.questions import question_form
from meetings.forms.usual_decision import usual_decision
from meetings.models import Meeting
from meetings.roles import RUN_MEETING
from meetings.session import ItemPage, item_page


@require_safe
def item_detail(request: HttpRequest, week: str, area: str) -> HttpResponse:
    """One region of one meeting."""
    meeting = get_meeting_for(request, week=week)
    return show_item(request, meeting, area)


def show_item(
    request: HttpRequest, meeting: Meeting, area: str, status: int = 200, **replaced: Any
) -> HttpResponse:
    """Answer with the page of one region; `replaced` are parts of its context, such as a form with errors."""
    page = item_page(meeting, area)
    if page is None:
        raise Http404
    context = {**_context(request, meeting, page), **replaced}
    return render(request, "meetings/item_detail.html", context, status=status)


def _context(request: HttpRequest, meeting: Meeting, page: ItemPage) -> dict[str, Any]:
    today, rights = timezone.localdate(), rights_of(request.user, meeting)
    return {
        "meeting": meeting,
        "page": page,
        "rights": rights,
        "saved": page.item.interpretation,
        "interpretation_form": interpretation_form(page.item.interpretation),
        "decision_form": usual_decision(page.item, levels=page.levels) if rights.run or rights.propose else None,
        "questions": page.questions,
        "may_ask": request.user.has_perm(RUN_MEETING),
        "question_form": question_form(meeting, today=today),
        "today": today,
        "errata": adopted_errata_of(meeting, area_code=page.item.area.code) if meeting.is_adopted else [],
    }

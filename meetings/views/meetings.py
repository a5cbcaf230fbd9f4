"""The list of meetings, one meeting with its agenda, opening it and starting its session."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ladder import formats
from ladder.computed_weeks import computed_weeks
from ladder.models import Ladder
from ladder.refusals import INVALID, refuse_in_form
from meetings.access import get_ladder, get_meeting_for, member_of
from meetings.actions import open_meeting, start_session
from meetings.agenda import agenda_of, is_closed, rights_of
from meetings.agenda.upcoming import upcoming_of
from meetings.errata import adopted_errata_of
from meetings.errors import MeetingError
from meetings.forms.agenda import AskForm, PointForm
from meetings.forms.meetings import EXERCISE_WEEKS, OpenMeetingForm
from meetings.models import Meeting
from meetings.notices import notices_of
from meetings.participants import quorum_of, settings_of
from meetings.roles import RUN_MEETING

TO_DO = "todo"
ON_A_PAGE = 26


@require_safe
def meeting_list(request: HttpRequest) -> HttpResponse:
    """All meetings, newest first, and when the next one is; the chair can open one."""
    member_of(request)
    return _list(request, get_ladder(request))


def _list(
    request: HttpRequest, ladder: Ladder, form: OpenMeetingForm | None = None, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    meetings = Meeting.objects.filter(ladder=ladder).with_progress().defer("quality", "revisions")
    may_open = request.user.has_perm(RUN_MEETING)
    context = {
        "ladder": ladder,
        "page": Paginator(meetings.order_by("-week_start", "is_exercise"), ON_A_PAGE).get_page(
            request.GET.get("page")
        ),
        "upcoming": upcoming_of(ladder, now=now),
        "form": form or (_open_form(ladder, now=now) if may_open else None),
        "may_open": may_open,
    }
    return render(request, "meetings/meeting_list.html", context, status=status)


def _open_form(ladder: Ladder, *typed: Any, now: datetime) -> OpenMeetingForm:
    """Return the form with the computed weeks that lack a meeting or, of the newest ones, an exercise."""
    weeks = computed_weeks(list(ladder.versions.all()), as_of=now)[::-1]
    taken = set(Meeting.objects.filter(ladder=ladder).values_list("week_start", "is_exercise"))
    held = {week for week in weeks if (week.start, False) in taken}
    for_exercise = {week for week in weeks[:EXERCISE_WEEKS] if (week.start, True) not in taken}
    left = [week for week in weeks if week not in held or week in for_exercise]
    return OpenMeetingForm(*typed, weeks=left, held=held)


@require_POST
def meeting_open(request: HttpRequest) -> HttpResponse:
    """Open a meeting on a computed week."""
    member, ladder = member_of(request, RUN_MEETING), get_ladder(request)
    now = timezone.now()
    form = _open_form(ladder, request.POST, now=now)
    if not form.is_valid():
        return _list(request, ladder, form, INVALID)
    try:
        meeting = open_meeting(ladder=ladder, as_of=now, now=now, by=member, **form.cleaned_data)
    except MeetingError as error:
        refuse_in_form(form, error)
        return _list(request, ladder, form, INVALID)
    name = formats.week_name(meeting.week).lower()
    messages.success(request, _("The meeting on %(week)s is open.") % {"week": name})
    return redirect("meeting-detail", meeting.key)


@require_safe
def meeting_detail(request: HttpRequest, week: str) -> HttpResponse:
    """The agenda of one meeting; `?toon=todo` shows the regions without a decision."""
    return show_meeting(request, get_meeting_for(request, week=week))


def show_meeting(request: HttpRequest, meeting: Meeting, status: int = 200, **replaced: Any) -> HttpResponse:
    """Answer with the page of a meeting; `replaced` are parts of its context, such as a form with errors."""
    now, rights = timezone.now(), rights_of(request.user, meeting)
    agenda = agenda_of(meeting, only_to_do=request.GET.get("toon") == TO_DO)
    context = {
        "meeting": meeting,
        "agenda": agenda,
        "budget": agenda.budget(settings_of(meeting), started_at=meeting.started_at, now=now),
        "rights": rights,
        "notices": notices_of(meeting, agenda.items, now=now),
        "quorum": quorum_of(meeting),
        "is_closed": is_closed(meeting, now=now),
        "ask_form": AskForm(lines=agenda.lines),
        "point_form": PointForm(),
        "errata": adopted_errata_of(meeting) if meeting.is_adopted else [],
        **replaced,
    }
    return render(request, "meetings/meeting_detail.html", context, status=status)


@require_POST
def meeting_start(request: HttpRequest, week: str) -> HttpResponse:
    """Put a prepared meeting in session."""
    meeting = get_meeting_for(request, week=week, right=RUN_MEETING)
    try:
        start_session(meeting=meeting, by=member_of(request), now=timezone.now())
        messages.success(request, _("The meeting is in session."))
    except MeetingError as error:
        messages.error(request, str(error))
    return redirect("meeting-detail", meeting.key)

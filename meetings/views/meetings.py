"""The list of meetings, one meeting, and what is done to a meeting as a whole."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ladder import formats
from ladder.models import Assessment, Ladder
from ladder.weeks import Week
from meetings.access import get_ladder, get_meeting_for, member_of
from meetings.actions import adopt, decide_rest_as_computed, open_meeting, start_session
from meetings.actions.decisions import rest_of
from meetings.agenda import agenda_of, rights_of
from meetings.errors import MeetingError
from meetings.forms import OpenMeetingForm, RestForm, usual_valid_from
from meetings.models import Meeting
from meetings.notices import notices_of
from meetings.roles import RUN_MEETING
from meetings.views.refusals import INVALID, refuse_in_form

TO_DO = "todo"


@require_safe
def meeting_list(request: HttpRequest) -> HttpResponse:
    """All meetings, newest first; the chair can open one."""
    member_of(request)
    ladder = get_ladder(request)
    return _list(request, ladder, OpenMeetingForm(weeks=_weeks_to_open(ladder)))


def _list(request: HttpRequest, ladder: Ladder, form: OpenMeetingForm, status: int = 200) -> HttpResponse:
    context = {
        "ladder": ladder,
        "meetings": Meeting.objects.filter(ladder=ladder).with_progress().order_by("-week_start"),
        "form": form,
        "may_open": request.user.has_perm(RUN_MEETING),
    }
    return render(request, "meetings/meeting_list.html", context, status=status)


def _weeks_to_open(ladder: Ladder) -> list[Week]:
    """Return the weeks with computed levels and without a meeting, newest first."""
    computed = Assessment.objects.filter(version__ladder=ladder).order_by().values_list("week_start", flat=True)
    held = set(Meeting.objects.filter(ladder=ladder).values_list("week_start", flat=True))
    return [Week(start) for start in sorted(set(computed.distinct()) - held, reverse=True)]


@require_POST
def meeting_open(request: HttpRequest) -> HttpResponse:
    """Open a meeting on a computed week."""
    member, ladder = member_of(request, RUN_MEETING), get_ladder(request)
    form = OpenMeetingForm(request.POST, weeks=_weeks_to_open(ladder))
    if not form.is_valid():
        return _list(request, ladder, form, INVALID)
    now = timezone.now()
    try:
        meeting = open_meeting(ladder=ladder, as_of=now, now=now, by=member, **form.cleaned_data)
    except MeetingError as error:
        refuse_in_form(form, error)
        return _list(request, ladder, form, INVALID)
    name = formats.week_name(meeting.week).lower()
    messages.success(request, _("The meeting on %(week)s is open.") % {"week": name})
    return redirect("meeting-detail", meeting.week)


@require_safe
def meeting_detail(request: HttpRequest, week: str) -> HttpResponse:
    """The agenda of one meeting; `?toon=todo` shows the regions without a decision."""
    meeting = get_meeting_for(request, week=week)
    only_to_do = request.GET.get("toon") == TO_DO
    context = {
        "meeting": meeting,
        "agenda": agenda_of(meeting, only_to_do=only_to_do),
        "only_to_do": only_to_do,
        "rights": rights_of(request.user, meeting),
        "notices": None if meeting.is_adopted else notices_of(meeting, now=timezone.now()),
    }
    return render(request, "meetings/meeting_detail.html", context)


@require_POST
def meeting_start(request: HttpRequest, week: str) -> HttpResponse:
    """Put a prepared meeting in session."""
    meeting = get_meeting_for(request, week=week, right=RUN_MEETING)
    try:
        start_session(meeting=meeting, by=member_of(request), now=timezone.now())
        messages.success(request, _("The meeting is in session."))
    except MeetingError as error:
        messages.error(request, str(error))
    return redirect("meeting-detail", meeting.week)


@require_safe
def rest_review(request: HttpRequest, week: str) -> HttpResponse:
    """Ask before the rest is decided as computed: which regions follow, and which are left."""
    meeting = get_meeting_for(request, week=week, right=RUN_MEETING)
    form = RestForm(initial={"valid_from": usual_valid_from(meeting.held_on)})
    return _rest_review(request, meeting, form)


def _rest_review(request: HttpRequest, meeting: Meeting, form: RestForm, status: int = 200) -> HttpResponse:
    context = {"meeting": meeting, "rest": rest_of(meeting), "form": form}
    return render(request, "meetings/rest_review.html", context, status=status)


@require_POST
def meeting_decide_rest(request: HttpRequest, week: str) -> HttpResponse:
    """Give every undecided region with a complete level that level."""
    meeting = get_meeting_for(request, week=week, right=RUN_MEETING)
    form = RestForm(request.POST)
    if not form.is_valid():
        return _rest_review(request, meeting, form, INVALID)
    try:
        decided, left = decide_rest_as_computed(
            meeting=meeting, by=member_of(request), now=timezone.now(), **form.cleaned_data
        )
    except MeetingError as error:
        refuse_in_form(form, error)
        return _rest_review(request, meeting, form, INVALID)
    sentence = ngettext(
        "%(number)s region decided as computed.", "%(number)s regions decided as computed.", len(decided)
    )
    messages.success(request, sentence % {"number": len(decided)})
    if left:
        names = ", ".join(item.area.name for item in left)
        messages.warning(request, _("Left for you to decide: %(regions)s.") % {"regions": names})
    return redirect("meeting-detail", meeting.week)


@require_safe
def adoption_review(request: HttpRequest, week: str) -> HttpResponse:
    """Ask before a meeting is adopted, and show what is missing."""
    meeting = get_meeting_for(request, week=week, right=RUN_MEETING)
    context = {"meeting": meeting, "agenda": agenda_of(meeting, only_to_do=True)}
    return render(request, "meetings/adoption_review.html", context)


@require_POST
def meeting_adopt(request: HttpRequest, week: str) -> HttpResponse:
    """Adopt a meeting: freeze it."""
    meeting = get_meeting_for(request, week=week, right=RUN_MEETING)
    try:
        adopt(meeting=meeting, by=member_of(request), now=timezone.now())
        messages.success(request, _("The meeting has been adopted."))
    except MeetingError as error:
        messages.error(request, str(error))
    return redirect("meeting-detail", meeting.week)

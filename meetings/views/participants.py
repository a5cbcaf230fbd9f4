"""Who takes part in a meeting, and who is present."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ladder.refusals import INVALID, refuse_in_form
from meetings.access import get_meeting_for, member_of
from meetings.actions.participants import (
    add_participant,
    copy_participants,
    last_with_participants,
    remove_participant,
    set_attendance,
)
from meetings.errors import MeetingError
from meetings.forms.participants import AttendanceForm, ParticipantForm
from meetings.models import Meeting
from meetings.participants import quorum_of
from meetings.roles import RUN_MEETING, WRITE_INTERPRETATION


def keeper_of(request: HttpRequest) -> User:
    """Return who asks, when they may keep the list: chair or secretary; `PermissionDenied` otherwise."""
    member = member_of(request)
    if not (member.has_perm(RUN_MEETING) or member.has_perm(WRITE_INTERPRETATION)):
        raise PermissionDenied
    return member


@require_safe
def participants(request: HttpRequest, week: str) -> HttpResponse:
    """The seats of a meeting; chair and secretary keep them."""
    return _show(request, get_meeting_for(request, week=week), ParticipantForm())


def _show(request: HttpRequest, meeting: Meeting, form: ParticipantForm, status: int = 200) -> HttpResponse:
    may_keep = any(request.user.has_perm(right) for right in (RUN_MEETING, WRITE_INTERPRETATION))
    may_keep = may_keep and not meeting.is_adopted
    context = {
        "meeting": meeting,
        "seats": meeting.participants.select_related("user"),
        "quorum": quorum_of(meeting),
        "may_keep": may_keep,
        "copied_from": last_with_participants(meeting) if may_keep else None,
        "form": form,
    }
    return render(request, "meetings/participants.html", context, status=status)


@require_POST
def participants_save(request: HttpRequest, week: str) -> HttpResponse:
    """Store who is present and who has a vote."""
    by, meeting = keeper_of(request), get_meeting_for(request, week=week)
    form = AttendanceForm(request.POST, participants=meeting.participants.all())
    if not form.is_valid():
        messages.error(request, _("The list has changed in the meantime. Look at it again."))
        return redirect("participants", meeting.key)
    try:
        set_attendance(meeting=meeting, seats=form.attendance(), by=by, now=timezone.now())
        messages.success(request, quorum_of(meeting).sentence + ".")
    except MeetingError as error:
        messages.error(request, str(error))
    return redirect("participants", meeting.key)


@require_POST
def participant_add(request: HttpRequest, week: str) -> HttpResponse:
    """Add a seat."""
    by, meeting = keeper_of(request), get_meeting_for(request, week=week)
    form = ParticipantForm(request.POST)
    if form.is_valid():
        try:
            seat = add_participant(meeting=meeting, by=by, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Added: %(seat)s.") % {"seat": seat})
            return redirect("participants", meeting.key)
        except MeetingError as error:
            refuse_in_form(form, error)
    return _show(request, meeting, form, INVALID)


@require_POST
def participant_remove(request: HttpRequest, week: str, pk: int) -> HttpResponse:
    """Take a seat away."""
    by, meeting = keeper_of(request), get_meeting_for(request, week=week)
    seat = get_object_or_404(meeting.participants.select_related("user"), pk=pk)
    try:
        remove_participant(participant=seat, by=by, now=timezone.now())
        messages.success(request, _("Removed: %(seat)s.") % {"seat": seat})
    except MeetingError as error:
        messages.error(request, str(error))
    return redirect("participants", meeting.key)


@require_POST
def participants_copy(request: HttpRequest, week: str) -> HttpResponse:
    """Take over the seats of the previous meeting."""
    by, meeting = keeper_of(request), get_meeting_for(request, week=week)
    try:
        number = copy_participants(meeting=meeting, by=by, now=timezone.now())
        sentence = ngettext("%(number)s participant taken over.", "%(number)s participants taken over.", number)
        messages.success(request, sentence % {"number": number})
    except MeetingError as error:
        messages.error(request, str(error))
    return redirect("participants", meeting.key)

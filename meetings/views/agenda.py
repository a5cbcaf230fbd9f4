"""Changing the agenda, and the hammer on the hamerstukken."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ladder.refusals import INVALID, refuse_in_form
from meetings.access import get_item_for, get_meeting_for, member_of
from meetings.actions import add_point, adopt_consent, ask_for_region, lift_region
from meetings.agenda import agenda_of
from meetings.errors import MeetingError
from meetings.forms.agenda import AskForm, ConsentForm, PointForm, seen_of
from meetings.forms.meetings import usual_valid_from
from meetings.models import AgendaItem, Meeting
from meetings.roles import ASK_FOR_AGENDA, RUN_MEETING
from meetings.views.meetings import show_meeting


@require_POST
def agenda_ask(request: HttpRequest, week: str) -> HttpResponse:
    """Ask to discuss a region, with the reason."""
    meeting = get_meeting_for(request, week=week, right=ASK_FOR_AGENDA)
    form = AskForm(request.POST, lines=agenda_of(meeting).lines)
    if not form.is_valid():
        return show_meeting(request, meeting, INVALID, ask_form=form)
    item, text = _item(meeting, form.cleaned_data["area"]), form.cleaned_data["text"]
    try:
        ask_for_region(item=item, text=text, by=member_of(request), now=timezone.now())
    except MeetingError as error:
        refuse_in_form(form, error)
        return show_meeting(request, meeting, INVALID, ask_form=form)
    messages.success(request, _("%(region)s is discussed.") % {"region": item.area})
    return redirect("meeting-detail", meeting.key)


def _item(meeting: Meeting, code: str) -> AgendaItem:
    item = meeting.items.select_related("area").filter(area__code=code).first()
    if item is None:
        raise Http404
    return item


@require_POST
def agenda_lift(request: HttpRequest, week: str, area: str) -> HttpResponse:
    """Lift a region out of the consent agenda."""
    item = get_item_for(request, week=week, area=area, right=RUN_MEETING)
    try:
        lift_region(item=item, by=member_of(request), now=timezone.now())
        messages.success(request, _("%(region)s is discussed.") % {"region": item.area})
    except MeetingError as error:
        messages.error(request, str(error))
    return redirect("meeting-detail", item.meeting.key)


@require_POST
def agenda_point_add(request: HttpRequest, week: str) -> HttpResponse:
    """Put a point on the agenda."""
    meeting = get_meeting_for(request, week=week, right=ASK_FOR_AGENDA)
    form = PointForm(request.POST)
    if not form.is_valid():
        return show_meeting(request, meeting, INVALID, point_form=form)
    try:
        point = add_point(meeting=meeting, by=member_of(request), now=timezone.now(), **form.cleaned_data)
    except MeetingError as error:
        refuse_in_form(form, error)
        return show_meeting(request, meeting, INVALID, point_form=form)
    messages.success(request, _("On the agenda: %(point)s.") % {"point": point})
    return redirect("meeting-detail", meeting.key)


@require_safe
def consent_review(request: HttpRequest, week: str) -> HttpResponse:
    """Ask before the hammer falls: exactly which regions get which level, and which are left."""
    meeting = get_meeting_for(request, week=week, right=RUN_MEETING)
    return _consent(request, meeting)


def _consent(
    request: HttpRequest, meeting: Meeting, typed: ConsentForm | None = None, status: int = 200
) -> HttpResponse:
    """Show the hamerstukken of now; what was typed is kept, what was seen is what the page shows."""
    agenda = agenda_of(meeting)
    seen = seen_of(agenda.to_hammer)
    form = typed or ConsentForm(initial={"valid_from": usual_valid_from(meeting.held_on)})
    context = {"meeting": meeting, "agenda": agenda, "form": form, "seen": seen}
    return render(request, "meetings/consent_review.html", context, status=status)


@require_POST
def consent_adopt(request: HttpRequest, week: str) -> HttpResponse:
    """Decide all hamerstukken with one hammer."""
    meeting = get_meeting_for(request, week=week, right=RUN_MEETING)
    form = ConsentForm(request.POST)
    if not form.is_valid():
        return _consent(request, meeting, form, INVALID)
    try:
        decided = adopt_consent(meeting=meeting, by=member_of(request), now=timezone.now(), **form.cleaned_data)
    except MeetingError as error:
        refuse_in_form(form, error)
        return _consent(request, meeting, form, INVALID)
    sentence = ngettext(
        "%(number)d hamerstuk decided as computed.", "%(number)d hamerstukken decided as computed.", len(decided)
    )
    messages.success(request, sentence % {"number": len(decided)})
    return redirect("meeting-detail", meeting.key)

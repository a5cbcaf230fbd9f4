"""The route of the outcome of a meeting."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ladder.refusals import INVALID, refuse_in_form
from meetings.access import get_meeting_for, member_of
from meetings.actions.routes import record_route_entry
from meetings.errors import MeetingError
from meetings.forms.routes import RouteForm
from meetings.models import Meeting, RouteStep
from meetings.roles import RECORD_ROUTE
from meetings.route_page import route_page_of


@require_safe
def route(request: HttpRequest, week: str) -> HttpResponse:
    """The steps that the outcome goes along, and how each decision stands to them."""
    meeting = get_meeting_for(request, week=week)
    initial = {"held_on": max(timezone.localdate(), meeting.held_on)}
    form = RouteForm(steps=RouteStep.objects.all(), adopted=meeting.is_adopted, initial=initial)
    return _route(request, meeting, form)


def _route(request: HttpRequest, meeting: Meeting, form: RouteForm, status: int = 200) -> HttpResponse:
    context = {
        "meeting": meeting,
        "page": route_page_of(meeting),
        "form": form,
        "may_record": request.user.has_perm(RECORD_ROUTE),
    }
    return render(request, "meetings/route.html", context, status=status)


@require_POST
def route_record(request: HttpRequest, week: str) -> HttpResponse:
    """Record what happened at a step."""
    meeting = get_meeting_for(request, week=week, right=RECORD_ROUTE)
    form = RouteForm(request.POST, steps=RouteStep.objects.all(), adopted=meeting.is_adopted)
    if not form.is_valid():
        return _route(request, meeting, form, INVALID)
    try:
        entry = record_route_entry(meeting=meeting, by=member_of(request), now=timezone.now(), **form.cleaned_data)
    except MeetingError as error:
        refuse_in_form(form, error)
        return _route(request, meeting, form, INVALID)
    facts = {"step": entry.step.name, "outcome": entry.get_outcome_display()}
    messages.success(request, _("Recorded: %(step)s, %(outcome)s.") % facts)
    return redirect("route", meeting.key)

"""Errata on an adopted meeting."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ladder.refusals import INVALID, refuse_in_form
from meetings.access import get_meeting_for, member_of
from meetings.actions.errata import adopt_erratum, rewrite_erratum, withdraw_erratum, write_erratum
from meetings.errata import errata_of, levels_of
from meetings.errors import MeetingError
from meetings.forms.errata import AdoptErratumForm, ErratumForm, erratum_initial
from meetings.models import Erratum, Meeting
from meetings.roles import RUN_MEETING, WRITE_ERRATUM


@require_safe
def errata(request: HttpRequest, week: str) -> HttpResponse:
    """The errata on a meeting, and a form for a new one."""
    meeting = get_meeting_for(request, week=week)
    return _errata(request, meeting, _form(meeting))


def _form(meeting: Meeting, *args: Any, **kwargs: Any) -> ErratumForm:
    items = meeting.items.select_related("area")
    return ErratumForm(*args, items=items, levels=levels_of(meeting), **kwargs)


def _errata(request: HttpRequest, meeting: Meeting, form: ErratumForm, status: int = 200) -> HttpResponse:
    context = {
        "meeting": meeting,
        "errata": errata_of(meeting),
        "form": form,
        "may_write": meeting.is_adopted and request.user.has_perm(WRITE_ERRATUM),
        "may_adopt": request.user.has_perm(RUN_MEETING),
    }
    return render(request, "meetings/errata.html", context, status=status)


@require_POST
def erratum_write(request: HttpRequest, week: str) -> HttpResponse:
    """Write an erratum."""
    meeting = get_meeting_for(request, week=week, right=WRITE_ERRATUM)
    form = _form(meeting, request.POST)
    if not form.is_valid():
        return _errata(request, meeting, form, INVALID)
    try:
        written = write_erratum(
            meeting=meeting, correction=form.correction(), by=member_of(request), now=timezone.now()
        )
    except MeetingError as error:
        refuse_in_form(form, error)
        return _errata(request, meeting, form, INVALID)
    sentence = _("Erratum %(number)s is written. It has to be adopted.")
    messages.success(request, sentence % {"number": written.number})
    return redirect("errata", meeting.key)


@require_safe
def erratum(request: HttpRequest, week: str, number: int) -> HttpResponse:
    """One erratum: change it, adopt it or withdraw it while it is a draft; read it afterwards."""
    meeting, found = _get_erratum_for(request, week, number)
    return _erratum(request, meeting, found)


def _get_erratum_for(
    request: HttpRequest, week: str, number: int, right: str | None = None
) -> tuple[Meeting, Erratum]:
    meeting = get_meeting_for(request, week=week, right=right)
    found = next((known for known in errata_of(meeting) if known.number == number), None)
    if found is None:
        raise Http404
    return meeting, found


def _erratum(
    request: HttpRequest, meeting: Meeting, found: Erratum, status: int = 200, **replaced: Any
) -> HttpResponse:
    context = {
        "meeting": meeting,
        "erratum": found,
        "form": _form(meeting, initial=erratum_initial(found)),
        "adopt_form": AdoptErratumForm(erratum=found),
        "may_write": not found.adopted_at and request.user.has_perm(WRITE_ERRATUM),
        "may_adopt": not found.adopted_at and request.user.has_perm(RUN_MEETING),
        **replaced,
    }
    return render(request, "meetings/erratum.html", context, status=status)


@require_POST
def erratum_rewrite(request: HttpRequest, week: str, number: int) -> HttpResponse:
    """Change an erratum that is not adopted yet."""
    meeting, found = _get_erratum_for(request, week, number, WRITE_ERRATUM)
    form = _form(meeting, request.POST)
    if not form.is_valid():
        return _erratum(request, meeting, found, INVALID, form=form)
    try:
        rewrite_erratum(erratum=found, correction=form.correction(), by=member_of(request), now=timezone.now())
    except MeetingError as error:
        refuse_in_form(form, error)
        return _erratum(request, meeting, found, INVALID, form=form)
    messages.success(request, _("Erratum %(number)s is changed.") % {"number": number})
    return redirect("erratum", meeting.key, number)


@require_POST
def erratum_adopt(request: HttpRequest, week: str, number: int) -> HttpResponse:
    """Adopt an erratum."""
    meeting, found = _get_erratum_for(request, week, number, RUN_MEETING)
    form = AdoptErratumForm(request.POST, erratum=found)
    if not form.is_valid():
        return _erratum(request, meeting, found, INVALID, adopt_form=form)
    try:
        adopt_erratum(erratum=found, by=member_of(request), now=timezone.now(), **form.cleaned_data)
    except MeetingError as error:
        refuse_in_form(form, error)
        return _erratum(request, meeting, found, INVALID, adopt_form=form)
    messages.success(request, _("Erratum %(number)s has been adopted.") % {"number": number})
    return redirect("errata", meeting.key)


@require_POST
def erratum_withdraw(request: HttpRequest, week: str, number: int) -> HttpResponse:
    """Take back an erratum that is not adopted yet."""
    meeting, found = _get_erratum_for(request, week, number, WRITE_ERRATUM)
    try:
        withdraw_erratum(erratum=found, by=member_of(request), now=timezone.now())
        messages.success(request, _("Erratum %(number)s is withdrawn.") % {"number": number})
    except MeetingError as error:
        messages.error(request, str(error))
    return redirect("errata", meeting.key)

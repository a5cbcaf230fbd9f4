"""The region round: what a region says before the meeting, its receipt, and all regions at a glance."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ladder.refusals import INVALID, refuse_in_form
from meetings.access import get_item_for, get_meeting_for, get_own_item_for, member_of, speaks_for
from meetings.actions import respond
from meetings.errors import MeetingError
from meetings.forms.responses import ResponseForm, initial_of
from meetings.models import AgendaItem
from meetings.region_round import SHOWN, round_of, takes_responses
from meetings.response_page import ResponsePage, response_page
from meetings.roles import RUN_MEETING


@require_safe
def response(request: HttpRequest, week: str, area: str) -> HttpResponse:
    """The computed level of one's own region, and what to say of it."""
    now = timezone.now()
    item = get_own_item_for(request, week=week, area=area, day=timezone.localdate(now))
    page = response_page(item, now=now)
    form = ResponseForm(initial=initial_of(page.item.response), **page.choices)
    return _show(request, page, form)


def _show(request: HttpRequest, page: ResponsePage, form: ResponseForm, status: int = 200) -> HttpResponse:
    context = {"meeting": page.item.meeting, "page": page, "form": form}
    return render(request, "meetings/response.html", context, status=status)


@require_POST
def response_save(request: HttpRequest, week: str, area: str) -> HttpResponse:
    """Store what a region says, and go to the receipt."""
    now = timezone.now()
    item = get_own_item_for(request, week=week, area=area, day=timezone.localdate(now))
    page = response_page(item, now=now)
    form = ResponseForm(request.POST, **page.choices)
    if not form.is_valid():
        return _show(request, page, form, INVALID)
    try:
        given = respond(item=item, said=form.said(), by=member_of(request), now=now)
    except MeetingError as error:
        refuse_in_form(form, error)
        return _show(request, page, form, INVALID)
    messages.success(request, _("Received. Your receipt is %(receipt)s.") % {"receipt": given.receipt})
    return redirect("response-receipt", item.meeting.key, item.area.code)


@require_safe
def response_receipt(request: HttpRequest, week: str, area: str) -> HttpResponse:
    """What a region said last, with its receipt, to keep or print."""
    meeting = get_item_for(request, week=week, area=area).meeting
    item: AgendaItem = meeting.items.with_latest().get(area__code=area)
    item.meeting = meeting
    if item.response is None:
        raise Http404
    today = timezone.localdate()
    context = {
        "meeting": meeting,
        "item": item,
        "may_change": takes_responses(meeting) and speaks_for(member_of(request), item.area, day=today),
    }
    return render(request, "meetings/response_receipt.html", context)


@require_safe
def round_overview(request: HttpRequest, week: str) -> HttpResponse:
    """All regions of a meeting: who answered, who objects; `?toon=waiting` shows those who did not answer."""
    meeting, now = get_meeting_for(request, week=week), timezone.now()
    show = request.GET.get("toon", SHOWN[0])
    context = {
        "meeting": meeting,
        "round": round_of(meeting, day=timezone.localdate(now), show=show),
        "show": show if show in SHOWN else SHOWN[0],
        "deadline_passed": meeting.agenda_closes_at is not None and meeting.agenda_closes_at < now,
        "may_run": member_of(request).has_perm(RUN_MEETING),
    }
    return render(request, "meetings/round_overview.html", context)

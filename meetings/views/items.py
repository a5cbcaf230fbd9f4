"""One region on the agenda: read, write the duiding, decide."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ladder.models import Level
from meetings.access import get_item_for, get_meeting_for, member_of
from meetings.actions import decide, save_interpretation
from meetings.actions.decisions import levels_to_choose
from meetings.agenda import ItemPage, item_page, rights_of
from meetings.errors import InterpretationConflict, MeetingError
from meetings.forms import DecisionForm, InterpretationForm, usual_valid_from
from meetings.models import AgendaItem, Interpretation, Meeting
from meetings.roles import RUN_MEETING, WRITE_INTERPRETATION
from meetings.views.refusals import CONFLICT, INVALID, refuse_in_form


@require_safe
def item_detail(request: HttpRequest, week: str, area: str) -> HttpResponse:
    """One region of one meeting."""
    meeting = get_meeting_for(request, week=week)
    return _page(request, meeting, area)


def _page(request: HttpRequest, meeting: Meeting, area: str, status: int = 200, **replaced: Any) -> HttpResponse:
    page = item_page(meeting, area)
    if page is None:
        raise Http404
    context = {
        "meeting": meeting,
        "page": page,
        "saved": page.item.interpretation,
        "rights": rights_of(request.user, meeting),
        "interpretation_form": _interpretation_form(page.item.interpretation),
        "decision_form": _decision_form(page),
        **replaced,
    }
    return render(request, "meetings/item_detail.html", context, status=status)


def _interpretation_form(saved: Interpretation | None) -> InterpretationForm:
    text, number = (saved.text, saved.number) if saved else ("", 0)
    return InterpretationForm(initial={"text": text, "base_number": number})


def _decision_form(page: ItemPage) -> DecisionForm:
    decision, assessment = page.item.decision, page.item.assessment
    level: Level | None = decision.level if decision else assessment.level if assessment else None
    held_on = page.item.meeting.held_on
    initial = {
        "level": level.pk if level else None,
        "valid_from": decision.valid_from if decision else usual_valid_from(held_on),
        "reason": decision.reason if decision else "",
    }
    return DecisionForm(initial=initial, levels=page.levels, computed=assessment.level if assessment else None)


@require_POST
def interpretation_save(request: HttpRequest, week: str, area: str) -> HttpResponse:
    """Save the duiding. With htmx only the line below the text box changes; the text box stays as it is."""
    item = get_item_for(request, week=week, area=area, right=WRITE_INTERPRETATION)
    form = InterpretationForm(request.POST)
    if not form.is_valid():
        return _unsaved(request, item, form, INVALID)
    try:
        saved = save_interpretation(item=item, by=member_of(request), now=timezone.now(), **form.cleaned_data)
    except InterpretationConflict as conflict:
        return _unsaved(request, item, form, CONFLICT, conflict=conflict)
    except MeetingError as error:
        refuse_in_form(form, error)
        return _unsaved(request, item, form, INVALID)
    return _saved(request, item, saved)


def _saved(request: HttpRequest, item: AgendaItem, saved: Interpretation | None) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        context = {"saved": saved, "interpretation_form": _interpretation_form(saved), "just_saved": True}
        return render(request, "meetings/_interpretation_state.html", context)
    messages.success(request, _("The duiding of %(region)s is saved.") % {"region": item.area})
    return redirect("item-detail", item.meeting.week, item.area.code)


def _unsaved(
    request: HttpRequest,
    item: AgendaItem,
    form: InterpretationForm,
    status: int,
    conflict: InterpretationConflict | None = None,
) -> HttpResponse:
    """Say why nothing was saved. After a conflict the next save builds on the version that is shown."""
    if conflict:
        form = InterpretationForm(initial={"text": conflict.text, "base_number": conflict.latest.number})
    context = {"conflict": conflict, "interpretation_form": form}
    if request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return render(request, "meetings/_interpretation_state.html", context)
    return _page(request, item.meeting, item.area.code, status, **context)


@require_POST
def decision_save(request: HttpRequest, week: str, area: str) -> HttpResponse:
    """Decide the level of a region."""
    item = get_item_for(request, week=week, area=area, right=RUN_MEETING)
    computed = item.assessment.level if item.assessment else None
    form = DecisionForm(request.POST, levels=levels_to_choose(item, item.meeting), computed=computed)
    if not form.is_valid():
        return _page(request, item.meeting, area, INVALID, decision_form=form)
    try:
        decision = decide(item=item, by=member_of(request), now=timezone.now(), **form.cleaned_data)
    except MeetingError as error:
        refuse_in_form(form, error)
        return _page(request, item.meeting, area, INVALID, decision_form=form)
    facts = {"region": item.area, "level": decision.level}
    messages.success(request, _("Decided for %(region)s: %(level)s.") % facts)
    return redirect("item-detail", item.meeting.week, item.area.code)

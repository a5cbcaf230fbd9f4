"""Proposing and deciding the level of a region."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ladder.refusals import INVALID, refuse_in_form
from meetings.access import get_item_for, member_of
from meetings.actions import decide, take_over
from meetings.actions.decisions import levels_to_choose
from meetings.deviations import deviations_to_choose
from meetings.errors import MeetingError
from meetings.forms.decisions import DecisionForm
from meetings.models import AgendaItem, Decision
from meetings.roles import PROPOSE_LEVEL, RUN_MEETING
from meetings.views.items import show_item


@require_POST
def decision_save(request: HttpRequest, week: str, area: str) -> HttpResponse:
    """Decide the level of a region."""
    item = get_item_for(request, week=week, area=area, right=RUN_MEETING)
    return _save(request, item, Decision.Stage.DECIDED)


@require_POST
def proposal_save(request: HttpRequest, week: str, area: str) -> HttpResponse:
    """Propose the level of a region."""
    item = get_item_for(request, week=week, area=area, right=PROPOSE_LEVEL)
    return _save(request, item, Decision.Stage.PROPOSED)


@require_POST
def proposal_take_over(request: HttpRequest, week: str, area: str, pk: int) -> HttpResponse:
    """Decide what was proposed, word for word."""
    item = get_item_for(request, week=week, area=area, right=RUN_MEETING)
    proposal = item.decisions.filter(pk=pk, stage=Decision.Stage.PROPOSED).first()
    if proposal is None:
        raise Http404
    try:
        decision = take_over(item=item, proposal=proposal, by=member_of(request), now=timezone.now())
    except MeetingError as error:
        messages.error(request, str(error))
        return redirect("item-detail", item.meeting.key, item.area.code)
    return _saved(request, item, decision)


def _save(request: HttpRequest, item: AgendaItem, stage: str) -> HttpResponse:
    form = _form(request, item)
    if form.is_valid():
        try:
            by, now = member_of(request), timezone.now()
            return _saved(request, item, decide(item=item, stage=stage, by=by, now=now, **form.cleaned_data))
        except MeetingError as error:
            refuse_in_form(form, error)
    return show_item(request, item.meeting, item.area.code, INVALID, decision_form=form)


def _form(request: HttpRequest, item: AgendaItem) -> DecisionForm:
    return DecisionForm(
        request.POST,
        levels=levels_to_choose(item, item.meeting),
        computed=item.assessment.level if item.assessment else None,
        deviations=deviations_to_choose(item),
    )


def _saved(request: HttpRequest, item: AgendaItem, decision: Decision) -> HttpResponse:
    facts = {"region": item.area, "level": decision.level}
    if decision.stage == Decision.Stage.DECIDED:
        messages.success(request, _("Decided for %(region)s: %(level)s.") % facts)
    else:
        messages.success(request, _("Proposed for %(region)s: %(level)s.") % facts)
    return redirect("item-detail", item.meeting.key, item.area.code)

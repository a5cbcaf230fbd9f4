"""The form to decide or propose a level, filled in as it will mostly be sent."""

from collections.abc import Iterable
from typing import Any

from ladder.models import Level
from meetings.deviations import deviations_to_choose
from meetings.forms.decisions import DecisionForm
from meetings.forms.meetings import usual_valid_from
from meetings.models import AgendaItem, Decision


def usual_decision(item: AgendaItem, *, levels: Iterable[Level]) -> DecisionForm:
    """Return the form with what was decided last, else proposed last, else the computed level.

    The computed level is offered from the day of the meeting until the next one. The item must come from
    `with_latest` or `items_around`, with its meeting.
    """
    computed = item.assessment.level if item.assessment else None
    said = item.decision or item.proposal
    initial = _as_said(said) if said else _as_computed(item, computed)
    deviations = deviations_to_choose(item)
    return DecisionForm(initial=initial, levels=levels, computed=computed, deviations=deviations)


def _as_said(said: Decision) -> dict[str, Any]:
    names = ("valid_from", "next_review", "reason", "votes_for", "votes_against", "abstentions", "minority_note")
    initial = {name: getattr(said, name) for name in names}
    return {
        **initial,
        "level": said.level_id,
        "deviation": said.deviation_id,
        "waits_for_route": said.waits_for_route,
    }


def _as_computed(item: AgendaItem, computed: Level | None) -> dict[str, Any]:
    valid_from, next_on = usual_valid_from(item.meeting.held_on), item.meeting.next_on
    return {
        "level": computed.pk if computed else None,
        "valid_from": valid_from,
        "next_review": next_on if next_on > valid_from else None,
    }

"""Reasons that follow from what region and secretary said last, and are not stored: they come and go."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from meetings.agenda_reasons.facts import level_names
from meetings.agenda_reasons.urgency import OBJECTION, PROPOSAL
from meetings.models import AgendaItem
from meetings.region_round import proposes_otherwise


@dataclass(frozen=True)
class DerivedReason:
    """A reason like an `AgendaReason`, without a row."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""


def derived_reasons(item: AgendaItem) -> list[DerivedReason]:
    """Return the objection of the region and the proposed level; the item must come from `with_latest`."""
    return [*_objection(item), *_proposal(item)]


def _objection(item: AgendaItem) -> list[DerivedReason]:
    """The region objects when it reports an error or proposes another level than the computed one."""
    response = item.response
    if response is None:
        return []
    found = []
    if response.reports_error:
        found.append(DerivedReason(OBJECTION, text=response.error_text))
    if response.proposed_level and proposes_otherwise(item):
        facts = {"level": level_names(response.proposed_level)}
        found.append(DerivedReason(OBJECTION, facts, response.proposal_reason))
    return found


def _proposal(item: AgendaItem) -> list[DerivedReason]:
    proposal = item.proposal
    if proposal is None:
        return []
    facts = {"level": level_names(proposal.level), "valid_from": proposal.valid_from.isoformat()}
    return [DerivedReason(PROPOSAL, facts, proposal.reason)]

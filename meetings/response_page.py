"""What a region sees before it answers in the region round."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ladder.explanations import explanation, load_context, sentences
from ladder.models import Level, Signal
from meetings.actions.decisions import levels_to_choose
from meetings.documents.content import ValueNote, values_of
from meetings.models import AgendaItem
from meetings.region_round import takes_responses


@dataclass(frozen=True)
class ResponsePage:
    """One region before the meeting: its item from `with_latest`, why it has its level, and what it can choose.

    `deadline_passed`: what is sent in now is late.
    """

    item: AgendaItem
    reasons: tuple[str, ...]
    values: tuple[ValueNote, ...]
    levels: tuple[Level, ...]
    signals: tuple[Signal, ...]
    takes_responses: bool
    deadline_passed: bool

    @property
    def choices(self) -> dict[str, Any]:
        """What the form asks to choose from."""
        assessment = self.item.assessment
        return {
            "levels": self.levels,
            "signals": self.signals,
            "computed": assessment.level if assessment else None,
        }


def response_page(item: AgendaItem, *, now: datetime) -> ResponsePage:
    """Return the page of one item, in a fixed number of queries; `item.meeting` is filled."""
    meeting = item.meeting
    item = meeting.items.with_latest().with_explanation().get(pk=item.pk)
    item.meeting = meeting
    assessment = item.assessment
    context = load_context([assessment] if assessment else [], as_of=meeting.as_of)
    closes_at = meeting.agenda_closes_at
    return ResponsePage(
        item=item,
        reasons=tuple(sentences(explanation(assessment, context))) if assessment else (),
        values=values_of(assessment) if assessment else (),
        levels=tuple(levels_to_choose(item, meeting)),
        signals=tuple(use.signal for use in assessment.version.uses.all()) if assessment else (),
        takes_responses=takes_responses(meeting),
        deadline_passed=closes_at is not None and closes_at < now,
    )

"""Why a region is discussed: found by rules when the meeting is opened, told in words whenever it is read."""

from meetings.agenda_reasons.derived import DerivedReason, derived_reasons
from meetings.agenda_reasons.rules import (
    DecidingValue,
    Found,
    Limits,
    QuestionBefore,
    RegionToDiscuss,
    near_bounds,
    question_facts,
    reasons_to_discuss,
)
from meetings.agenda_reasons.texts import sentence_of
from meetings.agenda_reasons.urgency import WEIGHTS, urgency

__all__ = [
    "WEIGHTS",
    "DecidingValue",
    "DerivedReason",
    "Found",
    "Limits",
    "QuestionBefore",
    "RegionToDiscuss",
    "derived_reasons",
    "near_bounds",
    "question_facts",
    "reasons_to_discuss",
    "sentence_of",
    "urgency",
]

"""All that changes a meeting. Each refuses with a `MeetingError` once the meeting is adopted."""

from meetings.actions.adoption import adopt
from meetings.actions.agenda import add_point, adopt_consent, ask_for_region, lift_region
from meetings.actions.decisions import decide, take_over
from meetings.actions.interpretations import save_interpretation
from meetings.actions.opening import open_meeting, start_session
from meetings.actions.participants import (
    add_participant,
    copy_participants,
    remove_participant,
    set_attendance,
)
from meetings.actions.questions import answer_question, ask_question
from meetings.actions.responses import respond

__all__ = [
    "add_participant",
    "add_point",
    "adopt",
    "adopt_consent",
    "answer_question",
    "ask_for_region",
    "ask_question",
    "copy_participants",
    "decide",
    "lift_region",
    "open_meeting",
    "remove_participant",
    "respond",
    "save_interpretation",
    "set_attendance",
    "start_session",
    "take_over",
]

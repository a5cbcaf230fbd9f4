"""All that changes a meeting. Each refuses with a `MeetingError` once the meeting is adopted."""

from meetings.actions.adoption import adopt
from meetings.actions.decisions import decide, decide_rest_as_computed
from meetings.actions.interpretations import save_interpretation
from meetings.actions.opening import open_meeting, start_session

__all__ = [
    "adopt",
    "decide",
    "decide_rest_as_computed",
    "open_meeting",
    "save_interpretation",
    "start_session",
]

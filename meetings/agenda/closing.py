"""When the agenda takes no points any more."""

from datetime import datetime

from meetings.models import Meeting


def is_closed(meeting: Meeting, *, now: datetime) -> bool:
    """Whether the agenda is closed: by hand, by its deadline (that moment included), or since the session."""
    if meeting.agenda_closed_at is not None or meeting.status != Meeting.Status.PREPARATION:
        return True
    return meeting.agenda_closes_at is not None and meeting.agenda_closes_at <= now

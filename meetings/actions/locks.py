"""One writer per meeting at a time, so that nothing slips in between reading and adopting."""

from meetings.errors import MeetingAdopted
from meetings.models import Meeting


def lock_open(meeting_id: int) -> Meeting:
    """Return the meeting, locked until the transaction ends; `MeetingAdopted` when it is frozen.

    PostgreSQL locks the row; SQLite has one writer anyway.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting_id)
    if meeting.is_adopted:
        raise MeetingAdopted
    return meeting

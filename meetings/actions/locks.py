"""One writer per meeting at a time, so that nothing slips in between reading and adopting."""

from django.utils.translation import gettext as _

from meetings.errors import MeetingAdopted, MeetingError
from meetings.models import Meeting


def lock_open(meeting_id: int) -> Meeting:
    """Return the meeting, locked until the transaction ends; `MeetingAdopted` when it is frozen.

    PostgreSQL locks the row; SQLite has one writer anyway.
    """
    meeting = lock_meeting(meeting_id)
    if meeting.is_adopted:
        raise MeetingAdopted
    return meeting


def lock_meeting(meeting_id: int) -> Meeting:
    """Return the meeting, whatever its status, locked until the transaction ends."""
    return Meeting.objects.select_for_update().get(pk=meeting_id)


def lock_adopted(meeting_id: int) -> Meeting:
    """Return an adopted meeting, locked until the transaction ends; `MeetingError` when it is not adopted."""
    meeting = lock_meeting(meeting_id)
    if not meeting.is_adopted:
        raise MeetingError(_("This meeting has not been adopted yet."))
    return meeting

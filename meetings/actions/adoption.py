"""Adopting a meeting: its content is written down once, and everything is frozen."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from meetings.actions.locks import lock_open
from meetings.documents.canonical import as_json, sha256_of
from meetings.documents.content import note_content
from meetings.errors import UndecidedRegions
from meetings.models import Meeting, Minutes


@transaction.atomic
def adopt(*, meeting: Meeting, by: User, now: datetime) -> Minutes:
    """Freeze a meeting and return its minutes; `UndecidedRegions` when a region has no decision.

    The minutes hold the content of the note as canonical JSON with its SHA-256.
    """
    meeting = lock_open(meeting.pk)
    undecided = list(meeting.items.undecided().select_related("area"))
    if undecided:
        raise UndecidedRegions(undecided)
    meeting.status = Meeting.Status.ADOPTED
    meeting.adopted_at, meeting.adopted_by = now, by
    text = as_json(note_content(meeting))
    # First the minutes: once the status is adopted, the database takes no row under this meeting any more.
    minutes = Minutes.objects.create(meeting=meeting, content=text, sha256=sha256_of(text))
    meeting.save(update_fields=["status", "adopted_at", "adopted_by"])
    return minutes

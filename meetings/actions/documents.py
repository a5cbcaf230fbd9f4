"""What is remembered of documents that leave the building."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from ladder.audit import record
from ladder.models import AuditEntry
from meetings.models import Meeting
from regions.models import Area


@transaction.atomic
def record_export(
    *, meeting: Meeting, kind: str, file_format: str, area: Area | None, by: User | None, now: datetime
) -> AuditEntry:
    """Record that a document (`note` or `decisions`) of a meeting, or of one region in it, was taken along.

    `by` is None for a command.
    """
    return record(
        "document.exported",
        about=meeting,
        by=by,
        now=now,
        ladder=meeting.ladder,
        area=area,
        week=meeting.week,
        after={"document": kind, "format": file_format, "status": meeting.status},
    )

"""Actions to test with."""

from datetime import UTC, date, datetime
from typing import Any

from meetings.actions.action_points import (
    Agreement,
    add_action,
)
from meetings.models import ActionPoint, Meeting, Theme
from tests.integration.meetings.records import regional, small_meeting

NOW = datetime(2020, 9, 30, 9, tzinfo=UTC)
DAY = date(2020, 9, 30)
DUE = date(2020, 10, 7)


def theme(code: str = "testen") -> Theme:
    return Theme.objects.get(code=code)


def agreement(**fields: Any) -> Agreement:
    said = {"theme": theme(), "title": "Teststraat openen", "owner": "GGD", "due_on": DUE}
    return Agreement(**{**said, **fields})


def added(by, *, now=NOW, state="open", meeting=None, **fields: Any) -> ActionPoint:
    return add_action(
        ladder=regional(), agreement=agreement(**fields), state=state, meeting=meeting, by=by, now=now
    )


def started(week: str, at: datetime | None, *, status: str = "in_session") -> Meeting:
    meeting = small_meeting(["VR15"], week)
    Meeting.objects.filter(pk=meeting.pk).update(started_at=at, status=status)
    return Meeting.objects.get(pk=meeting.pk)

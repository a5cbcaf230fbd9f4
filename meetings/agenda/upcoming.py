"""When the next meeting is."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from ladder.models import Ladder
from ladder.weeks import Week
from meetings.agenda.dates import closing_moment, meeting_day
from meetings.models import Meeting, MeetingSettings


@dataclass(frozen=True)
class Upcoming:
    """The meeting that comes next: opened already (`meeting`), or as the settings have it."""

    week: Week
    held_on: date
    closes_at: datetime | None
    meeting: Meeting | None


def upcoming_of(ladder: Ladder, *, now: datetime) -> Upcoming:
    """Return the newest meeting that is not adopted, exercises left out; else the one that the settings plan next.

    That is the first one held today or later on a week without a meeting. Three queries at most.
    """
    held = Meeting.objects.filter(ladder=ladder, is_exercise=False).order_by("-week_start")
    meeting = held.open().first()
    if meeting is not None:
        return Upcoming(meeting.week, meeting.held_on, meeting.agenda_closes_at, meeting)
    settings, last = MeetingSettings.of(ladder), held.first()
    week = _next_week(settings, timezone.localdate(now), last.week if last else None)
    return Upcoming(week, meeting_day(settings, week), closing_moment(settings, week), None)


def _next_week(settings: MeetingSettings, today: date, last: Week | None) -> Week:
    week = Week.last_full_before(today)
    if meeting_day(settings, week) < today:
        week = week.plus(1)
    return max(week, last.plus(1)) if last else week

"""On which day a meeting is held, and when its agenda closes."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from ladder.weeks import Week
from meetings.models import MeetingSettings


def meeting_day(settings: MeetingSettings, week: Week) -> date:
    """Return the day in the week after the figures on which the meeting is usually held."""
    return week.plus(1).start + timedelta(days=settings.weekday - 1)


def closing_moment(settings: MeetingSettings, week: Week) -> datetime:
    """Return when the agenda on the figures of a week usually closes, in the week after it, Dutch local time."""
    day = week.plus(1).start + timedelta(days=settings.deadline_weekday - 1)
    return timezone.make_aware(datetime.combine(day, settings.deadline_time), timezone.get_default_timezone())

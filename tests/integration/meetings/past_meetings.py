"""Many meetings that were held before."""

from datetime import UTC, datetime, timedelta

from django.contrib.auth.models import User

from ladder.weeks import Week
from meetings.models import AgendaItem, Decision, Interpretation, Meeting, Minutes
from tests.factories import store_assessments
from tests.integration.meetings.records import all_levels, level, regional

FIRST_WEEK = Week.parse("2020-W39")


def hold_meetings_before(number: int, by: User) -> None:
    """Store so many adopted meetings of all regions on the weeks before week 39, with duiding and decisions."""
    for back in range(number, 0, -1):
        _hold(FIRST_WEEK.plus(-back), by)


def _hold(week: Week, by: User) -> None:
    moment = datetime.combine(week.plus(1).start, datetime.min.time(), UTC)
    assessments = store_assessments(str(week), all_levels(), as_of=moment, version="2020-09")
    meeting = Meeting.objects.create(
        ladder=regional(), week_start=week.start, held_on=week.plus(1).start,
        next_on=week.plus(2).start, as_of=moment, opened_at=moment,
    )  # fmt: skip
    items = AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, area=found.area, assessment=found) for found in assessments
    )
    Interpretation.objects.bulk_create(
        Interpretation(item=item, number=1, text="Rustig.", author=by, written_at=moment) for item in items
    )
    Decision.objects.bulk_create(
        Decision(item=item, level=level(2), valid_from=week.plus(1).start, decided_by=by, decided_at=moment)
        for item in items
    )
    Minutes.objects.create(meeting=meeting, content="{}", sha256="0" * 64)
    meeting.status, meeting.adopted_at, meeting.adopted_by = "adopted", moment + timedelta(hours=1), by
    meeting.save()

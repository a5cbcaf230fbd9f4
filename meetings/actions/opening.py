"""Opening a meeting and starting its session."""

from datetime import date, datetime, timedelta

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ladder.models import Assessment, Ladder, LadderVersion
from ladder.weeks import Week
from meetings.actions.locks import lock_open
from meetings.errors import MeetingError
from meetings.models import AgendaItem, Meeting
from regions.models import Area

UNTIL_NEXT = timedelta(days=7)


@transaction.atomic
def open_meeting(
    *, ladder: Ladder, week: Week, held_on: date, as_of: datetime, now: datetime, by: User | None
) -> Meeting:
    """Make the meeting on a week, with every area of the ladder on its agenda.

    Each item is pinned to the level that was known at `as_of` under the version in force for the week, or to none
    where none was computed. `MeetingError` when there is a meeting on this week already, when nothing was computed
    for it, or when it would be held before the week has begun.
    """
    if held_on < week.start:
        raise MeetingError(_("A meeting cannot be held before the week it is about."), field="held_on")
    pinned = _assessments(ladder, week, as_of)
    meeting = _create(ladder=ladder, week=week, held_on=held_on, as_of=as_of, now=now, by=by)
    areas = Area.objects.of_kind(ladder.area_kind)
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, area=area, assessment=pinned.get(area.pk)) for area in areas
    )
    return meeting


def _assessments(ladder: Ladder, week: Week, as_of: datetime) -> dict[int, Assessment]:
    version = LadderVersion.objects.for_week(week).filter(ladder=ladder).first()
    known = Assessment.objects.known_at(as_of).for_week(week).filter(version=version)
    found = {assessment.area_id: assessment for assessment in known}
    if not found:
        raise MeetingError(_("No levels have been computed for %(week)s yet.") % {"week": week}, field="week")
    return found


def _create(
    *, ladder: Ladder, week: Week, held_on: date, as_of: datetime, now: datetime, by: User | None
) -> Meeting:
    try:
        with transaction.atomic():
            return Meeting.objects.create(
                ladder=ladder,
                week_start=week.start,
                held_on=held_on,
                next_on=held_on + UNTIL_NEXT,
                as_of=as_of,
                opened_at=now,
                opened_by=by,
            )
    except IntegrityError as error:
        raise MeetingError(_("There is a meeting on %(week)s already.") % {"week": week}, field="week") from error


@transaction.atomic
def start_session(*, meeting: Meeting, by: User, now: datetime) -> Meeting:
    """Put a prepared meeting in session; a second start changes nothing."""
    meeting = lock_open(meeting.pk)
    if meeting.status == Meeting.Status.PREPARATION:
        meeting.status = Meeting.Status.IN_SESSION
        meeting.started_at, meeting.started_by = now, by
        meeting.save(update_fields=["status", "started_at", "started_by"])
    return meeting

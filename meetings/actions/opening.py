"""Opening a meeting and starting its session."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ladder.audit import record
from ladder.known_levels import adopted_with_signals
from ladder.models import Ladder
from ladder.weeks import Week
from meetings.actions.locks import lock_open
from meetings.agenda.dates import closing_moment, meeting_day
from meetings.agenda_reasons.gathering import Surroundings, reasons_for, surroundings_of
from meetings.errors import MeetingError
from meetings.models import AgendaItem, AgendaReason, Meeting, MeetingSettings
from meetings.pinned_notices import pinned_quality, pinned_revisions

UNTIL_NEXT = timedelta(days=7)


@transaction.atomic
def open_meeting(
    *,
    ladder: Ladder,
    week: Week,
    as_of: datetime,
    now: datetime,
    by: User | None,
    held_on: date | None = None,
    is_exercise: bool = False,
) -> Meeting:
    """Make the meeting on a week, with every area of the ladder on its agenda and the reasons to discuss it.

    Each item is pinned to the level that was known at `as_of` under the version in force for the week (None: not
    computed) and to the decision in force for the week before that is valid on the day of the meeting. Quality
    and revisions of the figures are kept as they were told then. Without `held_on` it is held on the day of the
    settings; the agenda closes at their deadline, or now when that has passed. `MeetingError` when there is such a
    meeting on this week already, when nothing was computed for it, or when it would be held before the week has
    begun.
    """
    settings = MeetingSettings.of(ladder)
    held_on = held_on or meeting_day(settings, week)
    if held_on < week.start:
        raise MeetingError(_("A meeting cannot be held before the week it is about."), field="held_on")
    versions = adopted_with_signals(ladder.pk)
    known = surroundings_of(
        ladder, week, versions=versions, is_exercise=is_exercise, held_on=held_on, as_of=as_of, now=now
    )
    if not known.computed:
        raise MeetingError(_("No levels have been computed for %(week)s yet.") % {"week": week}, field="week")
    meeting = _create(
        ladder=ladder,
        week_start=week.start,
        is_exercise=is_exercise,
        held_on=held_on,
        next_on=held_on + UNTIL_NEXT,
        as_of=as_of,
        quality=pinned_quality(ladder, week, as_of=as_of, versions=versions),
        revisions=pinned_revisions(ladder, week, as_of=as_of, versions=versions),
        agenda_closes_at=max(closing_moment(settings, week), now),
        opened_at=now,
        opened_by=by,
    )
    reasons = _fill_agenda(meeting, known, settings)
    _record_opening(meeting, reasons, by=by, now=now)
    return meeting


def _create(**fields: object) -> Meeting:
    meeting = Meeting(**fields)
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError as error:
        sentence = _("There is a meeting on %(week)s already.")
        if meeting.is_exercise:
            sentence = _("There is an exercise on %(week)s already.")
        raise MeetingError(sentence % {"week": meeting.week}, field="week") from error
    return meeting


def _fill_agenda(meeting: Meeting, known: Surroundings, settings: MeetingSettings) -> list[AgendaReason]:
    """Store an item per area, pinned, and the reasons to discuss it: two queries."""
    items = AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            area=area,
            assessment=known.computed.get(area.pk),
            in_force=known.in_force.get(area.pk),
        )
        for area in known.areas
    )
    reasons = [reason for item in items for reason in _reasons_of(item, known, settings, meeting.opened_at)]
    return AgendaReason.objects.bulk_create(reasons)


def _reasons_of(
    item: AgendaItem, known: Surroundings, settings: MeetingSettings, at: datetime
) -> list[AgendaReason]:
    reasons = reasons_for(item.area, known, settings)
    for reason in reasons:
        reason.item, reason.at = item, at
    return reasons


def _record_opening(meeting: Meeting, reasons: Sequence[AgendaReason], *, by: User | None, now: datetime) -> None:
    after = {
        "held_on": meeting.held_on,
        "as_of": meeting.as_of,
        "agenda_closes_at": meeting.agenda_closes_at,
        "is_exercise": meeting.is_exercise,
        "discuss": sorted({reason.item.area.code for reason in reasons}),
    }
    record("meeting.opened", about=meeting, by=by, now=now, ladder=meeting.ladder, week=meeting.week, after=after)


@transaction.atomic
def start_session(*, meeting: Meeting, by: User, now: datetime) -> Meeting:
    """Put a prepared meeting in session; a second start changes nothing."""
    meeting = lock_open(meeting.pk)
    if meeting.status != Meeting.Status.PREPARATION:
        return meeting
    meeting.status = Meeting.Status.IN_SESSION
    meeting.started_at, meeting.started_by = now, by
    meeting.save(update_fields=["status", "started_at", "started_by"])
    record(
        "meeting.started",
        about=meeting,
        by=by,
        now=now,
        ladder=meeting.ladder,
        week=meeting.week,
        before={"status": Meeting.Status.PREPARATION.value},
        after={"status": meeting.status},
    )
    return meeting

"""Who sits at the table of a meeting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.audit import record
from ladder.plain_text import clean_text, refuse_control_characters
from meetings.actions.locks import lock_open
from meetings.errors import MeetingError
from meetings.models import Meeting, Participant


@dataclass(frozen=True)
class Attendance:
    """What is ticked at a seat."""

    is_present: bool
    has_vote: bool


@transaction.atomic
def add_participant(
    *,
    meeting: Meeting,
    function: str,
    organisation: str = "",
    account: User | None = None,
    has_vote: bool = True,
    is_present: bool = False,
    by: User,
    now: datetime,
) -> Participant:
    """Add a seat; `MeetingError` when this function of this organisation has one already."""
    meeting = lock_open(meeting.pk)
    function, organisation = clean_text(function), clean_text(organisation)
    refuse_control_characters(function + organisation)
    if not function:
        raise MeetingError(_("Say which function sits here."), field="function")
    if meeting.participants.filter(function=function, organisation=organisation).exists():
        raise MeetingError(_("This function has a seat already."), field="function")
    seat = Participant.objects.create(
        meeting=meeting,
        function=function,
        organisation=organisation,
        user=account,
        has_vote=has_vote,
        is_present=is_present,
    )
    _record(meeting, by, now, after=[_says(seat)])
    return seat


@transaction.atomic
def set_attendance(*, meeting: Meeting, seats: Mapping[int, Attendance], by: User, now: datetime) -> int:
    """Store who is present and who has a vote, by id of the seat; return how many seats changed.

    Seats that are not named stay as they are, also those that were added by somebody else in the meantime; an id
    of another meeting or of a removed seat is passed over.
    """
    meeting = lock_open(meeting.pk)
    before, changed = [], []
    for seat in meeting.participants.filter(pk__in=seats):
        wanted = seats[seat.pk]
        if wanted != Attendance(seat.is_present, seat.has_vote):
            before.append(_says(seat))
            seat.is_present, seat.has_vote = wanted.is_present, wanted.has_vote
            seat.save(update_fields=["is_present", "has_vote"])
            changed.append(_says(seat))
    if changed:
        _record(meeting, by, now, before=before, after=changed)
    return len(changed)


@transaction.atomic
def remove_participant(*, participant: Participant, by: User, now: datetime) -> None:
    """Take a seat away."""
    meeting = lock_open(participant.meeting_id)
    _record(meeting, by, now, before=[_says(participant)])
    participant.delete()


@transaction.atomic
def copy_participants(*, meeting: Meeting, by: User, now: datetime) -> int:
    """Take over the seats of the last meeting that has any, all absent; return how many were new.

    A meeting looks at real meetings only; an exercise at both. Seats that are there already stay as they are.
    """
    meeting = lock_open(meeting.pk)
    known = set(meeting.participants.values_list("function", "organisation"))
    source = last_with_participants(meeting)
    new = [
        Participant(
            meeting=meeting,
            function=seat.function,
            organisation=seat.organisation,
            user=seat.user,
            has_vote=seat.has_vote,
        )
        for seat in (source.participants.select_related("user") if source else ())
        if (seat.function, seat.organisation) not in known
    ]
    Participant.objects.bulk_create(new)
    if new:
        _record(meeting, by, now, after=[_says(seat) for seat in new])
    return len(new)


def last_with_participants(meeting: Meeting) -> Meeting | None:
    """Return the last earlier meeting of the same ladder that has participants."""
    earlier = Meeting.objects.filter(ladder=meeting.ladder_id, week_start__lt=meeting.week_start)
    if not meeting.is_exercise:
        earlier = earlier.filter(is_exercise=False)
    return earlier.filter(participants__isnull=False).order_by("-week_start", "is_exercise").first()


def _says(seat: Participant) -> dict[str, object]:
    account = seat.user.get_username() if seat.user else None
    return {
        "function": seat.function,
        "organisation": seat.organisation,
        "account": account,
        "has_vote": seat.has_vote,
        "is_present": seat.is_present,
    }


def _record(
    meeting: Meeting,
    by: User,
    now: datetime,
    *,
    before: list[dict[str, object]] | None = None,
    after: list[dict[str, object]] | None = None,
) -> None:
    record(
        "participants.changed",
        about=meeting,
        by=by,
        now=now,
        ladder=meeting.ladder,
        week=meeting.week,
        before={"participants": before} if before else None,
        after={"participants": after} if after else None,
    )

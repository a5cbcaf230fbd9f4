"""Recording what became of the outcome of a meeting at the steps of its route."""

from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ladder.audit import record
from ladder.plain_text import clean_text, refuse_control_characters
from meetings.actions.locks import lock_meeting
from meetings.errors import MeetingError
from meetings.models import Meeting, RouteEntry, RouteStep
from meetings.route import FLAGGED, completes


@transaction.atomic
def record_route_entry(
    *, meeting: Meeting, step: RouteStep, outcome: str, held_on: date, remarks: str = "", by: User, now: datetime
) -> RouteEntry:
    """Record what happened at a step; the last entry of a step counts. The same entry twice is stored once.

    `held_on` is the day on which the step took, or will take, the outcome up. A meeting that is not adopted has no
    outcome yet: it can only be flagged as to be discussed. `MeetingError` for another outcome before that, for a
    step out of use, and for a day before the meeting or, unless it is only flagged, after `now`.
    """
    meeting = lock_meeting(meeting.pk)
    remarks = clean_text(remarks)
    refuse_control_characters(remarks)
    _refuse_step(meeting, step, outcome)
    _refuse_day(meeting, outcome, held_on, today=timezone.localdate(now))
    entries = list(meeting.route_entries.order_by("pk"))
    last = next((entry for entry in reversed(entries) if entry.step_id == step.pk), None)
    if last and (last.outcome, last.held_on, last.remarks) == (outcome, held_on, remarks):
        return last
    entry = RouteEntry.objects.create(
        meeting=meeting,
        step=step,
        outcome=outcome,
        held_on=held_on,
        remarks=remarks,
        completes=completes(entries, step, outcome, RouteStep.objects.all()),
        by=by,
        at=now,
    )
    record(
        "route.recorded",
        about=entry,
        by=by,
        now=now,
        ladder=meeting.ladder,
        week=meeting.week,
        before=_says(last) if last else None,
        after=_says(entry),
    )
    return entry


def _says(entry: RouteEntry) -> dict[str, object]:
    return {
        "step": entry.step.code,
        "outcome": entry.outcome,
        "held_on": entry.held_on.isoformat(),
        "remarks": entry.remarks,
        "completes": entry.completes,
    }


def _refuse_step(meeting: Meeting, step: RouteStep, outcome: str) -> None:
    if not step.is_active:
        raise MeetingError(_("This step is not in use any more."), field="step")
    if not meeting.is_adopted and outcome != FLAGGED:
        sentence = _("The meeting has not been adopted yet: it can only be marked as to be discussed.")
        raise MeetingError(sentence, field="outcome")


def _refuse_day(meeting: Meeting, outcome: str, held_on: date, *, today: date) -> None:
    if held_on < meeting.held_on:
        sentence = _("That is before the day of the meeting, %(day)s.")
        raise MeetingError(sentence % {"day": meeting.held_on.strftime("%d-%m-%Y")}, field="held_on")
    if outcome != FLAGGED and held_on > today:
        raise MeetingError(_("That day is still to come: choose the outcome “to be discussed”."), field="held_on")

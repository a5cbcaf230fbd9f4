"""Checking decisions: the second pair of eyes."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.audit import record
from meetings.actions.locks import lock_open
from meetings.errors import MeetingError
from meetings.four_eyes import fingerprint_of
from meetings.models import Approval, Decision, Meeting


def decisions_that_count(meeting: Meeting) -> list[Decision]:
    """Return the last decision of each region of a meeting, with region and level, in one query."""
    found = Decision.objects.decided().filter(item__meeting=meeting).latest_per_stage()
    return list(found.select_related("item__area", "level").order_by("item__area__code"))


@transaction.atomic
def approve(*, meeting: Meeting, by: User, now: datetime, seen: str | None = None) -> Approval:
    """Note that somebody checked the decisions as they stand. The same check twice is stored once.

    `seen` is the fingerprint of what was looked at. `MeetingError` when the decisions are others by now, when
    there are none, and for whoever wrote all of them.
    """
    meeting = lock_open(meeting.pk)
    decisions = decisions_that_count(meeting)
    fingerprint = fingerprint_of(decisions)
    refuse_unseen(fingerprint, seen)
    _refuse_own(decisions, by)
    known = Approval.objects.filter(meeting=meeting, by=by, fingerprint=fingerprint).first()
    if known:
        return known
    approval = Approval.objects.create(meeting=meeting, by=by, at=now, fingerprint=fingerprint)
    record(
        "decisions.approved",
        about=approval,
        by=by,
        now=now,
        ladder=meeting.ladder,
        week=meeting.week,
        after={"decisions": len(decisions), "fingerprint": fingerprint},
    )
    return approval


def refuse_unseen(fingerprint: str, seen: str | None) -> None:
    """Raise `MeetingError` when somebody looked at other decisions than those that count now."""
    if seen is not None and seen != fingerprint:
        raise MeetingError(_("Decisions have changed since you opened this page. Please look again first."))


def _refuse_own(decisions: list[Decision], by: User) -> None:
    if not decisions:
        raise MeetingError(_("There are no decisions to check yet."))
    if all(decision.decided_by_id == by.pk for decision in decisions):
        raise MeetingError(_("You took all of these decisions yourself. Somebody else has to check them."))

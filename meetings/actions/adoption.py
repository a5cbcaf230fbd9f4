"""Adopting a meeting: its content is written down once, and everything is frozen."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.audit import record
from meetings.actions.approvals import decisions_that_count, refuse_unseen
from meetings.actions.locks import lock_open
from meetings.documents.canonical import as_json, sha256_of
from meetings.documents.content import note_content
from meetings.errors import MeetingError, UndecidedRegions
from meetings.four_eyes import fingerprint_of, unchecked
from meetings.models import Decision, Meeting, MeetingSettings, Minutes
from meetings.participants import quorum_of


@transaction.atomic
def adopt(*, meeting: Meeting, by: User, now: datetime, seen: str | None = None) -> Minutes:
    """Freeze a meeting and return its minutes, which hold the note as canonical JSON with its SHA-256.

    `seen` is the fingerprint of the decisions that were looked at. `UndecidedRegions` when a region has no
    decision; `MeetingError` when decisions are others than those seen, without a quorum, and, where four eyes are
    asked, when nobody but the adopter has seen a decision. An exercise is adopted alike and has no effect.
    """
    meeting = lock_open(meeting.pk)
    _refuse_undecided(meeting)
    _refuse_without_quorum(meeting)
    decisions = decisions_that_count(meeting)
    refuse_unseen(fingerprint_of(decisions), seen)
    if MeetingSettings.of(meeting.ladder).four_eyes:
        _refuse_unchecked(meeting, decisions, by)
    return _freeze(meeting, by=by, now=now)


def _refuse_undecided(meeting: Meeting) -> None:
    undecided = list(meeting.items.undecided().select_related("area"))
    if undecided:
        raise UndecidedRegions(undecided)


def _refuse_without_quorum(meeting: Meeting) -> None:
    quorum = quorum_of(meeting)
    if not quorum.is_met:
        facts = {"present": quorum.present, "needed": quorum.needed}
        raise MeetingError(
            _("There is no quorum: %(present)s members with a vote are present, %(needed)s are needed.") % facts
        )


def _refuse_unchecked(meeting: Meeting, decisions: list[Decision], by: User) -> None:
    approvals = list(meeting.approvals.filter(fingerprint=fingerprint_of(decisions)))
    found = unchecked(decisions, approvals, adopter_id=by.pk)
    if found:
        names = ", ".join(decision.item.area.name for decision in found)
        sentence = _("Four eyes: you took these decisions yourself and nobody else checked them: %(regions)s.")
        raise MeetingError(sentence % {"regions": names})


def _freeze(meeting: Meeting, *, by: User, now: datetime) -> Minutes:
    before = meeting.status
    meeting.status = Meeting.Status.ADOPTED
    meeting.adopted_at, meeting.adopted_by = now, by
    text = as_json(note_content(meeting))
    # First the minutes: once the status is adopted, the database takes no row under this meeting any more.
    minutes = Minutes.objects.create(meeting=meeting, content=text, sha256=sha256_of(text))
    meeting.save(update_fields=["status", "adopted_at", "adopted_by"])
    record(
        "meeting.adopted",
        about=meeting,
        by=by,
        now=now,
        ladder=meeting.ladder,
        week=meeting.week,
        before={"status": before},
        after={"status": meeting.status, "sha256": minutes.sha256},
    )
    return minutes

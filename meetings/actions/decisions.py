"""Deciding levels."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ladder.audit import record
from ladder.models import LadderVersion, Level
from ladder.plain_text import clean_text, refuse_control_characters
from meetings.actions.locks import lock_open
from meetings.errors import MeetingError
from meetings.models import AgendaItem, Decision, DeviationReason, Meeting

# Levels are decided for the next days or weeks, and a meeting comes every week: a later day is a typing error,
# such as a wrong year, and would keep the decision out of force without anybody noticing.
LATEST_START = timedelta(weeks=8)
TOO_EARLY = gettext_noop("A level cannot be valid before %(day)s, the first day of the week of this meeting.")
TOO_LATE = gettext_noop("A level cannot be valid only after %(day)s, eight weeks after the day of this meeting.")


def levels_to_choose(item: AgendaItem, meeting: Meeting) -> QuerySet[Level]:
    """Return the levels that a region can get: those of the version by which it was computed.

    Without a computed level: those of the version in force for the week.
    """
    if item.assessment is not None:
        return Level.objects.filter(version=item.assessment.version_id)
    versions = LadderVersion.objects.for_week(meeting.week).filter(ladder=meeting.ladder_id)
    return Level.objects.filter(version__in=versions.values("pk"))


@dataclass(frozen=True)
class Votes:
    """The votes on one region, and what the minority wants to have noted."""

    in_favour: int
    against: int
    abstained: int
    minority_note: str = ""


@transaction.atomic
def decide(
    *,
    item: AgendaItem,
    level: Level,
    valid_from: date,
    reason: str,
    deviation: DeviationReason | None = None,
    next_review: date | None = None,
    votes: Votes | None = None,
    waits_for_route: bool = False,
    stage: str = Decision.Stage.DECIDED,
    by: User,
    now: datetime,
) -> Decision:
    """Give a region a level from a date, or propose one. The same decision twice is stored once.

    `MeetingError` when the reason or its kind is missing although the level is not the computed one, when the
    level is of another version than the computed one, when it would be valid before the week of the meeting or
    from more than `LATEST_START` after the day of the meeting, when it is to be reviewed before it is valid, and
    when more people voted than are present.
    """
    meeting = lock_open(item.meeting_id)
    reason = _text(reason)
    _refuse_unfounded(item, level, reason, deviation)
    _refuse_elsewhere(item, meeting, level)
    _refuse_early_review(valid_from, next_review)
    refuse_out_of_reach(meeting, valid_from)
    _refuse_too_many_votes(meeting, votes)
    decision = Decision(
        item=item,
        stage=stage,
        level=level,
        valid_from=valid_from,
        next_review=next_review,
        deviation=deviation,
        reason=reason,
        waits_for_route=waits_for_route,
        decided_by=by,
        decided_at=now,
        **_counted(votes),
    )
    return _store(decision, meeting)


@transaction.atomic
def take_over(*, item: AgendaItem, proposal: Decision, by: User, now: datetime) -> Decision:
    """Decide what was proposed, word for word; `by` is who decides it.

    `MeetingError` when it is not the last proposal any more: the chair decides only what was on the screen.
    """
    lock_open(item.meeting_id)
    last = _last(item, Decision.Stage.PROPOSED)
    if last is None or last.pk != proposal.pk:
        raise MeetingError(_("Something else was proposed in the meantime. Look at it before you decide."))
    return decide(
        item=item,
        level=last.level,
        valid_from=last.valid_from,
        reason=last.reason,
        deviation=last.deviation,
        next_review=last.next_review,
        votes=_votes_of(last),
        waits_for_route=last.waits_for_route,
        by=by,
        now=now,
    )


def _text(typed: str) -> str:
    text = clean_text(typed)
    refuse_control_characters(text)
    return text


def _counted(votes: Votes | None) -> dict[str, Any]:
    if votes is None:
        return {}
    return {
        "votes_for": votes.in_favour,
        "votes_against": votes.against,
        "abstentions": votes.abstained,
        "minority_note": _text(votes.minority_note),
    }


def _votes_of(decision: Decision) -> Votes | None:
    in_favour, against, abstained = decision.votes_for, decision.votes_against, decision.abstentions
    if in_favour is None or against is None or abstained is None:
        return None
    return Votes(in_favour, against, abstained, decision.minority_note)


def _last(item: AgendaItem, stage: str) -> Decision | None:
    found = item.decisions.filter(stage=stage).select_related("level", "deviation")
    return found.order_by("pk").last()


def _store(decision: Decision, meeting: Meeting) -> Decision:
    last = _last(decision.item, decision.stage)
    before = _says(last) if last else None
    if last and before == _says(decision):
        return last
    decision.save()
    record(
        "decision.decided" if decision.stage == Decision.Stage.DECIDED else "decision.proposed",
        about=decision,
        by=decision.decided_by,
        now=decision.decided_at,
        ladder=meeting.ladder,
        area=decision.item.area,
        week=meeting.week,
        before=before,
        after=_says(decision),
    )
    return decision


def _says(decision: Decision) -> dict[str, object]:
    """Return what a decision says, as plain values."""
    return {
        "level": decision.level_id,
        "valid_from": decision.valid_from.isoformat(),
        "next_review": decision.next_review.isoformat() if decision.next_review else None,
        "deviation": decision.deviation_id,
        "reason": decision.reason,
        "votes": [decision.votes_for, decision.votes_against, decision.abstentions],
        "minority_note": decision.minority_note,
        "waits_for_route": decision.waits_for_route,
    }


def _refuse_too_many_votes(meeting: Meeting, votes: Votes | None) -> None:
    if votes is None:
        return
    cast = votes.in_favour + votes.against + votes.abstained
    present = meeting.participants.filter(has_vote=True, is_present=True).count()
    if cast > present:
        sentence = _("%(cast)s votes, but %(present)s participants with a vote are present.")
        raise MeetingError(sentence % {"cast": cast, "present": present}, field="votes_for")


def _refuse_unfounded(item: AgendaItem, level: Level, reason: str, deviation: DeviationReason | None) -> None:
    if not item.deviates(level.pk):
        return
    if not reason:
        is_computed = item.assessment is not None and item.assessment.level_id is not None
        why = _("this is not the computed level") if is_computed else _("there is no computed level")
        raise MeetingError(_("Give a reason: %(why)s.") % {"why": why}, field="reason")
    if deviation is None:
        raise MeetingError(_("Choose what kind of reason it is."), field="deviation")


def _refuse_elsewhere(item: AgendaItem, meeting: Meeting, level: Level) -> None:
    if not levels_to_choose(item, meeting).filter(pk=level.pk).exists():
        raise MeetingError(_("Choose a level of the ladder version of this meeting."), field="level")


def _refuse_early_review(valid_from: date, next_review: date | None) -> None:
    if next_review and next_review <= valid_from:
        raise MeetingError(
            _("The next review comes after the day from which the level is valid."), field="next_review"
        )


def refuse_out_of_reach(meeting: Meeting, valid_from: date) -> None:
    """Raise `MeetingError` unless a level is valid from a day in the week of the meeting or after it.

    The last day possible is `LATEST_START` after the day of the meeting.
    """
    latest = meeting.held_on + LATEST_START
    if valid_from < meeting.week_start:
        sentence, bound = _(TOO_EARLY), meeting.week_start
    elif valid_from > latest:
        sentence, bound = _(TOO_LATE), latest
    else:
        return
    raise MeetingError(sentence % {"day": bound.strftime("%d-%m-%Y")}, field="valid_from")

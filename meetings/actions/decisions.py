"""Deciding levels."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ladder.models import Assessment, LadderVersion, Level
from meetings.actions.locks import lock_open
from meetings.errors import MeetingError
from meetings.models import AgendaItem, Decision, Meeting
from meetings.plain_text import clean_text, refuse_control_characters


@dataclass(frozen=True)
class Rest:
    """The regions without a decision: those that can follow the computed level, and those that cannot."""

    ready: tuple[AgendaItem, ...]
    left: tuple[AgendaItem, ...]


def levels_to_choose(item: AgendaItem, meeting: Meeting) -> QuerySet[Level]:
    """Return the levels that a region can get: those of the version by which it was computed.

    Without a computed level: those of the version in force for the week.
    """
    if item.assessment is not None:
        return Level.objects.filter(version=item.assessment.version_id)
    versions = LadderVersion.objects.for_week(meeting.week).filter(ladder=meeting.ladder_id)
    return Level.objects.filter(version__in=versions.values("pk"))


def rest_of(meeting: Meeting) -> Rest:
    """Return which undecided regions can follow the computed level (complete) and which are left (all others)."""
    items = meeting.items.undecided().select_related("area", "assessment__level")
    ready = tuple(item for item in items if _is_certain(item.assessment))
    return Rest(ready=ready, left=tuple(item for item in items if item not in ready))


def _is_certain(assessment: Assessment | None) -> bool:
    return assessment is not None and assessment.state == Assessment.State.COMPLETE


@transaction.atomic
def decide(*, item: AgendaItem, level: Level, valid_from: date, reason: str, by: User, now: datetime) -> Decision:
    """Give a region a level from a date. The same decision twice is stored once.

    `MeetingError` when the reason is missing although the level is not the computed one, when the level is of
    another version than the computed one, and when it would be valid before the week of the meeting.
    """
    meeting = lock_open(item.meeting_id)
    reason = clean_text(reason)
    refuse_control_characters(reason)
    _refuse_unfounded(item, level, reason)
    _refuse_elsewhere(item, meeting, level)
    _refuse_too_early(meeting, valid_from)
    last = item.decisions.order_by("pk").last()
    if last and (last.level_id, last.valid_from, last.reason) == (level.pk, valid_from, reason):
        return last
    return Decision.objects.create(
        item=item, level=level, valid_from=valid_from, reason=reason, decided_by=by, decided_at=now
    )


def _refuse_unfounded(item: AgendaItem, level: Level, reason: str) -> None:
    computed = item.assessment.level_id if item.assessment else None
    if reason or level.pk == computed:
        return
    if computed is None:
        raise MeetingError(_("Give a reason: there is no computed level."), field="reason")
    raise MeetingError(_("Give a reason: this is not the computed level."), field="reason")


def _refuse_elsewhere(item: AgendaItem, meeting: Meeting, level: Level) -> None:
    if not levels_to_choose(item, meeting).filter(pk=level.pk).exists():
        raise MeetingError(_("Choose a level of the ladder version of this meeting."), field="level")


def _refuse_too_early(meeting: Meeting, valid_from: date) -> None:
    if valid_from < meeting.week_start:
        raise MeetingError(
            _("A level cannot be valid before %(day)s, the first day of the week of this meeting.")
            % {"day": meeting.week_start.strftime("%d-%m-%Y")},
            field="valid_from",
        )


@transaction.atomic
def decide_rest_as_computed(
    *, meeting: Meeting, valid_from: date, by: User, now: datetime
) -> tuple[list[Decision], list[AgendaItem]]:
    """Give every undecided region its computed level, where that is complete.

    Returns the decisions, and the regions that are left because their level is provisional, unknown or absent.
    """
    meeting = lock_open(meeting.pk)
    _refuse_too_early(meeting, valid_from)
    rest = rest_of(meeting)
    decisions = [
        Decision(
            item=item,
            level_id=item.assessment.level_id,
            valid_from=valid_from,
            reason="",
            decided_by=by,
            decided_at=now,
        )
        for item in rest.ready
        if item.assessment and item.assessment.level_id
    ]
    return Decision.objects.bulk_create(decisions), list(rest.left)

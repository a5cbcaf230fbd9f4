"""What people change on an agenda, and the one hammer on all hamerstukken."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.audit import entry, record, record_all
from ladder.plain_text import clean_text, refuse_control_characters
from meetings.actions.locks import lock_open
from meetings.agenda import Line, agenda_of, is_closed
from meetings.errors import MeetingError
from meetings.models import AgendaItem, AgendaPoint, AgendaReason, Decision, Meeting
from meetings.roles import RUN_MEETING

Code = AgendaReason.Code


@transaction.atomic
def ask_for_region(*, item: AgendaItem, text: str, by: User, now: datetime) -> AgendaReason:
    """Ask to discuss a region, and say why. The same question of the same person twice is stored once.

    This can be done until the meeting is adopted: who sees something after the deadline must be able to say so.
    `MeetingError` without a text.
    """
    meeting = lock_open(item.meeting_id)
    text = clean_text(text)
    refuse_control_characters(text)
    if not text:
        raise MeetingError(_("Say why this region is to be discussed."), field="text")
    asked = item.agenda_reasons.filter(code=Code.ASKED, by=by, text=text).first()
    return asked or _add_reason(item, meeting, Code.ASKED, text=text, by=by, now=now)


@transaction.atomic
def lift_region(*, item: AgendaItem, by: User, now: datetime) -> AgendaReason:
    """Lift a region out of the consent agenda; a second time changes nothing."""
    meeting = lock_open(item.meeting_id)
    lifted = item.agenda_reasons.filter(code=Code.LIFTED).first()
    return lifted or _add_reason(item, meeting, Code.LIFTED, text="", by=by, now=now)


def _add_reason(
    item: AgendaItem, meeting: Meeting, code: Code, *, text: str, by: User, now: datetime
) -> AgendaReason:
    facts = {"by": by.get_username()}
    reason = AgendaReason.objects.create(item=item, code=code, facts=facts, text=text, by=by, at=now)
    record(
        f"agenda.{code.value}",
        about=reason,
        by=by,
        now=now,
        ladder=meeting.ladder,
        area=item.area,
        week=meeting.week,
        after={"text": text},
    )
    return reason


@transaction.atomic
def add_point(*, meeting: Meeting, title: str, text: str, by: User, now: datetime) -> AgendaPoint:
    """Put a point on the agenda that is not a region. The same point of the same person twice is stored once.

    `MeetingError` without a title, and once the agenda is closed for everybody but the chair.
    """
    meeting = lock_open(meeting.pk)
    title, text = clean_text(title), clean_text(text)
    for typed in (title, text):
        refuse_control_characters(typed)
    if not title:
        raise MeetingError(_("Give the point a title."), field="title")
    if is_closed(meeting, now=now) and not by.has_perm(RUN_MEETING):
        raise MeetingError(_("The agenda is closed. Ask the chair to put this point on it."))
    added = meeting.points.filter(title=title, text=text, by=by).first()
    if added:
        return added
    point = AgendaPoint.objects.create(meeting=meeting, title=title, text=text, by=by, at=now)
    record(
        "agenda.point_added",
        about=point,
        by=by,
        now=now,
        ladder=meeting.ladder,
        week=meeting.week,
        after={"title": title, "text": text},
    )
    return point


@transaction.atomic
def adopt_consent(
    *, meeting: Meeting, valid_from: date, by: User, now: datetime, seen: Collection[str] | None = None
) -> list[Decision]:
    """Give every hamerstuk its computed level with one hammer, and return these decisions.

    Regions that are discussed, have a proposal or an objection, or are decided already are left as they are.
    `seen` holds the codes of the areas that the chair had on screen: `MeetingError` when these are not the
    hamerstukken any more. Also when the levels would be valid before the week of the meeting.
    """
    meeting = lock_open(meeting.pk)
    if valid_from < meeting.week_start:
        day = meeting.week_start.strftime("%d-%m-%Y")
        sentence = _("A level cannot be valid before %(day)s, the first day of the week of this meeting.")
        raise MeetingError(sentence % {"day": day}, field="valid_from")
    lines = agenda_of(meeting).to_hammer
    if seen is not None and set(seen) != {line.item.area.code for line in lines}:
        raise MeetingError(_("The consent agenda has changed in the meantime. Look at it again."))
    decisions = Decision.objects.bulk_create(
        _as_computed(line.item, meeting, valid_from=valid_from, by=by, now=now) for line in lines
    )
    _record_decisions(meeting, lines, decisions, by=by, now=now)
    return decisions


def _as_computed(item: AgendaItem, meeting: Meeting, *, valid_from: date, by: User, now: datetime) -> Decision:
    """Return the decision on a hamerstuk, to be reviewed in the next meeting."""
    level = item.assessment.level if item.assessment else None
    assert level is not None  # noqa: S101 - a hamerstuk has a certain level
    return Decision(
        item=item,
        level=level,
        valid_from=valid_from,
        next_review=meeting.next_on if meeting.next_on > valid_from else None,
        decided_by=by,
        decided_at=now,
    )


def _record_decisions(
    meeting: Meeting, lines: Sequence[Line], decisions: Sequence[Decision], *, by: User, now: datetime
) -> None:
    record_all(
        entry(
            "decision.decided",
            about=decision,
            by=by,
            now=now,
            ladder=meeting.ladder,
            area=line.item.area,
            week=meeting.week,
            after={"level": decision.level_id, "valid_from": decision.valid_from, "with_one_hammer": True},
        )
        for line, decision in zip(lines, decisions, strict=True)
    )

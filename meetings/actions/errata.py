"""Errata: mistakes that are found in adopted minutes, corrected beside them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ladder.audit import record
from ladder.models import Level
from ladder.plain_text import clean_text, refuse_control_characters
from meetings.actions.decisions import levels_to_choose, refuse_out_of_reach
from meetings.actions.locks import lock_adopted
from meetings.errors import MeetingError
from meetings.models import AgendaItem, Decision, DeviationReason, Erratum, Meeting, MeetingSettings


@dataclass(frozen=True)
class Correction:
    """What an erratum says: what stands in the minutes and what it must be, on the whole or on one region.

    `level` and `valid_from` go together, with a region: then the level itself is corrected, not only the text.
    """

    wrong: str
    right: str
    item: AgendaItem | None = None
    level: Level | None = None
    valid_from: date | None = None


@transaction.atomic
def write_erratum(*, meeting: Meeting, correction: Correction, by: User, now: datetime) -> Erratum:
    """Store an erratum under the next number of the meeting. It has no effect until it is adopted.

    `MeetingError` when the meeting is not adopted yet, and for a correction that cannot be carried out.
    """
    meeting = lock_adopted(meeting.pk)
    checked = _checked(correction, meeting)
    last = meeting.errata.aggregate(last=Max("number"))["last"] or 0
    erratum = Erratum(meeting=meeting, number=last + 1, written_by=by, written_at=now)
    _fill(erratum, checked)
    erratum.save()
    _record("erratum.written", erratum, by=by, now=now, after=_says(erratum))
    return erratum


@transaction.atomic
def rewrite_erratum(*, erratum: Erratum, correction: Correction, by: User, now: datetime) -> Erratum:
    """Change an erratum that is not adopted yet; whoever changes it is its writer from then on."""
    meeting = lock_adopted(erratum.meeting_id)
    erratum = _draft(erratum)
    before = _says(erratum)
    _fill(erratum, _checked(correction, meeting))
    if _says(erratum) == before:
        return erratum
    erratum.written_by, erratum.written_at = by, now
    erratum.save()
    _record("erratum.written", erratum, by=by, now=now, before=before, after=_says(erratum))
    return erratum


@transaction.atomic
def withdraw_erratum(*, erratum: Erratum, by: User, now: datetime) -> None:
    """Take back an erratum that is not adopted yet."""
    lock_adopted(erratum.meeting_id)
    erratum = _draft(erratum)
    _record("erratum.withdrawn", erratum, by=by, now=now, before=_says(erratum))
    erratum.delete()


@transaction.atomic
def adopt_erratum(
    *, erratum: Erratum, deviation: DeviationReason | None = None, by: User, now: datetime
) -> Erratum:
    """Adopt an erratum, which is frozen then. One that corrects a level makes the decision that is in force now.

    `deviation`: the kind of reason, obligatory when the corrected level is not the computed one. `MeetingError`
    without it, when the erratum was adopted before, and, where four eyes are asked, for its own writer.
    """
    meeting = lock_adopted(erratum.meeting_id)
    erratum = _draft(erratum)
    if MeetingSettings.of(meeting.ladder).four_eyes and erratum.written_by_id == by.pk:
        raise MeetingError(_("Four eyes: you wrote this erratum yourself. Somebody else has to adopt it."))
    erratum.adopted_by, erratum.adopted_at = by, now
    erratum.save(update_fields=["adopted_by", "adopted_at"])
    replaced = _carry_out(erratum, deviation, by=by, now=now) if erratum.level else None
    before: dict[str, object] | None = None
    if replaced:
        before = {"level": _level(replaced.level), "valid_from": replaced.valid_from.isoformat()}
    _record("erratum.adopted", erratum, by=by, now=now, before=before, after=_says(erratum))
    return erratum


def decision_that_counts(item: AgendaItem) -> Decision | None:
    """Return the last decision on a region in its meeting, errata included; None without any."""
    return item.decisions.decided().select_related("level", "deviation").order_by("pk").last()


def deviates(erratum: Erratum) -> bool:
    """Whether the corrected level is not the computed one, so that a kind of reason has to be chosen."""
    if erratum.level is None or erratum.item is None:
        return False
    return erratum.item.deviates(erratum.level.pk)


def _carry_out(erratum: Erratum, deviation: DeviationReason | None, *, by: User, now: datetime) -> Decision | None:
    """Store the decision of an adopted erratum and return the one that it replaces."""
    item, level, valid_from = erratum.item, erratum.level, erratum.valid_from
    if item is None or level is None or valid_from is None:  # the database holds them together
        return None
    if deviates(erratum) and deviation is None:
        raise MeetingError(_("Choose what kind of reason it is."), field="deviation")
    replaced = decision_that_counts(item)
    review = replaced.next_review if replaced else None
    Decision.objects.create(
        item=item,
        level=level,
        valid_from=valid_from,
        next_review=review if review and review > valid_from else None,
        deviation=deviation if deviates(erratum) else None,
        reason=erratum.right,
        waits_for_route=replaced.waits_for_route if replaced else False,
        erratum=erratum,
        decided_by=by,
        decided_at=now,
    )
    return replaced


def _draft(erratum: Erratum) -> Erratum:
    """Return the erratum as it is now, under the lock of its meeting."""
    found = Erratum.objects.select_related("item__area", "item__assessment", "level").filter(pk=erratum.pk).first()
    if found is None:
        raise MeetingError(_("This erratum has been withdrawn."))
    if found.adopted_at:
        raise MeetingError(_("This erratum has been adopted. It cannot be changed any more; write a new one."))
    return found


def _fill(erratum: Erratum, correction: Correction) -> None:
    erratum.item, erratum.level, erratum.valid_from = correction.item, correction.level, correction.valid_from
    erratum.wrong, erratum.right = correction.wrong, correction.right


def _checked(correction: Correction, meeting: Meeting) -> Correction:
    """Return the correction with clean texts; `MeetingError` when it cannot be carried out."""
    wrong, right = clean_text(correction.wrong), clean_text(correction.right)
    for field, text in (("wrong", wrong), ("right", right)):
        refuse_control_characters(text)
        if not text:
            raise MeetingError(_("Say what stands there and what it must be."), field=field)
    if correction.item is not None and correction.item.meeting_id != meeting.pk:
        raise MeetingError(_("That region is not on the agenda of this meeting."), field="item")
    _refuse_level(correction, meeting)
    return Correction(wrong, right, correction.item, correction.level, correction.valid_from)


def _refuse_level(correction: Correction, meeting: Meeting) -> None:
    item, level, day = correction.item, correction.level, correction.valid_from
    if level is None:
        if day is not None:
            raise MeetingError(_("Choose the corrected level too, or leave the date empty."), field="level")
        return
    if item is None:
        raise MeetingError(_("Choose the region of which the level is corrected."), field="item")
    if not levels_to_choose(item, meeting).filter(pk=level.pk).exists():
        raise MeetingError(_("Choose a level of the ladder version of this meeting."), field="level")
    if day is None:
        raise MeetingError(_("Say from which day the corrected level is valid."), field="valid_from")
    refuse_out_of_reach(meeting, day)
    counts = decision_that_counts(item)
    if counts and (counts.level_id, counts.valid_from) == (level.pk, day):
        raise MeetingError(_("This level, from this day, is what stands there already."), field="level")


def _says(erratum: Erratum) -> dict[str, object]:
    return {
        "number": erratum.number,
        "wrong": erratum.wrong,
        "right": erratum.right,
        "level": _level(erratum.level) if erratum.level else None,
        "valid_from": erratum.valid_from.isoformat() if erratum.valid_from else None,
    }


def _level(level: Level) -> str:
    """Name a level for the audit trail, in one language whoever looks."""
    return f"{level.number} {level.name}"


def _record(
    verb: str,
    erratum: Erratum,
    *,
    by: User,
    now: datetime,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
) -> None:
    meeting, area = erratum.meeting, erratum.item.area if erratum.item else None
    record(
        verb,
        about=erratum,
        by=by,
        now=now,
        ladder=meeting.ladder,
        area=area,
        week=meeting.week,
        before=before,
        after=after,
    )

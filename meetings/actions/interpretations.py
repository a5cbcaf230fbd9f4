"""Writing the duiding: versions on top of each other, none of them ever lost."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ladder.audit import record
from ladder.plain_text import clean_text, refuse_control_characters
from meetings.actions.locks import lock_open
from meetings.errors import InterpretationConflict, MeetingError
from meetings.merging import merge
from meetings.models import AgendaItem, Interpretation


@transaction.atomic
def save_interpretation(
    *, item: AgendaItem, text: str, base_number: int, by: User, now: datetime, base_text: str | None = None
) -> Interpretation | None:
    """Store a new version of the duiding and return the version that counts (None: still nothing written).

    `base_number` is the version on which the writer began, 0 for an empty page; `base_text` is the text from which
    the writer went on when that is not the text of this version. What others saved since is merged in, and then
    the text of the version that counts is not `text`. Where they wrote in the same place nothing is stored:
    `InterpretationConflict`, with all texts. A text equal to the latest one stores nothing, and a save repeated
    because its answer got lost does not either.
    """
    lock_open(item.meeting_id)
    text = clean_text(text)
    refuse_control_characters(text)
    latest = _latest(item)
    if text == (latest.text if latest else ""):
        return latest
    if latest is None:
        return _store(item=item, text=text, on=None, by=by, now=now)
    base = _text_of(item, base_number) if base_text is None else clean_text(base_text)
    if base != latest.text:
        if item.interpretations.filter(number__gt=base_number, author=by, text=text).exists():
            return latest
        text = _merged(base, latest, text)
    return latest if text == latest.text else _store(item=item, text=text, on=latest, by=by, now=now)


@transaction.atomic
def restore_interpretation(
    *, item: AgendaItem, number: int, base_number: int, by: User, now: datetime
) -> Interpretation:
    """Make the text of an earlier version count again, as a new version; return that.

    `base_number` is the latest version that was on screen: `MeetingError` when there is a later one by now, and
    when there is no such version. The text that counts already stores nothing.
    """
    lock_open(item.meeting_id)
    latest = _latest(item)
    earlier = item.interpretations.filter(number=number).first()
    if latest is None or earlier is None:
        raise MeetingError(_("There is no version %(number)s.") % {"number": number})
    if base_number != latest.number:
        raise MeetingError(
            _("Version %(number)s was saved by %(author)s in the meantime. Look at it first.")
            % {"number": latest.number, "author": latest.author.get_username()}
        )
    if earlier.text == latest.text:
        return latest
    return _store(item=item, text=earlier.text, on=latest, by=by, now=now, restored=number)


def _latest(item: AgendaItem) -> Interpretation | None:
    return Interpretation.objects.filter(item=item).select_related("author").order_by("number").last()


def _text_of(item: AgendaItem, number: int) -> str:
    return item.interpretations.filter(number=number).values_list("text", flat=True).first() or ""


def _merged(base: str, latest: Interpretation, text: str) -> str:
    """Return what the latest version and a text from the same base are together."""
    merged = merge(base, latest.text, text)
    if merged.overlaps:
        raise InterpretationConflict(latest=latest, text=text, base_text=base)
    return clean_text(merged.text)


def _store(
    *,
    item: AgendaItem,
    text: str,
    on: Interpretation | None,
    by: User,
    now: datetime,
    restored: int | None = None,
) -> Interpretation:
    number = on.number + 1 if on else 1
    try:
        with transaction.atomic():
            saved = Interpretation.objects.create(item=item, number=number, text=text, author=by, written_at=now)
    except IntegrityError:
        # The lock makes this impossible for us; the constraint holds for whoever writes without the lock.
        latest = _latest(item)
        if latest is None or latest.number < number:
            raise
        raise InterpretationConflict(latest=latest, text=text, base_text=on.text if on else "") from None
    _record(saved, on=on, restored=restored)
    return saved


def _record(saved: Interpretation, *, on: Interpretation | None, restored: int | None) -> None:
    """Write down which version came; the texts themselves are in the versions."""
    meeting = saved.item.meeting
    record(
        "interpretation.saved",
        about=saved,
        by=saved.author,
        now=saved.written_at,
        ladder=meeting.ladder,
        area=saved.item.area,
        week=meeting.week,
        before=_facts(on) if on else None,
        after=_facts(saved) | ({"restored": restored} if restored else {}),
    )


def _facts(version: Interpretation) -> dict[str, int]:
    return {"version": version.number, "length": len(version.text)}

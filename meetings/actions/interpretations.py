"""Writing the duiding: versions on top of each other, none of them ever lost."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from meetings.actions.locks import lock_open
from meetings.errors import InterpretationConflict
from meetings.models import AgendaItem, Interpretation
from meetings.plain_text import clean_text, refuse_control_characters


@transaction.atomic
def save_interpretation(
    *, item: AgendaItem, text: str, base_number: int, by: User, now: datetime
) -> Interpretation | None:
    """Store a new version of the duiding and return the version that counts (None: still nothing written).

    `base_number` is the version on which the writer began, 0 for an empty page. `InterpretationConflict`, with
    both texts, when that is not the latest one any more. A text equal to the latest one stores nothing.
    """
    lock_open(item.meeting_id)
    text = clean_text(text)
    refuse_control_characters(text)
    latest = _latest(item)
    if text == (latest.text if latest else ""):
        return latest
    if latest and base_number != latest.number:
        raise InterpretationConflict(latest=latest, text=text)
    return _store(item=item, text=text, number=latest.number + 1 if latest else 1, by=by, now=now)


def _latest(item: AgendaItem) -> Interpretation | None:
    return Interpretation.objects.filter(item=item).select_related("author").order_by("number").last()


def _store(*, item: AgendaItem, text: str, number: int, by: User, now: datetime) -> Interpretation:
    try:
        with transaction.atomic():
            return Interpretation.objects.create(item=item, number=number, text=text, author=by, written_at=now)
    except IntegrityError:
        # The lock makes this impossible for us; the constraint holds for whoever writes without the lock.
        latest = _latest(item)
        if latest is None or latest.number < number:
            raise
        raise InterpretationConflict(latest=latest, text=text) from None

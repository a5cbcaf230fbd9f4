"""Which questions on the agenda were answered since it was made."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from meetings.models import AgendaItem, AgendaReason, RegionAnswer


def tell_answers(items: Sequence[AgendaItem], *, until: datetime | None) -> None:
    """Let reasons about an open question know that it was answered; nothing is stored. One query, if any are open.

    Answers after `until` (the adoption of the meeting; None: not adopted) are not told.
    """
    open_ones = {
        reason.facts["question"]: reason
        for item in items
        for reason in item.agenda_reasons.all()
        if reason.code == AgendaReason.Code.QUESTION and "text" in reason.facts and not reason.facts["answered_on"]
    }
    if not open_ones:
        return
    answers = RegionAnswer.objects.filter(question__in=open_ones)
    if until is not None:
        answers = answers.filter(answered_at__lte=until)
    for question, answered_at in answers.values_list("question").annotate(Max("answered_at")).order_by():
        day = timezone.localdate(answered_at).isoformat()
        open_ones[question].facts = {**open_ones[question].facts, "answered_on": day}

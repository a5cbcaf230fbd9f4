"""Questions that go back to a region, and what it answers."""

from datetime import date, datetime

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ladder.audit import record
from ladder.plain_text import clean_text, refuse_control_characters
from meetings.access import speaks_for
from meetings.agenda_reasons import QuestionBefore, question_facts
from meetings.errors import MeetingError
from meetings.models import AgendaItem, AgendaReason, Meeting, RegionAnswer, RegionQuestion


@transaction.atomic
def ask_question(*, item: AgendaItem, text: str, due_on: date, by: User, now: datetime) -> RegionQuestion:
    """Hand a question back to a region, also after its meeting was adopted; the same twice is stored once.

    A meeting on a later week that is open already gets it on its agenda. `MeetingError` without a text, and for a
    day that has passed.
    """
    # The lock is against asking twice at once; unlike other writes, this one may be about a frozen meeting.
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("ladder").get(pk=item.meeting_id)
    text = clean_text(text)
    refuse_control_characters(text)
    if not text:
        raise MeetingError(_("Write the question."), field="text")
    if due_on < timezone.localdate(now):
        raise MeetingError(_("This day has passed. Choose today or a later day."), field="due_on")
    same = RegionQuestion.objects.filter(item=item, text=text, due_on=due_on).unanswered().first()
    if same:
        return same
    question = RegionQuestion.objects.create(item=item, text=text, due_on=due_on, asked_by=by, asked_at=now)
    _put_on_next_agenda(question, meeting, by=by, now=now)
    record(
        "question.asked",
        about=question,
        by=by,
        now=now,
        ladder=meeting.ladder,
        area=item.area,
        week=meeting.week,
        after={"text": text, "due_on": due_on.isoformat()},
    )
    return question


def _put_on_next_agenda(question: RegionQuestion, meeting: Meeting, *, by: User, now: datetime) -> None:
    """Have the region discussed in the open meetings on later weeks, which did not know the question yet."""
    later = Meeting.objects.open().filter(
        ladder=meeting.ladder_id, is_exercise=meeting.is_exercise, week_start__gt=meeting.week_start
    )
    items = AgendaItem.objects.filter(
        area=question.item.area_id, meeting__in=list(later.select_for_update().values_list("pk", flat=True))
    )
    facts = question_facts(QuestionBefore(question.pk, question.text, question.due_on))
    AgendaReason.objects.bulk_create(
        AgendaReason(item=item, code=AgendaReason.Code.QUESTION, facts=facts, by=by, at=now) for item in items
    )


@transaction.atomic
def answer_question(*, question: RegionQuestion, text: str, by: User, now: datetime) -> RegionAnswer:
    """Store the answer of a region, also after the meeting was adopted; a later one supersedes it.

    The same text as the last answer stores nothing. `PermissionDenied` for whoever does not speak for the region
    today; `MeetingError` without a text.
    """
    question = RegionQuestion.objects.select_for_update(of=("self",)).get(pk=question.pk)
    item = AgendaItem.objects.select_related("area", "meeting__ladder").get(pk=question.item_id)
    if not speaks_for(by, item.area, day=timezone.localdate(now)):
        raise PermissionDenied
    text = clean_text(text)
    refuse_control_characters(text)
    if not text:
        raise MeetingError(_("Write the answer."), field="text")
    last = question.answers.order_by("pk").last()
    if last and last.text == text:
        return last
    answer = RegionAnswer.objects.create(question=question, text=text, author=by, answered_at=now)
    record(
        "question.answered",
        about=question,
        by=by,
        now=now,
        ladder=item.meeting.ladder,
        area=item.area,
        week=item.meeting.week,
        before={"answer": last.text} if last else None,
        after={"answer": text},
    )
    return answer

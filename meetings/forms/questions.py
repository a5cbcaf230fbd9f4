"""A question that is handed back to a region, and its answer."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ladder.form_fields import DayField, PlainTextField
from meetings.models import Meeting, RegionQuestion

LONGEST_QUESTION = 2_000
LONGEST_ANSWER = 10_000
USUAL_DAYS = timedelta(days=2)


class QuestionForm(forms.Form):
    """A question to a region, to be answered by a day."""

    # The session screen has other forms on the same page: without a prefix their ids could be the same.
    prefix = "question"

    text = PlainTextField(label=gettext_lazy("Question to the region"), max_length=LONGEST_QUESTION)
    due_on = DayField(label=gettext_lazy("Answer by"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs.update(rows=3)


class AnswerForm(forms.Form):
    """The answer of a region to a question."""

    text = PlainTextField(label=gettext_lazy("Answer"), max_length=LONGEST_ANSWER)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs.update(rows=8)


def question_form(meeting: Meeting, *, today: date) -> QuestionForm:
    """Return the empty form: answer in two days, at the latest on the day before the next meeting."""
    before_next = meeting.next_on - timedelta(days=1)
    usual = today + USUAL_DAYS
    return QuestionForm(initial={"due_on": before_next if today <= before_next < usual else usual})


def answer_form(question: RegionQuestion) -> AnswerForm:
    """Return the form with the answer as it stands; the question must come from `with_answers`."""
    return AnswerForm(initial={"text": question.answer.text if question.answer else ""})

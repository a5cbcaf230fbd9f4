"""Questions that go back to a region, and their answers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ladder.refusals import INVALID, refuse_in_form
from meetings.access import get_item_for, get_own_item_for, get_question_for, member_of, speaks_for
from meetings.actions import answer_question, ask_question
from meetings.errors import MeetingError
from meetings.forms.questions import AnswerForm, QuestionForm, answer_form
from meetings.models import RegionQuestion
from meetings.roles import RUN_MEETING
from meetings.views.items import show_item


@require_POST
def question_ask(request: HttpRequest, week: str, area: str) -> HttpResponse:
    """Hand a question back to a region."""
    item = get_item_for(request, week=week, area=area, right=RUN_MEETING)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return show_item(request, item.meeting, area, INVALID, question_form=form)
    try:
        ask_question(item=item, by=member_of(request), now=timezone.now(), **form.cleaned_data)
    except MeetingError as error:
        refuse_in_form(form, error)
        return show_item(request, item.meeting, area, INVALID, question_form=form)
    messages.success(request, _("The question is handed back to %(region)s.") % {"region": item.area})
    return redirect(reverse("item-detail", args=[item.meeting.key, item.area.code]) + "#regio")


@require_safe
def question_detail(request: HttpRequest, week: str, area: str, pk: int) -> HttpResponse:
    """One question with its answers; whoever speaks for the region can answer."""
    question = get_question_for(request, week=week, area=area, pk=pk)
    return _show(request, question, answer_form(question))


def _show(request: HttpRequest, question: RegionQuestion, form: AnswerForm, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "meeting": question.item.meeting,
        "item": question.item,
        "question": question,
        "form": form,
        "may_answer": speaks_for(member_of(request), question.item.area, day=today),
        "today": today,
    }
    return render(request, "meetings/question_detail.html", context, status=status)


@require_POST
def question_answer(request: HttpRequest, week: str, area: str, pk: int) -> HttpResponse:
    """Answer a question, or replace the answer."""
    now = timezone.now()
    get_own_item_for(request, week=week, area=area, day=timezone.localdate(now))
    question = get_question_for(request, week=week, area=area, pk=pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _show(request, question, form, INVALID)
    try:
        answer_question(question=question, by=member_of(request), now=now, **form.cleaned_data)
    except MeetingError as error:
        refuse_in_form(form, error)
        return _show(request, question, form, INVALID)
    messages.success(request, _("Your answer is with the meeting."))
    return redirect("question-detail", question.item.meeting.key, question.item.area.code, question.pk)

"""Questions that go back to a region: asking, answering, and where they come back."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from ladder.models import AuditEntry
from meetings.errors import MeetingError
from meetings.forms.questions import question_form
from meetings.models import AgendaItem, AgendaReason, Meeting, RegionAnswer, RegionQuestion
from meetings.questions import is_overdue, questions_about
from tests.factories import UserFactory
from tests.integration.meetings.records import NOW, adopted, item_of, small_meeting
from tests.integration.meetings.region_records import answered, asked, contact_of

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def item(db: None) -> AgendaItem:
    return item_of(small_meeting(["VR01", "VR15"]))


@pytest.fixture
def contact(db: None) -> User:
    return contact_of("VR15", username="contact")


def about(item: AgendaItem) -> list[RegionQuestion]:
    return questions_about(item.area, item.meeting)


def test_a_question_goes_back_and_its_last_answer_counts(item: AgendaItem, chair: User, contact: User) -> None:
    question = asked(item, chair)
    assert [found.answer for found in about(item)] == [None]
    answered(question, contact, "Een cluster.")
    last = answered(question, contact, "Twee clusters.")
    assert about(item)[0].answer == last
    assert RegionAnswer.objects.count() == 2


@pytest.mark.parametrize(("days", "may"), [(-1, False), (0, True), (1, True)])
def test_the_day_to_answer_by_has_not_passed(days: int, may: bool, item: AgendaItem, chair: User) -> None:
    due_on = TODAY + timedelta(days=days)
    if may:
        assert asked(item, chair, due_on=due_on).due_on == due_on
    else:
        with pytest.raises(MeetingError) as refused:
            asked(item, chair, due_on=due_on)
        assert refused.value.field == "due_on"
        assert not RegionQuestion.objects.exists()


def test_today_is_the_day_in_amsterdam(item: AgendaItem, chair: User) -> None:
    just_after_midnight = datetime(2020, 10, 2, 22, 1, tzinfo=UTC)
    with pytest.raises(MeetingError):
        asked(item, chair, due_on=date(2020, 10, 2), now=just_after_midnight)


def test_without_a_text_nothing_is_asked_or_answered(item: AgendaItem, chair: User, contact: User) -> None:
    with pytest.raises(MeetingError) as refused:
        asked(item, chair, text=" \n")
    assert refused.value.field == "text"
    with pytest.raises(ValidationError):
        asked(item, chair, text="bel\x07")
    question = asked(item, chair)
    with pytest.raises(MeetingError) as refused:
        answered(question, contact, " ")
    assert refused.value.field == "text"


def test_the_same_twice_is_stored_once(item: AgendaItem, chair: User, contact: User) -> None:
    question = asked(item, chair)
    assert asked(item, chair) == question
    assert answered(question, contact) == answered(question, contact)
    assert (RegionQuestion.objects.count(), RegionAnswer.objects.count()) == (1, 1)
    assert AuditEntry.objects.filter(action__startswith="question.").count() == 2
    assert asked(item, chair) != question, "answered already: asked anew"


def test_after_adoption_one_can_still_ask_and_answer(chair: User, contact: User) -> None:
    meeting, minutes = adopted(chair)
    question = asked(item_of(meeting), chair)
    answered(question, contact)
    assert about(item_of(meeting))[0].answer is not None
    assert Meeting.objects.get().minutes == minutes


def test_an_open_later_meeting_gets_the_question_on_its_agenda(chair: User) -> None:
    """It was opened before the question was asked; an exercise and other regions get nothing."""
    meeting, _minutes = adopted(chair)
    later = item_of(small_meeting(["VR01", "VR15"], "2020-W40"))
    exercise = Meeting.objects.create(
        ladder=meeting.ladder, week_start=date(2020, 10, 5), is_exercise=True, held_on=date(2020, 10, 14),
        next_on=date(2020, 10, 21), as_of=NOW, opened_at=NOW,
    )  # fmt: skip
    AgendaItem.objects.create(meeting=exercise, area=later.area)
    question = asked(item_of(meeting), chair)
    reason = AgendaReason.objects.get()
    assert (reason.item, reason.code) == (later, AgendaReason.Code.QUESTION)
    assert (reason.facts["question"], reason.facts["text"]) == (question.pk, question.text)
    assert about(later) == [question]


@pytest.mark.parametrize(
    ("since", "until", "may"),
    [
        (TODAY, None, True),
        (TODAY + timedelta(days=1), None, False),
        (date(2020, 1, 1), TODAY, True),
        (date(2020, 1, 1), TODAY - timedelta(days=1), False),
    ],
)
def test_only_on_the_days_of_the_membership(since, until, may: bool, item: AgendaItem, chair: User) -> None:
    question, contact = asked(item, chair), contact_of("VR15", since=since, until=until)
    if may:
        assert answered(question, contact).author == contact
    else:
        with pytest.raises(PermissionDenied):
            answered(question, contact)


def test_nobody_answers_for_another_region(item: AgendaItem, chair: User) -> None:
    question = asked(item, chair)
    for who in (contact_of("VR01"), chair, UserFactory(groups=["region_contact"])):
        with pytest.raises(PermissionDenied):
            answered(question, who)


def test_it_is_in_the_audit_trail(item: AgendaItem, chair: User, contact: User) -> None:
    question = asked(item, chair)
    answered(question, contact, "een")
    answered(question, contact, "twee")
    last, first, ask = AuditEntry.objects.filter(action__startswith="question.")
    assert (ask.by, ask.before, ask.after) == (chair, None, {"text": "Wat speelt er?", "due_on": "2020-10-06"})
    assert (first.before, first.after) == (None, {"answer": "een"})
    assert (last.by, last.before, last.after) == (contact, {"answer": "een"}, {"answer": "twee"})
    assert {entry.area.code for entry in (ask, first, last)} == {"VR15"}


@pytest.mark.parametrize(
    ("asked_in", "is_answered", "told"),
    [
        ("2020-W45", True, True),
        ("2020-W41", True, True),
        ("2020-W40", True, False),
        ("2020-W40", False, True),
        ("2020-W36", False, True),
        ("2020-W46", False, False),
    ],
)
def test_which_questions_a_meeting_is_told(asked_in, is_answered, told, chair: User, contact: User) -> None:
    """The meeting is on week 45: its own, those of four weeks back, older ones while open; no later ones."""
    item = item_of(small_meeting(["VR15"], asked_in))
    now = item_of(small_meeting(["VR15"], "2020-W45")) if asked_in != "2020-W45" else item
    question = asked(item, chair)
    if is_answered:
        answered(question, contact, "een")
        answered(question, contact, "twee")
    assert about(now) == ([question] if told else [])


def test_questions_stay_with_their_region(item: AgendaItem, chair: User) -> None:
    asked(item, chair)
    assert about(item_of(item.meeting, "VR01")) == []


@pytest.mark.parametrize("weeks", [1, 30])
def test_two_queries_whatever_was_asked_before(weeks: int, chair, contact, django_assert_num_queries) -> None:
    for number in range(weeks):
        item = item_of(small_meeting(["VR15"], f"2021-W{number + 1:02d}"))
        answered(asked(item, chair), contact)
        asked(item, chair, text="En dit?")
    with django_assert_num_queries(2):
        for question in about(item):
            assert question.item.meeting.week
            assert question.asked_by.get_username()
            assert question.answer is None or question.answer.author.get_username()


@pytest.mark.parametrize(("days", "overdue"), [(0, False), (1, True)])
def test_a_question_is_overdue_the_day_after(days: int, overdue: bool, item: AgendaItem, chair, contact) -> None:
    question = asked(item, chair)
    day = question.due_on + timedelta(days=days)
    assert is_overdue(about(item)[0], day=day) is overdue
    answered(question, contact)
    assert not is_overdue(about(item)[0], day=day)


@pytest.mark.parametrize(
    ("today", "due_on"),
    [
        (date(2020, 9, 28), date(2020, 9, 30)),
        (date(2020, 10, 4), date(2020, 10, 6)),
        (date(2020, 10, 5), date(2020, 10, 6)),
        (date(2020, 10, 6), date(2020, 10, 6)),
        (date(2020, 10, 7), date(2020, 10, 9)),
    ],
)
def test_the_usual_day_is_in_two_days_and_before_the_next_meeting(today: date, due_on: date, item) -> None:
    item.meeting.next_on = date(2020, 10, 7)
    assert question_form(item.meeting, today=today).initial["due_on"] == due_on


# Pages


def ask_url(area: str = "VR15") -> str:
    return reverse("question-ask", args=["2020-W39", area])


def url(name: str, question: RegionQuestion, area: str = "VR15") -> str:
    return reverse(name, args=["2020-W39", area, question.pk])


def test_the_chair_hands_a_question_back(item: AgendaItem, client: Client, chair: User) -> None:
    client.force_login(chair)
    due_on = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
    answer = client.post(ask_url(), {"question-text": "Wat speelt er?", "question-due_on": due_on})
    assert answer.status_code == 302
    assert RegionQuestion.objects.get().asked_by == chair
    page = client.get(answer.url).content.decode()
    assert "Wat speelt er?" in page
    assert "teruggelegd bij" in page


@pytest.mark.parametrize("typed", [{}, {"question-text": "bewaar dit", "question-due_on": "2020-01-01"},
                                   {"question-text": "bewaar dit", "question-due_on": "onzin"}])  # fmt: skip
def test_a_refused_question_keeps_its_text(typed: dict, item: AgendaItem, client: Client, chair: User) -> None:
    client.force_login(chair)
    answer = client.post(ask_url(), typed)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert typed.get("question-text", "") in text
    assert "kon nog niet worden opgeslagen" in text
    assert not RegionQuestion.objects.exists()


def test_the_region_answers(item: AgendaItem, client: Client, chair: User, contact: User) -> None:
    question = asked(item, chair)
    client.force_login(contact)
    assert "Wat speelt er?" in client.get(url("question-detail", question)).content.decode()
    answer = client.post(url("question-answer", question), {"text": "Een feest."}, follow=True)
    assert "Uw antwoord ligt bij" in answer.content.decode()
    given = RegionAnswer.objects.get()
    assert (given.text, given.author) == ("Een feest.", contact)


def test_an_empty_answer_is_refused(item: AgendaItem, client: Client, chair: User, contact: User) -> None:
    question = asked(item, chair)
    client.force_login(contact)
    answer = client.post(url("question-answer", question), {"text": " "})
    assert answer.status_code == 422
    assert "text" in answer.context["form"].errors


def test_others_read_a_question_and_do_not_answer(item: AgendaItem, client: Client, chair: User, viewer) -> None:
    question = asked(item, chair)
    for who in (viewer, chair, contact_of("VR01")):
        client.force_login(who)
        text = client.get(url("question-detail", question)).content.decode()
        assert "Wat speelt er?" in text
        assert "<textarea" not in text
        assert client.post(url("question-answer", question), {"text": "x"}).status_code == 403
    assert not RegionAnswer.objects.exists()


def test_a_question_is_found_under_its_own_region_only(item: AgendaItem, client: Client, chair: User) -> None:
    question = asked(item, chair)
    client.force_login(contact_of("VR01"))
    assert client.get(url("question-detail", question, "VR01")).status_code == 404
    assert client.post(url("question-answer", question, "VR01"), {"text": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("today", "status"),
    [("2020-10-05", 403), ("2020-10-06", 302), ("2020-10-20", 302), ("2020-10-21", 403)],
)
def test_both_bounds_of_a_membership(today, status, item: AgendaItem, chair: User, client: Client) -> None:
    question = asked(item, chair)
    contact = contact_of("VR15", since=date(2020, 10, 6), until=date(2020, 10, 20))
    with time_machine.travel(f"{today} 12:00+02:00", tick=False):
        client.force_login(contact)
        assert client.post(url("question-answer", question), {"text": "Een feest."}).status_code == status


@pytest.mark.parametrize(
    ("today", "words"), [("2020-10-06", "antwoord uiterlijk"), ("2020-10-07", "te laat sinds")]
)
def test_the_page_says_how_it_stands(
    today: str, words: str, item: AgendaItem, chair: User, client: Client
) -> None:
    question = asked(item, chair)
    with time_machine.travel(f"{today} 12:00+02:00", tick=False):
        client.force_login(chair)
        assert words in client.get(url("question-detail", question)).content.decode()

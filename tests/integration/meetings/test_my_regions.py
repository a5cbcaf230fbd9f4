"""The own page of a region contact, and the link to it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from meetings.actions import adopt, decide, save_interpretation, start_session
from meetings.models import AgendaItem, AreaMembership, Meeting
from meetings.my_regions import my_regions, other_memberships
from regions.models import Area
from tests.factories import UserFactory
from tests.integration.meetings.records import (
    NOW,
    adopted,
    deviation,
    item_of,
    level,
    small_meeting,
    without_four_eyes,
)
from tests.integration.meetings.region_records import a_proposal, answered, asked, contact_of, responded

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
URL = "/overleg/mijn-regios/"


@pytest.fixture
def contact(db: None) -> User:
    return contact_of("VR15")


def page_of(client: Client, user: User, today: str = "2020-10-02") -> str:
    with time_machine.travel(f"{today} 12:00+02:00", tick=False):
        client.force_login(user)
        answer = client.get(URL)
    assert answer.status_code == 200
    return answer.content.decode()


def ruled(item: AgendaItem, chair: User) -> None:
    """Decide a level that differs, valid from the end of the week of the meeting."""
    decide(
        item=item,
        level=level(3),
        valid_from=item.meeting.week.end,
        reason="buurregio’s stijgen",
        deviation=deviation(),
        by=chair,
        now=NOW,
    )


def adopt_week(chair: User, week: str, text: str = "") -> AgendaItem:
    meeting = small_meeting(["VR15"], week)
    item = item_of(meeting)
    if text:
        save_interpretation(item=item, text=text, base_number=0, by=chair, now=NOW)
    ruled(item, chair)
    adopt(meeting=meeting, by=chair, now=NOW)
    return item


def test_an_open_meeting_asks_for_an_answer(client: Client, contact: User) -> None:
    meeting = small_meeting(["VR15"])
    Meeting.objects.update(agenda_closes_at=NOW + timedelta(days=4))
    text = page_of(client, contact)
    assert "Bekijken en antwoorden" in text
    assert "nog niet gegeven" in text
    assert "6 oktober" in text
    receipt = responded(item_of(meeting), contact, a_proposal()).receipt
    text = page_of(client, contact)
    assert receipt in text
    assert "Antwoord wijzigen" in text


def test_in_session_there_is_nothing_to_answer_any_more(client: Client, contact: User, chair: User) -> None:
    start_session(meeting=small_meeting(["VR15"]), by=chair, now=NOW)
    text = page_of(client, contact)
    assert "Het overleg is bezig" in text
    assert "Bekijken en antwoorden" not in text


@pytest.mark.parametrize(("today", "words"), [("2020-10-06", "open, antwoord"), ("2020-10-07", "te laat sinds")])
def test_open_questions_with_their_day(today: str, words: str, client: Client, contact: User, chair: User) -> None:
    asked(item_of(small_meeting(["VR15"])), chair)
    text = page_of(client, contact, today)
    assert "Wat speelt er?" in text
    assert words in text


def test_questions_the_open_ones_first_and_old_answers_gone(contact: User, chair: User) -> None:
    item = item_of(small_meeting(["VR15"]))
    done = asked(item, chair, text="klaar")
    answered(done, contact)
    late, soon = (asked(item, chair, text=f"{day}", due_on=date(2020, 10, day)) for day in (9, 5))
    (region,) = my_regions(contact, day=TODAY + timedelta(days=28))
    assert region.questions == (soon, late, done)
    (region,) = my_regions(contact, day=TODAY + timedelta(days=29))
    assert region.questions == (soon, late)


def test_what_was_decided_and_why(client: Client, contact: User, chair: User) -> None:
    without_four_eyes()
    adopt_week(chair, "2020-W39", text="Het cluster groeit.")
    text = page_of(client, contact)
    for words in ("Week 39", "ernstig", "geldig vanaf", "buurregio’s stijgen", "Het cluster groeit.",
                  "begrensd cluster", "wijkt af"):  # fmt: skip
        assert words in text, words


def test_the_last_four_decisions_newest_first_and_no_exercises(contact: User, chair: User) -> None:
    without_four_eyes()
    items = [adopt_week(chair, f"2020-W{week}") for week in (36, 37, 38, 39, 40)]
    exercise = small_meeting(["VR15"], "2020-W41")
    Meeting.objects.filter(pk=exercise.pk).update(is_exercise=True)
    ruled(item_of(exercise), chair)
    adopt(meeting=exercise, by=chair, now=NOW)
    (region,) = my_regions(contact, day=TODAY)
    assert list(region.outcomes) == items[:0:-1]
    assert region.rounds == ()


@pytest.mark.parametrize(
    ("since", "until", "speaks"),
    [
        (TODAY, TODAY, True),
        (TODAY + timedelta(days=1), None, False),
        (date(2020, 1, 1), TODAY - timedelta(days=1), False),
    ],
)
def test_only_regions_of_today(since: date, until: date | None, speaks: bool) -> None:
    contact = contact_of("VR15", since=since, until=until)
    assert [region.area.code for region in my_regions(contact, day=TODAY)] == (["VR15"] if speaks else [])
    assert [found.area.code for found in other_memberships(contact, day=TODAY)] == ([] if speaks else ["VR15"])


def test_two_memberships_of_one_area_are_one_region() -> None:
    contact = contact_of("VR15", until=TODAY)
    area = Area.objects.get(code="VR15")
    lasting = AreaMembership.objects.create(user=contact, area=area, since=date(2020, 6, 1))
    AreaMembership.objects.create(user=contact, area=area, since=date(2020, 7, 1), until=TODAY)
    assert [region.membership for region in my_regions(contact, day=TODAY)] == [lasting]


def test_without_a_region_the_page_says_whom_to_ask(client: Client) -> None:
    text = page_of(client, contact_of("VR15", until=TODAY - timedelta(days=1)))
    assert "voor geen enkele regio" in text
    assert "tot en met 1 oktober 2020" in text


@pytest.mark.parametrize("role", ["viewer", "secretary", "chair", "sector_lead", "editor", "administrator"])
def test_only_region_contacts_have_this_page_and_its_link(role: str, client: Client) -> None:
    client.force_login(UserFactory(groups=[role]))
    assert client.get(URL).status_code == 403
    assert URL not in client.get(reverse("meeting-list")).content.decode()


def test_region_contacts_find_the_link_in_the_header(client: Client, contact: User) -> None:
    client.force_login(contact)
    text = client.get(reverse("meeting-list")).content.decode()
    assert f'<a href="{URL}">Mijn regio’s</a>' in text
    assert f'<a href="{URL}" aria-current="page">' in client.get(URL).content.decode()


def test_the_anonymous_see_no_link(client: Client) -> None:
    assert URL not in client.get(reverse("account-login")).content.decode()


@pytest.mark.parametrize(("regions", "weeks"), [(2, 1), (25, 1), (2, 12)])
def test_as_many_queries_for_any_number(regions, weeks, chair, client, django_assert_max_num_queries) -> None:
    codes = tuple(f"VR{number:02d}" for number in range(1, regions + 1))
    contact = contact_of(*codes)
    without_four_eyes()
    for number in range(weeks):
        meeting = small_meeting(list(codes), f"2020-W{number + 36}")
        for item in meeting.items.all():
            responded(item, contact, a_proposal())
            ruled(item, chair)
        answered(asked(item, chair), contact)
        adopt(meeting=meeting, by=chair, now=NOW)
    small_meeting(list(codes), "2020-W53")
    client.force_login(contact)
    with django_assert_max_num_queries(18):
        assert client.get(URL).status_code == 200


def test_an_adopted_meeting_is_no_round(contact: User, chair: User) -> None:
    adopted(chair)
    (region,) = my_regions(contact, day=TODAY)
    assert (region.rounds, len(region.outcomes)) == ((), 1)

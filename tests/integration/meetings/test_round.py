"""All regions of a meeting in its round."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting
from meetings.region_round import round_of
from tests.factories import UserFactory
from tests.integration.meetings.records import NOW, item_of, meeting_on, small_meeting
from tests.integration.meetings.region_records import a_proposal, an_error, contact_of, responded, said

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def meeting(db: None) -> Meeting:
    Meeting.objects.filter(pk=meeting_on().pk).update(agenda_closes_at=NOW)
    return Meeting.objects.get()


@pytest.fixture
def filled(meeting: Meeting) -> Meeting:
    """VR15 proposes what is computed, VR01 reports an error too late, VR02 proposes another level."""
    responded(item_of(meeting, "VR15"), contact_of("VR15", username="vijftien"), a_proposal(3))
    responded(item_of(meeting, "VR01"), contact_of("VR01"), an_error(), now=NOW + timedelta(minutes=1))
    responded(item_of(meeting, "VR02"), contact_of("VR02"), a_proposal(3))
    return meeting


def codes(meeting: Meeting, show: str) -> list[str]:
    return [row.item.area.code for row in round_of(meeting, day=TODAY, show=show).shown]


def test_who_answered_who_was_late_and_who_objects(filled: Meeting) -> None:
    found = round_of(filled, day=TODAY)
    assert (found.total, found.answered, found.waiting, found.late, found.objecting) == (25, 3, 22, 1, 2)
    assert codes(filled, "objecting") == ["VR01", "VR02"]
    assert len(codes(filled, "waiting")) == 22
    assert len(codes(filled, "all")) == len(codes(filled, "onzin")) == 25


def test_only_the_last_answer_counts(filled: Meeting) -> None:
    responded(item_of(filled, "VR02"), contact_of("VR02"), said(), now=NOW)
    assert codes(filled, "objecting") == ["VR01"]


@pytest.mark.parametrize(
    ("since", "until", "reachable"),
    [
        (TODAY, None, True),
        (TODAY + timedelta(days=1), None, False),
        (date(2020, 1, 1), TODAY, True),
        (date(2020, 1, 1), TODAY - timedelta(days=1), False),
    ],
)
def test_who_can_be_called_today(since, until, reachable: bool, meeting: Meeting) -> None:
    contact_of("VR15", since=since, until=until, username="vijftien")
    row = next(row for row in round_of(meeting, day=TODAY).rows if row.item.area.code == "VR15")
    assert row.contacts == (("vijftien",) if reachable else ())


def test_accounts_without_role_or_out_of_use_cannot_be_called(meeting: Meeting) -> None:
    contact_of("VR15", is_active=False)
    contact_of("VR15").groups.clear()
    assert all(row.contacts == () for row in round_of(meeting, day=TODAY).rows)


@pytest.mark.parametrize("regions", [2, 25])
def test_five_queries(regions: int, django_assert_num_queries) -> None:
    small = small_meeting([f"VR{number:02d}" for number in range(1, regions + 1)])
    for item in small.items.all():
        responded(item, contact_of(item.area.code), an_error())
    with django_assert_num_queries(5):
        for row in round_of(small, day=TODAY).rows:
            assert row.response.error_signal.label
            assert row.response.author.get_username() in row.contacts


@pytest.mark.parametrize(("show", "rows"), [("", 25), ("waiting", 22), ("objecting", 2), ("onzin", 25)])
def test_the_page(show: str, rows: int, filled: Meeting, client: Client, viewer: User) -> None:
    client.force_login(viewer)
    text = client.get(reverse("round-overview", args=["2020-W39"]), {"toon": show}).content.decode()
    assert text.count('<th scope="row">') == rows
    assert "3 van 25" in text


def test_the_page_tells_each_region(filled: Meeting, client: Client, secretary: User) -> None:
    client.force_login(secretary)
    text = client.get(reverse("round-overview", args=["2020-W39"])).content.decode()
    for words in ("VR15-2020W39-", "te laat", "fout gemeld", "bezwaar", "geen antwoord", "vijftien", "niemand"):
        assert words in text


def test_the_page_is_cheap(filled: Meeting, client: Client, django_assert_max_num_queries) -> None:
    client.force_login(UserFactory(groups=["secretary"]))
    with django_assert_max_num_queries(10):
        client.get(reverse("round-overview", args=["2020-W39"]))

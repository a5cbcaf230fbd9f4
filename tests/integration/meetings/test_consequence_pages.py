"""What another level would mean for a region, on its page and in the session."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from measures.models import LegalInstrument, MeasureInForce
from meetings.models import Meeting
from tests.factories import UserFactory
from tests.integration.measures.records import theme
from tests.integration.meetings.in_force_records import agreed, many_agreed, publish_all, take
from tests.integration.meetings.records import HELD_ON, NOW, adopted, decided, item_of, meeting_on

pytestmark = pytest.mark.django_db


def url(meeting: Meeting, code: str = "VR15") -> str:
    return reverse("consequences", args=[meeting.key, code])


def page_of(client: Client, meeting: Meeting, code: str = "VR15", **asked: str) -> Any:
    return client.get(url(meeting, code), asked).context["page"]


@pytest.fixture
def signed_in(client: Client, viewer: User) -> Client:
    client.force_login(viewer)
    return client


def test_from_one_level_to_another(signed_in: Client) -> None:
    noodbevel = LegalInstrument.objects.get(code="noodbevel")
    added = agreed("Erbij", levels=(3,), stance=3, notice_days=2, legal_instrument=noodbevel, article="art. 175",
                   decider="mayor")  # fmt: skip
    added.steps.create(number=1, text="Overleg", partner="GGD")
    gone = agreed("Eraf", levels=(2,), stance=1)
    agreed("Blijft", levels=(2, 3), stance=0)
    publish_all()
    take(gone, since=HELD_ON)
    page = page_of(signed_in, meeting_on(), niveau="3", van="2")
    (group,) = page.groups
    (line,), (dropped,), (change,) = group.added, group.dropped, group.changed
    assert (page.before.number, page.after.number, page.added, page.dropped, group.stays) == (2, 3, 1, 1, 1)
    assert (line.entry.title, line.line.earliest) == ("Erbij", HELD_ON + timedelta(days=2))
    assert (line.legal, line.entry.steps) == ("Noodbevel, art. 175", (("Overleg", "GGD"),))
    assert dropped.line.taken.area == "VR15"
    assert (change.before, change.after, change.is_heavier) == ("advies", "sluiting", True)


@pytest.mark.parametrize(
    ("asked", "before", "after"),
    [
        ({}, 3, 3),
        ({"niveau": "1"}, 3, 1),
        ({"niveau": "1", "van": "2"}, 2, 1),
        ({"niveau": "9"}, 3, None),
        ({"niveau": "onzin"}, 3, 3),
        ({"niveau": "-1"}, 3, 3),
    ],
)
def test_which_levels(signed_in: Client, asked: dict[str, str], before: int, after: int | None) -> None:
    agreed(levels=(1,))
    publish_all()
    page = page_of(signed_in, meeting_on(), **asked)
    assert page.before.number == before
    assert (page.after.number if page.after else None) == after


def test_the_level_in_force_comes_before_the_computed_one(signed_in: Client, chair: User) -> None:
    adopted(chair)
    page = page_of(signed_in, meeting_on("2020-W40"), niveau="1")
    assert (page.is_in_force, page.before.number) == (True, 2)


def test_a_region_without_a_level_is_told_so(signed_in: Client) -> None:
    agreed()
    publish_all()
    page = page_of(signed_in, meeting_on(), "VR08")
    assert (page.before, page.after, page.groups) == (None, None, ())
    assert [
        len(group.added) for group in page_of(signed_in, Meeting.objects.get(), "VR08", niveau="2").groups
    ] == [1]


def test_an_adopted_meeting_keeps_the_list_of_its_day(signed_in: Client, chair: User) -> None:
    agreed("Oud", levels=(3,))
    publish_all(NOW - timedelta(days=1))
    past, _minutes = adopted(chair)
    agreed("Nieuw", levels=(3,))
    publish_all(NOW + timedelta(days=1))
    old, new = page_of(signed_in, past, niveau="3"), page_of(signed_in, meeting_on("2020-W40"), niveau="3")
    assert [line.entry.title for group in old.groups for line in group.added] == ["Oud"]
    assert [version.number for version in old.versions] == [1]
    assert [version.number for version in new.versions] == [2]


def test_neighbours_by_their_decided_level_else_the_computed_one(signed_in: Client, chair: User) -> None:
    agreed("Licht", levels=(1, 2), stance=1, theme=theme("sport"))
    agreed("Zwaar", levels=(3,), stance=3, theme=theme("sport"))
    publish_all()
    meeting = meeting_on(levels={"VR15": 3, "VR16": 1, "VR17": 3})
    page = page_of(signed_in, meeting, niveau="3")
    beside = {one.area.code: one for one in page.neighbours}
    assert set(beside) == {"VR16", "VR17"}
    (change,) = beside["VR16"].changes
    assert (change.before, change.after, change.is_heavier) == ("sluiting", "advies", False)
    assert beside["VR17"].changes == ()
    decided(item_of(meeting, "VR16"), chair, 3)
    beside = {one.area.code: one for one in page_of(signed_in, meeting, niveau="3").neighbours}
    assert (beside["VR16"].is_decided, beside["VR16"].changes) == (True, ())


def test_nothing_published_and_nothing_changed_are_told(signed_in: Client) -> None:
    meeting = meeting_on()
    assert "Er is nog geen maatregelenlijst gepubliceerd" in signed_in.get(url(meeting)).content.decode()
    agreed(levels=(1, 3))
    publish_all()
    page = page_of(signed_in, meeting, niveau="1")
    assert (page.groups, page.unchanged) == ((), ("Iedereen",))


def test_htmx_gets_the_part_for_another_page(signed_in: Client) -> None:
    meeting = meeting_on()
    part = signed_in.get(url(meeting), {"niveau": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert url(meeting) in part


def test_the_session_leads_to_it_for_each_level(signed_in: Client) -> None:
    meeting = meeting_on()
    page = signed_in.get(reverse("item-detail", args=[meeting.key, "VR15"])).content.decode()
    for number in (1, 2, 3):
        assert f'href="{url(meeting)}?niveau={number}"' in page


def test_a_region_elsewhere_is_not_found(signed_in: Client) -> None:
    assert signed_in.get(url(meeting_on(), "VR99")).status_code == 404


def test_the_same_queries_for_any_number(client: Client, django_assert_max_num_queries: Any) -> None:
    client.force_login(UserFactory(groups=["chair"]))
    meeting = meeting_on()
    for number in (2, 80):
        MeasureInForce.objects.all().delete()
        many = many_agreed(number, levels=(3,)) if number == 2 else many_more(number)
        publish_all(datetime(2020, 10, 1, number % 24, tzinfo=UTC))
        for one in many:
            take(one, since=HELD_ON)
        with django_assert_max_num_queries(12):
            assert client.get(url(meeting), {"niveau": "1"}).status_code == 200


def many_more(number: int) -> list[Any]:
    return [agreed(f"Nog een {n}", levels=(1, 3)) for n in range(number)]

"""What the agenda of an open meeting says of its figures."""

from datetime import timedelta
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from meetings.cut_offs import cut_off_then
from meetings.notices import notices_of
from tests.factories import store_assessments
from tests.integration.meetings.records import NOW, adopted, all_levels, meeting_on, regional

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=7)


def agenda(client: Client, user: User) -> str:
    client.force_login(user)
    return unescape(client.get(reverse("meeting-detail", args=["2020-W39"])).content.decode())


def test_another_level_of_the_week_before_and_of_the_week_itself_is_told(client: Client, viewer: User):
    meeting_on("2020-W38", all_levels())
    meeting_on("2020-W39", all_levels())
    store_assessments("2020-W38", {"VR15": 3, "VR16": 1, "VR17": 3}, as_of=LATER)
    store_assessments("2020-W39", {"VR15": 3}, as_of=LATER)
    page = agenda(client, viewer)
    assert "het niveau van week 38 in 3 regio’s anders geweest" in page
    assert "het niveau van week 39 in 1 regio anders geweest" in page
    assert 'href="/herzieningen/?week=2020-W38"' in page


def test_without_revisions_and_findings_nothing_is_said(client: Client, viewer: User):
    meeting_on("2020-W38", all_levels())
    meeting = meeting_on("2020-W39", all_levels())
    assert notices_of(meeting, now=LATER).is_clean
    page = agenda(client, viewer)
    assert "anders geweest" not in page
    assert "Bekijk de bevindingen" not in page


def test_what_blocks_is_an_error_with_a_link(client: Client, viewer: User):
    meeting_on("2020-W39", {**all_levels(), "VR08": None})
    page = agenda(client, viewer)
    assert 'class="notice error"' in page
    assert "1 bevinding blokkeert." in page
    assert 'href="/kwaliteit/?week=2020-W39"' in page


def test_an_adopted_meeting_is_left_as_it_was(client: Client, chair: User):
    adopted(chair)
    assert "Bekijk de bevindingen" not in agenda(client, chair)


def test_then_is_the_meeting_and_without_one_the_first_computation():
    week = meeting_on("2020-W39", all_levels()).week
    assert cut_off_then(regional(), week) == NOW
    (first, *_others) = store_assessments("2020-W38", all_levels())
    store_assessments("2020-W38", all_levels(3), as_of=LATER)
    assert cut_off_then(regional(), week.plus(-1)) == first.as_of
    assert cut_off_then(regional(), week.plus(-2)) is None


@pytest.mark.parametrize("codes", [["VR01", "VR15"], None], ids=["two regions", "25 regions"])
def test_the_number_of_queries_is_bounded(
    codes: list[str] | None, django_assert_max_num_queries: DjangoAssertNumQueries
):
    levels = all_levels()
    for week in ("2020-W38", "2020-W39"):
        meeting = meeting_on(week, {code: levels[code] for code in codes or levels})
        store_assessments(week, dict.fromkeys(codes or levels, 3), as_of=LATER)
    with django_assert_max_num_queries(16):
        assert len(notices_of(meeting, now=LATER).revised) == 2

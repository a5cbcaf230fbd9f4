"""What the agenda says of its figures: as they were at the opening, and what changed since."""

from datetime import datetime, timedelta
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from ladder.models import Assessment
from meetings.agenda import agenda_of
from meetings.cut_offs import cut_off_then
from meetings.models import Meeting
from meetings.notices import MeetingNotices, notices_of
from tests.factories import REPORTED, store_assessments
from tests.integration.meetings.records import NOW, adopted, all_levels, meeting_on, regional

pytestmark = pytest.mark.django_db

BEFORE, LATER = NOW - timedelta(hours=1), NOW + timedelta(days=7)


def agenda(client: Client, user: User) -> str:
    client.force_login(user)
    return unescape(client.get(reverse("meeting-detail", args=["2020-W39"])).content.decode())


def notices(meeting: Meeting) -> MeetingNotices:
    return notices_of(meeting, agenda_of(meeting).items, now=LATER)


def test_another_level_of_the_week_before_is_told_as_it_was_at_the_opening(client: Client, viewer: User) -> None:
    meeting_on("2020-W38", all_levels())
    Meeting.objects.update(as_of=BEFORE)
    store_assessments("2020-W38", {"VR15": 3, "VR16": 1, "VR17": 3}, as_of=NOW)
    meeting_on("2020-W39", all_levels())
    store_assessments("2020-W38", all_levels(), as_of=LATER)
    page = agenda(client, viewer)
    assert "het niveau van week 38 in 3 regio’s anders geweest" in page
    assert 'href="/herzieningen/?week=2020-W38"' in page


@pytest.mark.parametrize(
    ("later", "told"),
    [
        ({}, ""),
        ({"VR15": 2}, ""),
        (
            {"VR15": 3},
            "Sinds de opening is het berekende niveau van 1 regio veranderd: Haaglanden. Op de agenda blijft het"
            " niveau van de opening staan.",
        ),
        (
            {"VR15": None, "VR16": 3},
            "Sinds de opening is het berekende niveau van 2 regio’s veranderd: Haaglanden, Hollands Midden. Op de"
            " agenda blijven de niveaus van de opening staan.",
        ),
    ],
)
def test_a_level_that_changed_since_the_opening_is_told(later: dict[str, int | None], told: str) -> None:
    meeting = meeting_on("2020-W39", all_levels())
    store_assessments("2020-W39", later, as_of=LATER)
    assert notices(meeting).changed == told


def test_many_names_are_cut_off() -> None:
    meeting = meeting_on("2020-W39", all_levels())
    store_assessments("2020-W39", all_levels(3), as_of=LATER)
    found = notices(meeting).changed
    assert "25 regio’s" in found
    assert ", …" in found


def test_without_revisions_and_findings_nothing_is_said(client: Client, viewer: User) -> None:
    meeting_on("2020-W38", all_levels())
    meeting = meeting_on("2020-W39", all_levels())
    assert notices(meeting).is_clean
    page = agenda(client, viewer)
    assert "anders geweest" not in page
    assert "Bekijk de bevindingen" not in page


def test_what_blocks_is_an_error_with_its_findings(client: Client, viewer: User) -> None:
    meeting = meeting_on("2020-W39", {**all_levels(), "VR08": None})
    page = agenda(client, viewer)
    assert 'class="notice error"' in page
    assert "1 bevinding blokkeert." in page
    assert notices(meeting).findings[0] in page
    assert 'href="/kwaliteit/?week=2020-W39"' in page


def test_the_quality_stays_as_it_was_at_the_opening() -> None:
    meeting = meeting_on("2020-W39", {**all_levels(), "VR08": None})
    store_assessments("2020-W39", {"VR08": 2}, as_of=LATER)
    assert notices(meeting).blocks


def test_an_adopted_meeting_is_left_as_it_was(chair: User) -> None:
    meeting, _minutes = adopted(chair)
    store_assessments("2020-W39", {"VR15": 3}, as_of=LATER)
    assert notices(meeting).changed == ""


def test_then_is_the_meeting_and_without_one_the_first_computation() -> None:
    week = meeting_on("2020-W39", all_levels()).week
    assert cut_off_then(regional(), week, as_of=NOW) == NOW
    (first, *_others) = store_assessments("2020-W38", all_levels())
    store_assessments("2020-W38", all_levels(3), as_of=LATER)
    assert cut_off_then(regional(), week.plus(-1), as_of=NOW) == first.as_of
    assert cut_off_then(regional(), week.plus(-2), as_of=NOW) is None


@pytest.mark.parametrize(
    ("as_of", "then"),
    [
        (REPORTED - timedelta(seconds=1), None),
        (REPORTED, REPORTED),  # computed by then, and not discussed yet
        (NOW - timedelta(seconds=1), REPORTED),
        (NOW, NOW),
    ],
)
def test_then_is_not_later_than_the_moment_asked_for(as_of: datetime, then: datetime | None) -> None:
    week = meeting_on("2020-W39", all_levels()).week
    assert cut_off_then(regional(), week, as_of=as_of) == then


def test_a_week_computed_later_of_an_earlier_moment_was_known_then() -> None:
    of_week = store_assessments("2020-W38", all_levels(), as_of=NOW)[0].week
    assert cut_off_then(regional(), of_week, as_of=BEFORE) is None
    same = Assessment.objects.values("version_id", "area_id", "week_start", "level_id", "state", "facts")
    Assessment.objects.create(**same[0], as_of=BEFORE, computed_at=LATER)
    assert cut_off_then(regional(), of_week, as_of=BEFORE) == BEFORE
    assert cut_off_then(regional(), of_week, as_of=LATER) == NOW


@pytest.mark.parametrize("codes", [["VR01", "VR15"], None], ids=["two regions", "25 regions"])
def test_one_query_is_enough(codes: list[str] | None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    levels = all_levels()
    meeting = meeting_on("2020-W39", {code: levels[code] for code in codes or levels})
    items = agenda_of(meeting).items
    with django_assert_num_queries(1):
        notices_of(meeting, items, now=LATER)

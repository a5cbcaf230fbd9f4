"""The story of a meeting and of one region in it."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from dashboard.pages.audit_story import Moment, load_story
from ladder.audit.origin import request_from
from ladder.models import AuditEntry
from ladder.weeks import Week
from meetings.actions import adopt, ask_for_region, open_meeting, save_interpretation, start_session
from meetings.models import AgendaItem, Meeting
from tests.factories import UserFactory, store_assessments, store_figures
from tests.integration.meetings.records import (
    HELD_ON,
    NOW,
    decided,
    item_of,
    level,
    meeting_on,
    regional,
    small_meeting,
    without_four_eyes,
)
from tests.integration.meetings.region_records import asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair() -> User:
    found: User = UserFactory(username="voorzitter", groups=["chair"])
    return found


@pytest.fixture
def secretary() -> User:
    found: User = UserFactory(username="secretaris", groups=["secretary"])
    return found


def moments(meeting: Meeting, code: str = "") -> list[Moment]:
    items = meeting.items.select_related("area")
    regions = [item.area for item in items]
    region = next((area for area in regions if area.code == code), None)
    return [moment for day in load_story(meeting, regions, region) for moment in day.moments]


def words(meeting: Meeting, code: str = "") -> list[str]:
    return [f"{moment.who} {moment.words}".strip() for moment in moments(meeting, code)]


def later(**time: float) -> datetime:
    return NOW + timedelta(**time)


def write(item: AgendaItem, by: User, *times: datetime) -> None:
    for at in times:
        last = item.interpretations.count()
        save_interpretation(item=item, text=f"tekst {last}", base_number=last, by=by, now=at)


def test_the_story_of_a_region_is_complete(chair: User, secretary: User):
    without_four_eyes()
    store_figures("positive_tests", {"GM0518": {"2020-09-21": 12}})
    meeting = small_meeting(["VR15", "VR01"])
    start_session(meeting=meeting, by=chair, now=later(minutes=1))
    item = item_of(meeting)
    ask_for_region(item=item, text="cluster", by=secretary, now=later(minutes=2))
    write(item, secretary, later(minutes=3))
    for one in meeting.items.all():
        decided(one, chair)
    adopt(meeting=meeting, by=chair, now=later(minutes=9))
    assert words(Meeting.objects.get(), "VR15") == [
        "er kwamen cijfers binnen",
        "het niveau is berekend",
        "voorzitter besloot over het niveau",
        "voorzitter begon de zitting",
        "secretaris vroeg de regio te bespreken",
        "secretaris bewaarde de duiding",
        "voorzitter stelde het overleg vast",
    ]


def test_a_decision_is_told_with_its_essentials(chair: User):
    meeting = meeting_on()
    decided(item_of(meeting, "VR15"), chair, number=2, reason="het cluster is begrensd")
    told = next(one for one in moments(meeting, "VR15") if one.who == "voorzitter")
    assert told.sentence.gist == str(level(2))
    assert told.sentence.facts[0] == "geldig vanaf 30 september 2020"
    assert [text for _label, text in told.sentence.texts] == ["het cluster is begrensd"]
    assert told.roles == "voorzitter"


def test_of_another_region_nothing_is_told(chair: User):
    meeting = meeting_on()
    decided(item_of(meeting, "VR15"), chair)
    assert "voorzitter besloot over het niveau" not in words(meeting, "VR01")
    assert "voorzitter besloot over het niveau" in words(meeting)


def test_a_stretch_of_writing_is_one_act(secretary: User, chair: User):
    item = item_of(meeting_on())
    write(item, secretary, later(), later(minutes=1), later(minutes=2))
    write(item, chair, later(minutes=3))
    write(item, secretary, later(minutes=4))
    write(item, secretary, later(minutes=9))
    told = [one for one in moments(item.meeting, "VR15") if one.words == "bewaarde de duiding"]
    assert [(one.who, one.sentence.gist) for one in told] == [
        ("secretaris", "versies 1–5"), ("voorzitter", "versie 4"), ("secretaris", "versie 6"),
    ]  # fmt: skip
    assert told[0].until == later(minutes=4)


def test_the_same_level_for_many_regions_at_once_is_one_act(chair: User):
    meeting = small_meeting(["VR01", "VR02", "VR03"])
    for item in meeting.items.all():
        decided(item, chair)
    (told,) = [one for one in moments(meeting) if one.who == "voorzitter"]
    assert [area.code for area in told.areas] == ["VR03", "VR02", "VR01"]


def test_an_exercise_in_the_same_week_has_a_story_of_its_own(chair: User):
    meeting = meeting_on()
    exercise = open_meeting(
        ladder=regional(), week=Week.parse("2020-W39"), held_on=HELD_ON, as_of=NOW, now=NOW, by=chair,
        is_exercise=True,
    )  # fmt: skip
    decided(item_of(exercise), chair, number=3)
    asked(item_of(meeting), chair)
    real, played = words(meeting, "VR15"), words(exercise, "VR15")
    assert "voorzitter besloot over het niveau" not in real
    assert "voorzitter besloot over het niveau" in played
    assert ("voorzitter opende het overleg" in real, "voorzitter opende het overleg" in played) == (False, True)
    assert len(real) == len([one for one in real if "zitting" not in one])


def test_levels_that_were_computed_again_are_told(chair: User):
    meeting = meeting_on()
    store_assessments("2020-W39", {"VR15": 2}, as_of=later(hours=1))
    told = [one for one in moments(meeting, "VR15") if one.words == "het niveau is berekend"]
    assert [one.sentence.gist for one in told] == [str(level(3)), str(level(2))]
    country = [one for one in moments(meeting) if one.words == "de niveaus zijn berekend"]
    assert [one.sentence.gist for one in country] == ["4 regio’s", "1 regio"]


def test_days_are_dutch_days(chair: User):
    meeting = meeting_on()
    start_session(meeting=meeting, by=chair, now=datetime.fromisoformat("2020-10-02T22:00:00Z"))
    regions = [item.area for item in meeting.items.select_related("area")]
    assert [str(day.day) for day in load_story(meeting, regions, None)][-1] == "2020-10-03"


def page(client: Client, user: User, meeting: Meeting, *codes: str) -> str:
    client.force_login(user)
    name = "audit-story-region" if codes else "audit-story"
    answer = client.get(reverse(name, args=[meeting.key, *codes]))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(("role", "sees"), [("administrator", True), ("chair", False), ("secretary", False)])
def test_only_administrators_see_addresses(client: Client, role: str, sees: bool, secretary: User):
    meeting = meeting_on()
    with request_from(lambda: "203.0.113.7"):
        write(item_of(meeting), secretary, later())
    text = page(client, UserFactory(groups=[role]), meeting, "VR15")
    assert "Wat gebeurde er met Haaglanden in week 39?" in text
    assert ("203.0.113.7" in text) is sees


@pytest.mark.parametrize("role", ["viewer", "region_contact", "sector_lead", "editor"])
def test_others_do_not_read_it(client: Client, role: str):
    meeting = meeting_on()
    client.force_login(UserFactory(groups=[role]))
    assert client.get(reverse("audit-story", args=[meeting.key])).status_code == 403


@pytest.mark.parametrize(
    "address", [["2020-W38"], ["2020-W39", "VR99"], ["2020-W39", "GM0518"], ["2020-W39-oefening"]]
)
def test_what_is_not_there_is_not_found(client: Client, chair: User, address: list[str]):
    meeting_on()
    client.force_login(chair)
    name = "audit-story" if len(address) == 1 else "audit-story-region"
    assert client.get(reverse(name, args=address)).status_code == 404


def test_what_people_typed_cannot_be_markup(client: Client, chair: User):
    meeting = meeting_on()
    ask_for_region(item=item_of(meeting), text="<script>alert(1)</script>", by=chair, now=NOW)
    assert "<script>alert" not in page(client, chair, meeting)


@pytest.mark.parametrize("codes", [["VR01", "VR15"], [f"VR{number:02d}" for number in range(1, 26)]])
def test_a_story_takes_as_many_queries_for_two_regions_as_for_all(
    client: Client, chair: User, codes: list[str], django_assert_max_num_queries
):
    without_four_eyes()
    meeting = small_meeting(codes)
    for item in meeting.items.all():
        write(item, chair, *(later(minutes=6 * turn) for turn in range(4)))
        decided(item, chair)
    adopt(meeting=meeting, by=chair, now=later(hours=1))
    client.force_login(chair)
    for name, args in (("audit-story", [meeting.key]), ("audit-story-region", [meeting.key, "VR15"])):
        with django_assert_max_num_queries(15):
            client.get(reverse(name, args=args))
    assert AuditEntry.objects.filter(week_start=meeting.week_start).count() > 5 * len(codes)

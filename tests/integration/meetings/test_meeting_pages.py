from io import BytesIO

import docx
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from meetings.models import Decision, Meeting
from tests.factories import store_assessments
from tests.integration.meetings.records import (
    adopted,
    all_levels,
    decided,
    item_of,
    meeting_on,
    small_meeting,
)

pytestmark = pytest.mark.django_db
WEEK = "2020-W39"


def url(name: str) -> str:
    return reverse(name, args=[WEEK])


def test_the_list_names_meetings_newest_first(client: Client, viewer: User) -> None:
    meeting_on("2020-W38")
    meeting_on("2020-W39")
    client.force_login(viewer)
    answer = client.get(reverse("meeting-list"))
    text = answer.content.decode()
    assert text.index("2020-W39") < text.index("2020-W38")
    assert "0 van 25" in text
    assert "Overleg openen" not in text


def test_the_list_counts_regions_with_a_decision_once(client: Client, chair: User) -> None:
    meeting = meeting_on()
    for number in (3, 2):
        decided(item_of(meeting), chair, number)
    client.force_login(chair)
    assert "1 van 25" in client.get(reverse("meeting-list")).content.decode()


def test_the_chair_opens_a_meeting_on_a_computed_week(client: Client, chair: User) -> None:
    store_assessments(WEEK, {"VR15": 2})
    client.force_login(chair)
    assert f'value="{WEEK}"' in client.get(reverse("meeting-list")).content.decode()
    answer = client.post(reverse("meeting-open"), {"week": WEEK, "held_on": ""})
    meeting = Meeting.objects.get()
    assert answer.url == url("meeting-detail")
    assert (str(meeting.week), meeting.held_on.isoformat(), meeting.opened_by) == (WEEK, "2020-09-30", chair)


@pytest.mark.parametrize("typed", [{"week": "2020-W40"}, {"week": WEEK, "held_on": "2020-09-01"}])
def test_a_refused_opening_keeps_what_was_typed(client: Client, chair: User, typed: dict[str, str]) -> None:
    store_assessments(WEEK, {"VR15": 2})
    client.force_login(chair)
    answer = client.post(reverse("meeting-open"), typed)
    assert answer.status_code == 422
    assert not Meeting.objects.exists()
    if "held_on" in typed:
        assert 'value="2020-09-01"' in answer.content.decode()


def test_the_agenda_shows_computed_and_decided_side_by_side(client: Client, chair: User) -> None:
    meeting = meeting_on()
    decided(item_of(meeting), chair, 2)
    client.force_login(chair)
    text = client.get(url("meeting-detail")).content.decode()
    for expected in ("1 van 25 vastgesteld", "wijkt af", "Berekend niveau", "Vastgesteld niveau", "onbekend"):
        assert expected in text


@pytest.mark.parametrize(("query", "shown"), [("", True), ("?toon=todo", False)])
def test_the_agenda_can_show_what_is_to_do(client: Client, chair: User, query: str, shown: bool) -> None:
    meeting = meeting_on()
    decided(item_of(meeting), chair)
    client.force_login(chair)
    answer = client.get(url("meeting-detail") + query)
    assert (reverse("item-detail", args=[WEEK, "VR15"]) in answer.content.decode()) is shown
    assert len(answer.context["agenda"].shown) == (25 if shown else 24)


@pytest.mark.parametrize("group", ["viewer", "secretary"])
def test_buttons_are_not_shown_to_those_without_the_right(
    client: Client, group: str, viewer: User, secretary: User
) -> None:
    meeting_on()
    client.force_login({"viewer": viewer, "secretary": secretary}[group])
    text = client.get(url("meeting-detail")).content.decode()
    for name in ("meeting-start", "rest-review", "adoption-review"):
        assert url(name) not in text


def test_the_session_starts(client: Client, chair: User) -> None:
    meeting_on()
    client.force_login(chair)
    client.post(url("meeting-start"))
    assert Meeting.objects.get().status == "in_session"
    assert url("meeting-start") not in client.get(url("meeting-detail")).content.decode()


def test_the_rest_is_asked_about_before_it_is_decided(client: Client, chair: User) -> None:
    meeting_on()
    client.force_login(chair)
    answer = client.get(url("rest-review"))
    rest = answer.context["rest"]
    assert ([item.area.code for item in rest.ready], len(rest.left)) == (["VR01", "VR02", "VR15"], 22)
    assert "22 regio’s blijven buiten beschouwing" in answer.content.decode()
    assert not Decision.objects.exists()
    answer = client.post(url("meeting-decide-rest"), {"valid_from": "2020-09-30"}, follow=True)
    assert Decision.objects.count() == 3
    assert "Gelderland-Zuid" in " ".join(str(message) for message in answer.context["messages"])


@pytest.mark.parametrize("day", ["", "2020-09-01", "onzin"])
def test_a_wrong_day_for_the_rest_is_refused(client: Client, chair: User, day: str) -> None:
    meeting_on()
    client.force_login(chair)
    answer = client.post(url("meeting-decide-rest"), {"valid_from": day})
    assert answer.status_code == 422
    assert f'value="{day}"' in answer.content.decode() or not day
    assert not Decision.objects.exists()


def test_an_early_adoption_names_what_is_missing(client: Client, chair: User) -> None:
    meeting_on()
    client.force_login(chair)
    assert "Voor 25 regio’s is nog geen niveau vastgesteld" in client.get(url("adoption-review")).content.decode()
    answer = client.post(url("meeting-adopt"), follow=True)
    assert "Haaglanden" in str(next(iter(answer.context["messages"])))
    assert Meeting.objects.get().status == "preparation"


def test_the_chair_adopts_and_the_pages_are_frozen(client: Client, chair: User) -> None:
    meeting = small_meeting(["VR01", "VR15"])
    for item in meeting.items.all():
        decided(item, chair)
    client.force_login(chair)
    assert url("meeting-adopt") in client.get(url("adoption-review")).content.decode()
    text = client.post(url("meeting-adopt"), follow=True).content.decode()
    meeting = Meeting.objects.get()
    assert meeting.is_adopted
    assert meeting.minutes.sha256 in text
    assert "<form" not in text.split("<main")[1].split("</main")[0]
    item = client.get(reverse("item-detail", args=[WEEK, "VR15"])).content.decode()
    assert meeting.minutes.sha256 in item
    assert "<textarea" not in item


@pytest.mark.parametrize("name", ["meeting-start", "meeting-decide-rest", "meeting-adopt"])
def test_an_adopted_meeting_says_no(client: Client, chair: User, name: str) -> None:
    adopted(chair)
    client.force_login(chair)
    answer = client.post(url(name), {"valid_from": "2020-09-30"}, follow=True)
    assert "kan niets meer aan veranderen" in answer.content.decode()


@pytest.mark.parametrize(("frozen", "name"), [(False, "concept"), (True, "vastgesteld")])
def test_the_note_is_downloaded(client: Client, viewer: User, chair: User, frozen: bool, name: str) -> None:
    if frozen:
        adopted(chair)
    else:
        small_meeting(["VR15"])
    client.force_login(viewer)
    answer = client.get(url("meeting-note"))
    assert answer["Content-Disposition"] == f'attachment; filename="duiding-2020-W39-{name}.docx"'
    assert "Haaglanden (VR15)" in [one.text for one in docx.Document(BytesIO(answer.content)).paragraphs]


@pytest.mark.parametrize("codes", [["VR01", "VR15"], None], ids=["2 regions", "25 regions"])
@pytest.mark.parametrize("name", ["meeting-detail", "rest-review", "adoption-review", "meeting-note"])
def test_queries_do_not_grow_with_regions(
    client: Client, chair: User, codes: list[str] | None, name: str, django_assert_max_num_queries
) -> None:
    meeting = small_meeting(codes) if codes else meeting_on(levels=all_levels())
    for item in meeting.items.all()[:1]:
        decided(item, chair)
    client.force_login(chair)
    with django_assert_max_num_queries(21):
        assert client.get(url(name)).status_code == 200


def test_queries_of_the_list_do_not_grow_with_meetings(
    client: Client, chair: User, django_assert_max_num_queries
) -> None:
    for week in ("2020-W38", "2020-W39", "2020-W40"):
        meeting_on(week)
    client.force_login(chair)
    with django_assert_max_num_queries(8):
        client.get(reverse("meeting-list"))

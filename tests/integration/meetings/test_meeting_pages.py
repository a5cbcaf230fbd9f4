import re
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from ladder.weeks import Week, weeks_between
from meetings.actions import adopt, ask_for_region, lift_region, open_meeting
from meetings.models import AgendaPoint, AgendaReason, Meeting
from tests.factories import store_assessments
from tests.integration.meetings.past_meetings import hold_meetings_before
from tests.integration.meetings.records import (
    NOW,
    adopted,
    all_levels,
    decided,
    item_of,
    meeting_on,
    regional,
    small_meeting,
    without_four_eyes,
    without_near_bounds,
)
from tests.integration.meetings.region_records import an_error, asked, contact_of, responded

pytestmark = pytest.mark.django_db
WEEK = "2020-W39"


def url(name: str, *more: str) -> str:
    return reverse(name, args=[WEEK, *more])


def main_of(client: Client, address: str) -> str:
    text = unescape(client.get(address).content.decode())
    return text.split("<main")[1].split("</main")[0]


def test_the_list_names_meetings_newest_first(client: Client, viewer: User) -> None:
    meeting_on("2020-W38")
    meeting_on("2020-W39")
    client.force_login(viewer)
    table = main_of(client, reverse("meeting-list")).split("Alle overleggen")[1]
    assert table.index("2020-W39") < table.index("2020-W38")
    assert "0 van 25" in table
    assert "Overleg openen" not in table


def test_the_list_counts_regions_with_a_decision_once(client: Client, chair: User) -> None:
    meeting = meeting_on()
    for number in (3, 2):
        decided(item_of(meeting), chair, number)
    client.force_login(chair)
    assert "1 van 25" in main_of(client, reverse("meeting-list"))


def test_an_exercise_is_marked_and_never_the_current_meeting(client: Client, chair: User) -> None:
    store_assessments("2020-W40", all_levels())
    open_meeting(ladder=regional(), week=meeting_on().week.plus(1), as_of=NOW, now=NOW, by=chair, is_exercise=True)
    client.force_login(chair)
    answer = client.get(reverse("meeting-list"))
    assert answer.context["upcoming"].meeting.key == WEEK
    assert "2020-W40-oefening" in answer.content.decode()
    assert ">oefening<" in answer.content.decode()
    assert ">oefening<" in client.get(reverse("meeting-detail", args=["2020-W40-oefening"])).content.decode()


def test_the_list_tells_when_the_next_meeting_is(client: Client, viewer: User, time_machine) -> None:
    time_machine.move_to(NOW)
    client.force_login(viewer)
    text = main_of(client, reverse("meeting-list"))
    assert "woensdag 7 oktober 2020" in text
    assert "dinsdag 6 oktober 2020, 15:00" in text


def test_the_list_is_paged(client: Client, viewer: User) -> None:
    hold_meetings_before(27, viewer)
    client.force_login(viewer)
    first, second = (client.get(reverse("meeting-list") + query).context["page"] for query in ("", "?page=2"))
    assert [len(page.object_list) for page in (first, second)] == [26, 1]


@pytest.mark.parametrize(("exercise", "key"), [({}, WEEK), ({"is_exercise": "on"}, f"{WEEK}-oefening")])
def test_the_chair_opens_a_meeting_on_a_computed_week(
    client: Client, chair: User, exercise: dict[str, str], key: str
) -> None:
    store_assessments(WEEK, {"VR15": 2})
    client.force_login(chair)
    assert f'value="{WEEK}"' in client.get(reverse("meeting-list")).content.decode()
    answer = client.post(reverse("meeting-open"), {"week": WEEK, "held_on": "", **exercise})
    meeting = Meeting.objects.get()
    assert answer.url == reverse("meeting-detail", args=[key])
    assert (meeting.key, meeting.held_on.isoformat(), meeting.opened_by) == (key, "2020-09-30", chair)


@pytest.mark.parametrize(
    ("number", "is_held", "offered"), [(52, True, True), (53, True, False), (53, False, True)]
)
def test_an_exercise_is_about_one_of_the_newest_weeks(
    client: Client, chair: User, number: int, is_held: bool, offered: bool
) -> None:
    newest = Week.parse("2021-W40")
    oldest = newest.plus(1 - number)
    for week in weeks_between(oldest, newest):
        version = "2020-09" if week < Week.parse("2021-W07") else "2021-02"
        store_assessments(str(week), {"VR15": 2}, version=version)
    if is_held:
        day = oldest.plus(1).start
        Meeting.objects.create(
            ladder=regional(), week_start=oldest.start, held_on=day, next_on=day, as_of=NOW, opened_at=NOW
        )
    client.force_login(chair)

    shown = client.get(reverse("meeting-list")).content.decode()
    assert (f'value="{oldest}"' in shown) is offered
    answer = client.post(reverse("meeting-open"), {"week": str(oldest), "is_exercise": "on"})
    assert answer.status_code == (302 if offered else 422)


@pytest.mark.parametrize("typed", [{"week": "2020-W40"}, {"week": WEEK, "held_on": "2020-09-01"}])
def test_a_refused_opening_keeps_what_was_typed(client: Client, chair: User, typed: dict[str, str]) -> None:
    store_assessments(WEEK, {"VR15": 2})
    client.force_login(chair)
    answer = client.post(reverse("meeting-open"), typed)
    assert answer.status_code == 422
    assert not Meeting.objects.exists()
    if "held_on" in typed:
        assert 'value="2020-09-01"' in answer.content.decode()


def test_the_agenda_shows_levels_side_by_side_with_the_reasons(client: Client, chair: User) -> None:
    meeting = meeting_on()
    decided(item_of(meeting), chair, 2)
    client.force_login(chair)
    text = main_of(client, url("meeting-detail"))
    for expected in ("1 van 25 vastgesteld", "wijkt af", "Van kracht", "Berekend", "Vastgesteld", "onbekend"):
        assert expected in text
    assert "Er is geen niveau berekend." in text
    assert re.search("Niveau onbekend: positieve test(en|s) voor deze regio niet gemeld.", text)


def test_bespreekstukken_come_before_hamerstukken(client: Client, chair: User) -> None:
    without_near_bounds()
    meeting = meeting_on(levels=all_levels(1))
    lift_region(item=item_of(meeting), by=chair, now=NOW)
    client.force_login(chair)
    discussed, consent = main_of(client, url("meeting-detail")).split('id="consent-heading"')
    assert discussed.count("<tbody") == consent.count("<tbody") == 1
    assert url("item-detail", "VR15") in discussed
    assert url("agenda-lift", "VR15") not in consent
    assert consent.count("/uitlichten/") == 24
    assert "24 hamerstukken afhameren" in consent


@pytest.mark.parametrize(("query", "shown"), [("", True), ("?toon=todo", False)])
def test_the_agenda_can_show_what_is_to_do(client: Client, chair: User, query: str, shown: bool) -> None:
    meeting = meeting_on()
    decided(item_of(meeting), chair)
    client.force_login(chair)
    answer = client.get(url("meeting-detail") + query)
    agenda = answer.context["agenda"]
    assert (url("item-detail", "VR15") in answer.content.decode()) is shown
    assert len(agenda.discuss) + len(agenda.consent) == (25 if shown else 24)


@pytest.mark.parametrize("role", ["viewer", "secretary"])
def test_buttons_are_not_shown_to_those_without_the_right(
    client: Client, role: str, viewer: User, secretary: User
) -> None:
    without_near_bounds()
    meeting_on(levels=all_levels())
    client.force_login({"viewer": viewer, "secretary": secretary}[role])
    text = main_of(client, url("meeting-detail"))
    for address in (
        url("meeting-start"),
        url("consent-review"),
        url("adoption-review"),
        url("agenda-lift", "VR15"),
    ):
        assert address not in text
    assert (url("agenda-ask") in text) is (role == "secretary")


def test_the_session_starts_and_names_who_is_next(client: Client, chair: User) -> None:
    meeting_on()
    client.force_login(chair)
    client.post(url("meeting-start"))
    assert Meeting.objects.get().status == "in_session"
    text = main_of(client, url("meeting-detail"))
    assert url("meeting-start") not in text
    assert "Volgende: Fryslân" in text or "Volgende: Drenthe" in text


def test_a_region_is_asked_for(client: Client, secretary: User) -> None:
    without_near_bounds()
    meeting_on(levels=all_levels(1))
    client.force_login(secretary)
    answer = client.post(url("agenda-ask"), {"area": "VR15", "text": "Veel ongerust"}, follow=True)
    assert "Gevraagd door secretaris: Veel ongerust" in answer.content.decode()
    assert [line.item.area.code for line in answer.context["agenda"].discuss] == ["VR15"]


@pytest.mark.parametrize(
    "typed", [{"area": "VR15", "text": ""}, {"area": "VR99", "text": "mijn tekst"}, {"text": "mijn tekst"}]
)
def test_a_refused_request_keeps_what_was_typed(client: Client, secretary: User, typed: dict[str, str]) -> None:
    without_near_bounds()
    meeting_on(levels=all_levels(1))
    client.force_login(secretary)
    answer = client.post(url("agenda-ask"), typed)
    assert answer.status_code == 422
    assert not AgendaReason.objects.exists()
    expected = "mijn tekst" if typed["text"] else '<option value="VR15" selected>'
    assert expected in answer.content.decode()


def test_a_region_is_lifted_out_with_one_button(client: Client, chair: User) -> None:
    without_near_bounds()
    meeting_on(levels=all_levels(1))
    client.force_login(chair)
    answer = client.post(url("agenda-lift", "VR15"), follow=True)
    assert [line.item.area.code for line in answer.context["agenda"].discuss] == ["VR15"]


def test_a_point_is_added(client: Client, secretary: User) -> None:
    meeting_on()
    Meeting.objects.update(agenda_closes_at=None)
    client.force_login(secretary)
    answer = client.post(url("agenda-point-add"), {"title": "Bezoek", "text": "In de zorg"}, follow=True)
    assert "In de zorg" in answer.content.decode()
    answer = client.post(url("agenda-point-add"), {"title": "", "text": "nog een"})
    assert (answer.status_code, AgendaPoint.objects.count()) == (422, 1)
    assert "nog een" in answer.content.decode()


def test_a_point_after_the_deadline_is_refused_with_all_that_was_typed(client: Client, secretary: User) -> None:
    meeting_on()
    client.force_login(secretary)
    assert "De agenda is gesloten." in main_of(client, url("meeting-detail"))
    answer = client.post(url("agenda-point-add"), {"title": "Bezoek", "text": "In de zorg"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Vraag de voorzitter" in text
    assert "Bezoek" in text
    assert "In de zorg" in text
    assert not AgendaPoint.objects.exists()


def test_the_hammer_is_asked_about_before_it_falls(client: Client, chair: User) -> None:
    without_near_bounds()
    meeting_on(levels=dict.fromkeys(["VR01", "VR02", "VR15"], 1))
    client.force_login(chair)
    answer = client.get(url("consent-review"))
    agenda = answer.context["agenda"]
    assert [line.item.area.code for line in agenda.to_hammer] == ["VR01", "VR02", "VR15"]
    assert len(agenda.left_by_hammer) == 22
    text = unescape(answer.content.decode())
    assert "22 regio’s blijven over" in text
    assert 'value="VR01,VR02,VR15"' in text
    answer = client.post(url("consent-adopt"), {"valid_from": "2020-09-30", "seen": "VR01,VR02,VR15"}, follow=True)
    assert "3 hamerstukken vastgesteld zoals berekend." in answer.content.decode()
    assert answer.context["agenda"].decided == 3


def test_what_changed_before_the_hammer_fell_is_shown_first(client: Client, chair: User, secretary: User) -> None:
    without_near_bounds()
    meeting = meeting_on(levels=dict.fromkeys(["VR01", "VR02", "VR15"], 1))
    ask_for_region(item=item_of(meeting), text="toch", by=secretary, now=NOW)
    client.force_login(chair)
    answer = client.post(url("consent-adopt"), {"valid_from": "2020-10-01", "seen": "VR01,VR02,VR15"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "De hamerstukken zijn intussen veranderd." in text
    assert 'value="VR01,VR02"' in text
    assert 'value="2020-10-01"' in text
    assert answer.context["agenda"].decided == 0


@pytest.mark.parametrize("day", ["", "2020-09-01", "onzin"])
def test_a_wrong_day_for_the_hammer_is_refused(client: Client, chair: User, day: str) -> None:
    without_near_bounds()
    meeting_on()
    client.force_login(chair)
    answer = client.post(url("consent-adopt"), {"valid_from": day, "seen": "VR01,VR02,VR15"})
    assert answer.status_code == 422
    assert f'value="{day}"' in answer.content.decode() or not day
    assert answer.context["agenda"].decided == 0


def test_an_adopted_meeting_is_only_read(client: Client, chair: User) -> None:
    _meeting, minutes = adopted(chair)
    client.force_login(chair)
    for address in (url("meeting-detail"), url("consent-review")):
        text = main_of(client, address)
        assert minutes.sha256 in text
        assert "<form" not in text


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("meeting-start", ()),
        ("agenda-lift", ("VR15",)),
        ("agenda-ask", ()),
        ("agenda-point-add", ()),
        ("consent-adopt", ()),
    ],
)
def test_an_adopted_meeting_says_no(client: Client, chair: User, name: str, more: tuple[str, ...]) -> None:
    adopted(chair)
    client.force_login(chair)
    typed = {"valid_from": "2020-09-30", "area": "VR15", "text": "toch", "title": "Bezoek"}
    text = client.post(url(name, *more), typed, follow=True).content.decode()
    assert "kan niets meer aan veranderen" in text


@pytest.mark.parametrize("codes", [["VR01", "VR15"], None], ids=["2 regions", "25 regions"])
def test_queries_of_the_hammer_do_not_grow_with_regions(
    client: Client, chair: User, codes: list[str] | None, django_assert_max_num_queries
) -> None:
    without_near_bounds()
    small_meeting(codes or list(all_levels()))
    client.force_login(chair)
    with django_assert_max_num_queries(12):
        assert client.get(url("consent-review")).status_code == 200


@pytest.mark.parametrize("past", [1, 60])
def test_the_agenda_of_25_regions_takes_at_most_15_queries(
    client: Client, past: int, chair: User, secretary: User, viewer: User, django_assert_max_num_queries
) -> None:
    hold_meetings_before(past, chair)
    asked(Meeting.objects.latest("week_start").items.get(area__code="VR01"), chair)
    meeting = meeting_on(levels={**all_levels(), "VR08": None})
    responded(item_of(meeting, "VR05"), contact_of("VR05"), an_error())
    decided(item_of(meeting), chair)
    meeting.points.create(title="Bezoek", by=chair, at=NOW)
    meeting.participants.create(function="voorzitter", is_present=True)
    for user in (chair, secretary, viewer):
        client.force_login(user)
        with django_assert_max_num_queries(15):
            text = client.get(url("meeting-detail")).content.decode()
        assert "GM0014 telt dubbel" in text
        assert "Wat speelt er?" in text


def test_queries_of_the_list_do_not_grow_with_meetings(
    client: Client, chair: User, django_assert_max_num_queries
) -> None:
    for week in ("2020-W38", "2020-W39", "2020-W40"):
        meeting_on(week)
    client.force_login(chair)
    with django_assert_max_num_queries(10):
        client.get(reverse("meeting-list"))


def test_after_the_adoption_the_page_tells_so(client: Client, chair: User) -> None:
    without_four_eyes()
    meeting = small_meeting(["VR15"])
    decided(item_of(meeting), chair)
    adopt(meeting=meeting, by=chair, now=NOW)
    client.force_login(chair)
    assert "1 van 1 vastgesteld" in main_of(client, url("meeting-detail"))

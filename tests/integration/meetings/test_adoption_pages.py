"""The pages around adoption: review, errata and route."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from meetings.actions import adopt
from meetings.actions.approvals import approve
from meetings.actions.errata import Correction, adopt_erratum, write_erratum
from meetings.models import (
    Approval,
    Decision,
    Erratum,
    Meeting,
    MeetingSettings,
    RegionQuestion,
    RouteEntry,
    RouteStep,
)
from tests.factories import UserFactory
from tests.integration.meetings.records import (
    HELD_ON,
    NOW,
    adopted,
    all_levels,
    decided,
    deviation,
    item_of,
    meeting_on,
    regional,
    small_meeting,
    without_four_eyes,
)

pytestmark = pytest.mark.django_db
WEEK = "2020-W39"


def url(name: str, *args: object) -> str:
    return reverse(name, args=[WEEK, *args])


def text_of(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def decided_meeting(chair: User) -> Meeting:
    """Groningen as computed and Haaglanden deviating, both by the chair."""
    meeting = small_meeting(["VR01", "VR15"])
    decided(item_of(meeting, "VR01"), chair, 2)
    decided(item_of(meeting, "VR15"), chair, 3, "het cluster groeit")
    return meeting


def test_the_review_shows_what_is_missing(client: Client, chair: User) -> None:
    meeting = small_meeting(["VR01", "VR15"])
    decided(item_of(meeting, "VR01"), chair)
    RegionQuestion.objects.create(
        item=item_of(meeting), text="Hoe groot is het cluster?", due_on=HELD_ON, asked_by=chair, asked_at=NOW
    )
    client.force_login(chair)
    text = text_of(client.get(url("adoption-review")))
    for expected in ("Voor 1 regio is nog geen niveau vastgesteld", "Haaglanden", "Hoe groot is het cluster?",
                     "Vier ogen: u hebt alle besluiten zelf vastgelegd"):  # fmt: skip
        assert expected in text
    assert url("meeting-adopt") not in text


def test_the_review_shows_deviations_with_their_reasons(
    client: Client, chair: User, decided_meeting: Meeting
) -> None:
    client.force_login(chair)
    answer = client.get(url("adoption-review"))
    assert [item.area.code for item in answer.context["review"].deviations] == ["VR15"]
    assert "het cluster groeit" in text_of(answer)
    assert deviation().label.lower() in text_of(answer).lower()


def test_the_secretary_checks_and_the_chair_adopts(
    client: Client, chair: User, secretary: User, decided_meeting: Meeting
) -> None:
    client.force_login(secretary)
    page = client.get(url("adoption-review"))
    assert url("decisions-approve") in text_of(page)
    assert url("meeting-adopt") not in text_of(page)
    answer = client.post(url("decisions-approve"), {"seen": page.context["review"].fingerprint}, follow=True)
    assert "Vastgelegd dat u de besluiten hebt gecontroleerd" in text_of(answer)
    assert url("decisions-approve") not in text_of(answer)
    client.force_login(chair)
    page = client.get(url("adoption-review"))
    assert "secretaris" in text_of(page)
    assert url("meeting-adopt") in text_of(page)
    answer = client.post(url("meeting-adopt"), {"seen": page.context["review"].fingerprint}, follow=True)
    assert Meeting.objects.get().is_adopted
    assert url("errata") in text_of(answer)
    assert url("route") in text_of(answer)


@pytest.mark.parametrize("name", ["decisions-approve", "meeting-adopt"])
def test_decisions_that_changed_meanwhile_are_looked_at_again(
    client: Client, chair: User, secretary: User, decided_meeting: Meeting, name: str
) -> None:
    client.force_login(secretary)
    seen = client.get(url("adoption-review")).context["review"].fingerprint
    decided(item_of(decided_meeting), chair, 1)
    client.force_login(chair if name == "meeting-adopt" else secretary)
    answer = client.post(url(name), {"seen": seen}, follow=True)
    assert "Kijk ze eerst opnieuw na" in text_of(answer)
    assert not Approval.objects.exists()
    assert not Meeting.objects.get().is_adopted


def test_a_void_check_is_shown_as_such(
    client: Client, chair: User, secretary: User, decided_meeting: Meeting
) -> None:
    approve(meeting=decided_meeting, by=secretary, now=NOW)
    decided(item_of(decided_meeting), chair, 1)
    client.force_login(chair)
    answer = client.get(url("adoption-review"))
    assert "Vervallen, omdat er daarna besluiten zijn gewijzigd" in text_of(answer)
    assert url("meeting-adopt") not in text_of(answer)


def test_the_quorum_stands_in_the_way(client: Client, chair: User, decided_meeting: Meeting) -> None:
    MeetingSettings.objects.create(ladder=regional(), four_eyes=False, quorum=1)
    client.force_login(chair)
    assert "Er is geen quorum" in text_of(client.get(url("adoption-review")))
    assert "Er is geen quorum" in text_of(client.post(url("meeting-adopt"), follow=True))


@pytest.mark.parametrize("role", ["viewer", "region_contact", "sector_lead", "editor", "administrator"])
def test_others_see_no_review(client: Client, role: str, decided_meeting: Meeting) -> None:
    client.force_login(UserFactory(groups=[role]))
    assert client.get(url("adoption-review")).status_code == 403


@pytest.fixture
def frozen(chair: User) -> Meeting:
    return adopted(chair)[0]


def test_the_secretary_writes_and_the_chair_adopts_an_erratum(
    client: Client, chair: User, secretary: User, frozen: Meeting
) -> None:
    MeetingSettings.objects.update(four_eyes=True)
    item = item_of(frozen)
    level = item.assessment.version.levels.get(number=3)
    typed = {"item": item.pk, "wrong": "zorgelijk", "right": "ernstig", "level": level.pk, "valid_from": HELD_ON}
    client.force_login(secretary)
    answer = client.post(url("erratum-write"), typed, follow=True)
    assert "concept: heeft nog geen werking" in text_of(answer)
    assert client.post(url("erratum-adopt", 1)).status_code == 403
    client.force_login(chair)
    assert "Het gecorrigeerde niveau is niet het berekende" in text_of(client.get(url("erratum", 1)))
    assert client.post(url("erratum-adopt", 1)).status_code == 422
    client.post(url("erratum-adopt", 1), {"deviation": deviation().pk})
    assert Decision.objects.get(erratum__number=1).level == level
    for page in (url("meeting-detail"), url("item-detail", "VR15"), url("errata"), url("erratum", 1)):
        assert "Erratum 1" in text_of(client.get(page))
    assert "Erratum 1" not in text_of(client.get(url("item-detail", "VR01")))


def test_a_refused_erratum_keeps_what_was_typed(client: Client, secretary: User, frozen: Meeting) -> None:
    level = item_of(frozen).assessment.version.levels.get(number=3)
    client.force_login(secretary)
    for typed in (
        {"wrong": "dit stond er", "right": ""},
        {"wrong": "dit stond er", "right": "dat", "level": level.pk},
    ):
        answer = client.post(url("erratum-write"), typed)
        assert answer.status_code == 422
        assert "dit stond er" in text_of(answer)
    assert not Erratum.objects.exists()


def test_a_draft_is_changed_and_withdrawn(client: Client, secretary: User, frozen: Meeting) -> None:
    client.force_login(secretary)
    client.post(url("erratum-write"), {"wrong": "a", "right": "b"})
    client.post(url("erratum-rewrite", 1), {"wrong": "a", "right": "c"})
    assert Erratum.objects.get().right == "c"
    answer = client.post(url("erratum-rewrite", 1), {"wrong": "", "right": "getypt"})
    assert (answer.status_code, "getypt" in text_of(answer)) == (422, True)
    client.post(url("erratum-withdraw", 1))
    assert not Erratum.objects.exists()
    assert client.get(url("erratum", 1)).status_code == 404


def test_an_adopted_erratum_offers_nothing_more(
    client: Client, chair: User, secretary: User, frozen: Meeting
) -> None:
    erratum = write_erratum(meeting=frozen, correction=Correction("a", "b"), by=secretary, now=NOW)
    adopt_erratum(erratum=erratum, by=chair, now=NOW)
    client.force_login(chair)
    assert "<form" not in text_of(client.get(url("erratum", 1))).split("<main")[1].split("</main")[0]
    assert client.post(url("erratum-adopt", 1)).status_code == 422
    assert "kan niet meer worden gewijzigd" in text_of(client.post(url("erratum-withdraw", 1), follow=True))
    assert client.post(url("erratum-rewrite", 1), {"wrong": "x", "right": "y"}).status_code == 422


def test_an_open_meeting_takes_no_errata(client: Client, secretary: User) -> None:
    small_meeting(["VR15"])
    client.force_login(secretary)
    assert "<textarea" not in text_of(client.get(url("errata")))
    assert client.post(url("erratum-write"), {"wrong": "a", "right": "b"}).status_code == 422


def step(code: str) -> int:
    return RouteStep.objects.get(code=code).pk


def test_the_route_is_recorded_step_by_step(client: Client, secretary: User, frozen: Meeting) -> None:
    client.force_login(secretary)
    assert "in werking, vooruitlopend op de route" in text_of(client.get(url("route")))
    for code in ("DOC", "ACC", "MCC"):
        typed = {"step": step(code), "outcome": "agreed", "held_on": "2020-10-01", "remarks": f"akkoord {code}"}
        answer = client.post(url("route-record"), typed, follow=True)
        assert f"akkoord {code}" in text_of(answer)
    assert "in werking, route doorlopen" in text_of(answer)
    assert RouteEntry.objects.filter(completes=True).count() == 1


@pytest.mark.parametrize(
    "changes",
    [{"outcome": ""}, {"step": "999"}, {"held_on": ""}, {"held_on": "2020-09-29"}, {"held_on": "2999-01-01"}],
    ids=["no outcome", "another step", "no day", "before the meeting", "a day to come"],
)
def test_a_refused_entry_keeps_what_was_typed(
    client: Client, secretary: User, frozen: Meeting, changes: dict[str, str]
) -> None:
    client.force_login(secretary)
    typed = {"step": step("DOC"), "outcome": "agreed", "held_on": "2020-10-01", "remarks": "dit typte ik"}
    answer = client.post(url("route-record"), {**typed, **changes})
    assert (answer.status_code, "dit typte ik" in text_of(answer)) == (422, True)
    assert not RouteEntry.objects.exists()


def test_before_the_adoption_the_route_can_only_be_announced(client: Client, secretary: User) -> None:
    small_meeting(["VR15"])
    client.force_login(secretary)
    assert 'value="agreed"' not in text_of(client.get(url("route")))
    typed = {"step": step("ministerraad"), "held_on": "2999-01-01"}
    assert client.post(url("route-record"), {**typed, "outcome": "agreed"}).status_code == 422
    text = text_of(client.post(url("route-record"), {**typed, "outcome": "flagged"}, follow=True))
    assert "Ministerraad" in text
    assert "Naast de reguliere lijn" in text


def test_a_body_beside_the_line_stands_there_once_it_is_flagged(
    client: Client, viewer: User, frozen: Meeting
) -> None:
    client.force_login(viewer)
    rows = client.get(url("route")).context["page"].rows
    assert [row.step.code for row in rows] == ["DOC", "ACC", "MCC"]


@pytest.mark.parametrize("codes", [["VR01", "VR15"], None], ids=["2 regions", "25 regions"])
@pytest.mark.parametrize(("name", "most"), [("adoption-review", 14), ("errata", 9), ("route", 9)])
def test_queries_do_not_grow_with_regions(
    client: Client, chair: User, codes: list[str] | None, name: str, most: int, django_assert_max_num_queries
) -> None:
    without_four_eyes()
    meeting = small_meeting(codes) if codes else meeting_on(levels=all_levels())
    for item in meeting.items.all():
        decided(item, chair)
    if name != "adoption-review":
        adopt(meeting=meeting, by=chair, now=NOW)
    client.force_login(chair)
    with django_assert_max_num_queries(most):
        assert client.get(url(name)).status_code == 200

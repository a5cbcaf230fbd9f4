from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from meetings.models import Decision, DeviationReason, Meeting, Participant
from tests.factories import UserFactory
from tests.integration.meetings.records import decided, deviation, item_of, level, meeting_on

pytestmark = pytest.mark.django_db
PLACE = ["2020-W39", "VR15"]
PAGE = reverse("item-detail", args=PLACE)
DECIDE = reverse("decision-save", args=PLACE)
PROPOSE = reverse("proposal-save", args=PLACE)


@pytest.fixture
def meeting(db: None) -> Meeting:
    found = meeting_on()
    Participant.objects.bulk_create(
        Participant(meeting=found, function=f"lid {number}", is_present=True) for number in range(3)
    )
    return found


def typed(**changes: Any) -> dict[str, Any]:
    """Return what deviates by one level, as it is typed."""
    said = {"level": level(2).pk, "valid_from": "2020-10-01", "deviation": deviation().pk, "reason": "mijn reden"}
    return {**said, **changes}


def take_over_url(pk: int) -> str:
    return reverse("proposal-take-over", args=[*PLACE, pk])


def test_a_level_is_decided(client: Client, chair: User, meeting: Meeting) -> None:
    client.force_login(chair)
    votes = {"votes_for": "2", "votes_against": "1", "abstentions": "0", "minority_note": "wij niet"}
    assert client.post(DECIDE, typed(**votes, next_review="2020-10-08", waits_for_route="on")).url == PAGE
    decision = Decision.objects.get()
    assert (decision.stage, decision.level.number, decision.decided_by) == ("decided", 2, chair)
    text = client.get(PAGE).content.decode()
    for shown in (
        "wijkt af van het berekende niveau", "mijn reden", "Begrensd cluster", "2 voor, 1 tegen, 0 onthouden",
        "wij niet", "Volgende beoordeling: 8 oktober 2020", "wacht op de route", "Besluit wijzigen",
    ):  # fmt: skip
        assert shown in text


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"reason": ""}, "dit is niet het berekende niveau"),
        ({"deviation": ""}, "Kies wat voor reden"),
        ({"valid_from": "2020-09-20"}, "kan niet gelden"),
        ({"next_review": "2020-10-01"}, "volgende beoordeling"),
        ({"level": "0"}, "geldige keuze"),
        ({"valid_from": ""}, "verplicht"),
        ({"reason": "mijn reden\x07"}, "U+0007"),
        ({"votes_for": "4", "votes_against": "0", "abstentions": "0"}, "4 stemmen"),
        ({"votes_for": "1"}, "alle drie"),
        ({"minority_note": "wij niet"}, "alle drie"),
    ],
)
@pytest.mark.parametrize("url", [DECIDE, PROPOSE], ids=["decided", "proposed"])
def test_a_refusal_keeps_what_was_typed(
    client: Client, chair: User, meeting: Meeting, url: str, change: dict[str, str], message: str
) -> None:
    client.force_login(chair)
    said = typed(**{"votes_for": "", "minority_note": "", **change})
    answer = client.post(url, said)
    text = answer.content.decode()
    assert (answer.status_code, Decision.objects.count()) == (422, 0)
    assert message.lower() in text.lower()
    form = answer.context["decision_form"]
    kept = {name: str(form[name].value() or "") for name in said}
    assert kept == {name: str(value) for name, value in said.items()}


def test_the_secretary_proposes_and_the_chair_takes_it_over(
    client: Client, chair: User, secretary: User, meeting: Meeting
) -> None:
    client.force_login(secretary)
    assert client.post(PROPOSE, typed()).url == PAGE
    proposal = Decision.objects.get()
    assert (proposal.stage, proposal.decided_by) == ("proposed", secretary)
    assert take_over_url(proposal.pk) not in client.get(PAGE).content.decode()
    client.force_login(chair)
    text = client.get(PAGE).content.decode()
    assert take_over_url(proposal.pk) in text
    assert "mijn reden" in text
    answer = client.post(take_over_url(proposal.pk), follow=True)
    decision = Decision.objects.decided().get()
    assert (decision.level, decision.reason, decision.decided_by) == (proposal.level, "mijn reden", chair)
    # What was decided after the proposal is not offered again.
    assert take_over_url(proposal.pk) not in answer.content.decode()


def test_a_proposal_that_was_replaced_is_not_taken_over(
    client: Client, chair: User, secretary: User, meeting: Meeting
) -> None:
    client.force_login(secretary)
    for number in (2, 1):
        client.post(PROPOSE, typed(level=level(number).pk))
    first = Decision.objects.earliest("pk")
    client.force_login(chair)
    text = client.post(take_over_url(first.pk), follow=True).content.decode()
    assert "intussen iets anders voorgesteld" in text
    assert not Decision.objects.decided().exists()


def test_only_a_proposal_of_this_region_is_taken_over(client: Client, chair: User, meeting: Meeting) -> None:
    elsewhere = decided(item_of(meeting, "VR02"), chair)
    client.force_login(chair)
    assert client.post(take_over_url(elsewhere.pk)).status_code == 404


def test_the_form_starts_with_the_computed_level_until_the_next_meeting(
    client: Client, chair: User, meeting: Meeting
) -> None:
    client.force_login(chair)
    initial = client.get(PAGE).context["decision_form"].initial
    assert (initial["level"], initial["valid_from"], initial["next_review"]) == (
        level(3).pk, meeting.held_on, meeting.next_on,
    )  # fmt: skip


def test_the_form_starts_with_what_was_said_last(client: Client, chair: User, meeting: Meeting) -> None:
    client.force_login(chair)
    client.post(PROPOSE, typed(reason="voorstel"))
    assert client.get(PAGE).context["decision_form"].initial["reason"] == "voorstel"
    client.post(DECIDE, typed(reason="besluit"))
    assert client.get(PAGE).context["decision_form"].initial["reason"] == "besluit"


def test_a_kind_out_of_use_stays_at_its_decision(client: Client, chair: User, meeting: Meeting) -> None:
    client.force_login(chair)
    client.post(DECIDE, typed())
    DeviationReason.objects.filter(code="cluster").update(is_active=False)
    assert client.post(DECIDE, typed(reason="nader uitgelegd")).status_code == 302
    other = reverse("decision-save", args=["2020-W39", "VR01"])
    assert client.post(other, typed()).status_code == 422


RIGHTS = {
    DECIDE: {"chair"},
    PROPOSE: {"chair", "secretary"},
    take_over_url(1): {"chair"},
}


@pytest.mark.parametrize(
    "role", ["viewer", "secretary", "chair", "region_contact", "sector_lead", "administrator"]
)
@pytest.mark.parametrize("url", RIGHTS, ids=["decide", "propose", "take over"])
def test_who_may(client: Client, meeting: Meeting, url: str, role: str) -> None:
    client.force_login(UserFactory(groups=[role]))
    assert (client.post(url).status_code != 403) is (role in RIGHTS[url])
    assert client.get(url).status_code == 405

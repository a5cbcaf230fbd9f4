"""The agenda: which regions are discussed, in which order, and how long that takes."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User

from meetings.actions import ask_for_region, decide, lift_region
from meetings.agenda import agenda_of, agenda_order
from meetings.agenda.upcoming import upcoming_of
from meetings.models import AgendaReason, MeetingSettings
from tests.integration.meetings.records import (
    HELD_ON,
    NOW,
    all_levels,
    decided,
    item_of,
    level,
    meeting_on,
    regional,
    small_meeting,
    without_near_bounds,
)
from tests.integration.meetings.region_records import (
    a_proposal,
    an_error,
    answered,
    asked,
    contact_of,
    responded,
)

pytestmark = pytest.mark.django_db


def test_the_most_urgent_is_first_and_hamerstukken_are_last(chair: User, secretary: User) -> None:
    without_near_bounds()
    meeting = meeting_on(levels={**all_levels(), "VR08": None, "VR15": 3})
    ask_for_region(item=item_of(meeting, "VR04"), text="toch", by=secretary, now=NOW)
    ask_for_region(item=item_of(meeting, "VR15"), text="toch", by=secretary, now=NOW)
    responded(item_of(meeting, "VR05"), contact_of("VR05"), an_error())
    decide(
        item=item_of(meeting, "VR09"), level=level(2), valid_from=HELD_ON, reason="", stage="proposed",
        by=secretary, now=NOW,
    )  # fmt: skip
    order = agenda_order(meeting)
    # Unknown, objection, proposal; asked for: the higher level first; then by code.
    assert order[:5] == ["VR08", "VR05", "VR09", "VR15", "VR04"]
    assert order[5:8] == ["VR01", "VR02", "VR03"]
    assert len(order) == 25


def test_an_objection_goes_when_the_region_takes_it_back() -> None:
    meeting, contact = small_meeting(["VR15"]), contact_of("VR15")
    responded(item_of(meeting), contact, a_proposal(3))
    (line,) = agenda_of(meeting).discuss
    assert line.reasons == ("De regio stelt 3 ernstig voor: de zorg loopt vol",)
    responded(item_of(meeting), contact)
    assert agenda_of(meeting).discuss == ()


def test_reasons_are_told_the_heaviest_first_and_once(chair: User) -> None:
    meeting = small_meeting(["VR15"])
    ask_for_region(item=item_of(meeting), text="toch", by=chair, now=NOW)
    lift_region(item=item_of(meeting), by=chair, now=NOW)
    responded(item_of(meeting), contact_of("VR15"), an_error())
    (line,) = agenda_of(meeting).discuss
    assert line.reasons == (
        "De regio meldt een fout in de cijfers: GM0014 telt dubbel",
        "Gevraagd door voorzitter: toch",
        "Uit de hamerstukken gehaald.",
    )


@pytest.mark.parametrize("only_to_do", [False, True])
def test_what_is_decided_is_marked_or_left_out(chair: User, only_to_do: bool) -> None:
    meeting = small_meeting(["VR01", "VR02", "VR15"])
    for code in ("VR02", "VR15"):
        lift_region(item=item_of(meeting, code), by=chair, now=NOW)
    decided(item_of(meeting, "VR02"), chair)
    agenda = agenda_of(meeting, only_to_do=only_to_do)
    shown = [(line.item.area.code, line.is_decided) for line in agenda.discuss]
    assert shown == ([("VR15", False)] if only_to_do else [("VR02", True), ("VR15", False)])
    assert (agenda.total, agenda.decided, agenda.to_do, agenda.to_discuss, agenda.hamerstukken) == (3, 1, 2, 2, 1)
    assert agenda.next_to_discuss.item.area.code == "VR15"


def test_the_time_budget_follows_the_settings(chair: User) -> None:
    meeting = small_meeting(["VR01", "VR02", "VR15"])
    settings = MeetingSettings(ladder=regional(), discuss_minutes=4, consent_minutes=6)
    lift_region(item=item_of(meeting, "VR15"), by=chair, now=NOW)
    meeting.points.create(title="Bezoek", by=chair, at=NOW)
    budget = agenda_of(meeting).budget(settings, started_at=None, now=NOW)
    assert (budget.total, budget.remaining) == (2 * 4 + 6, 14)
    for code in ("VR01", "VR02", "VR15"):
        decided(item_of(meeting, code), chair)
    budget = agenda_of(meeting).budget(settings, started_at=NOW, now=NOW + timedelta(minutes=5))
    assert (budget.total, budget.remaining) == (14, 4)


def test_without_hamerstukken_they_take_no_time(chair: User) -> None:
    meeting = small_meeting(["VR15"])
    lift_region(item=item_of(meeting), by=chair, now=NOW)
    budget = agenda_of(meeting).budget(MeetingSettings(ladder=regional()), started_at=None, now=NOW)
    assert budget.total == 3


def test_an_answer_after_the_opening_is_told(chair: User) -> None:
    earlier = small_meeting(["VR15"], "2020-W38")
    question = asked(item_of(earlier), chair, "Eén cluster?")
    without_near_bounds()
    meeting = meeting_on(levels={"VR15": 1})
    before = AgendaReason.objects.get(item=item_of(meeting), code="question")
    (line,) = [line for line in agenda_of(meeting).discuss if line.item.area.code == "VR15"]
    assert line.reasons == ("Vraag aan de regio, antwoord uiterlijk 6 oktober 2020: Eén cluster?",)
    answered(question, contact_of("VR15"))
    (line,) = [line for line in agenda_of(meeting).discuss if line.item.area.code == "VR15"]
    assert line.reasons == ("De regio heeft op 2 oktober 2020 antwoord gegeven op de vraag: Eén cluster?",)
    assert AgendaReason.objects.get(pk=before.pk).facts == before.facts


@pytest.mark.parametrize("codes", [["VR01", "VR15"], None], ids=["2 regions", "25 regions"])
def test_the_number_of_queries_does_not_grow(
    codes: list[str] | None, chair: User, django_assert_num_queries
) -> None:
    meeting = small_meeting(codes or list(all_levels()))
    ask_for_region(item=item_of(meeting), text="toch", by=chair, now=NOW)
    with django_assert_num_queries(6):
        agenda_of(meeting)
    with django_assert_num_queries(5):
        assert agenda_order(meeting)[0] == "VR15"


def test_the_day_of_the_next_meeting(chair: User) -> None:
    planned = upcoming_of(regional(), now=NOW)  # Friday of week 40
    assert (str(planned.week), planned.held_on, planned.meeting) == ("2020-W40", date(2020, 10, 7), None)
    assert upcoming_of(regional(), now=NOW - timedelta(days=2)).held_on == date(2020, 9, 30)  # today itself
    meeting = small_meeting(["VR15"])
    assert upcoming_of(regional(), now=NOW).meeting == meeting

from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth.models import User

from ladder.models import AuditEntry
from meetings.actions import adopt
from meetings.actions.routes import record_route_entry
from meetings.errors import MeetingError
from meetings.models import Decision, Meeting, RouteEntry, RouteStep
from tests.integration.meetings.records import (
    HELD_ON,
    NOW,
    decided,
    item_of,
    level,
    small_meeting,
    without_four_eyes,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
TODAY = date(2020, 10, 2)  # the day of NOW


def meeting_with_one_that_waits(by: User, week: str = "2020-W39") -> Meeting:
    """Groningen at level 2 in force at once, Haaglanden at 2 waiting for the route."""
    without_four_eyes()
    meeting = small_meeting(["VR01", "VR15"], week)
    for code, waits in (("VR01", False), ("VR15", True)):
        Decision.objects.create(
            item=item_of(meeting, code), level=level(2), valid_from=HELD_ON, waits_for_route=waits,
            decided_by=by, decided_at=NOW,
        )  # fmt: skip
    adopt(meeting=meeting, by=by, now=NOW)
    return Meeting.objects.get(pk=meeting.pk)


def after(hours: int) -> datetime:
    return NOW + timedelta(hours=hours)


def said(meeting: Meeting, by: User, *words: tuple[str, str]) -> None:
    """Record these outcomes, one an hour."""
    for hours, (code, outcome) in enumerate(words, start=1):
        record_route_entry(
            meeting=meeting, step=RouteStep.objects.get(code=code), outcome=outcome, held_on=TODAY,
            remarks=f"{hours}", by=by, now=after(hours),
        )  # fmt: skip


def in_force(meeting: Meeting, at: datetime) -> set[str]:
    found = Decision.objects.in_force_for_week(meeting.ladder, meeting.week, as_of=at)
    return set(found.values_list("item__area__code", flat=True))


LINE = (("DOC", "agreed"), ("ACC", "agreed"), ("MCC", "agreed"))
CASES = {
    # what was said, one an hour; after which hours the waiting decision is in force
    "nothing": ((), ()),
    "part of the way": (LINE[:2], ()),
    "the whole line": (LINE, (3,)),
    "sent back afterwards": ((*LINE, ("ACC", "returned")), (3,)),
    "sent back by a body beside the line": ((*LINE, ("ministerraad", "returned")), (3,)),
    "sent back, then agreed": ((*LINE, ("ACC", "returned"), ("ACC", "agreed")), (3, 5)),
    "agreed elsewhere after being sent back": ((*LINE, ("ACC", "returned"), ("DOC", "agreed")), (3,)),
    "agreed twice": ((*LINE, ("DOC", "agreed")), (3, 4)),
    "flagged for the council of ministers": ((*LINE, ("ministerraad", "flagged")), (3, 4)),
}


@pytest.mark.parametrize(("words", "hours"), CASES.values(), ids=CASES)
def test_when_a_decision_that_waits_is_in_force(
    chair: User, words: tuple[tuple[str, str], ...], hours: tuple[int, ...]
) -> None:
    meeting = meeting_with_one_that_waits(chair)
    said(meeting, chair, *words)
    for hour in range(len(words) + 1):
        expected = {"VR01", "VR15"} if hour in hours else {"VR01"}
        assert in_force(meeting, after(hour)) == expected, f"after {hour} hours"
        if hour in hours:
            assert in_force(meeting, after(hour) - timedelta(seconds=1)) == (
                {"VR01", "VR15"} if hour - 1 in hours else {"VR01"}
            )


def test_while_a_decision_waits_the_one_before_it_stays_in_force(chair: User) -> None:
    without_four_eyes()
    before = small_meeting(["VR15"], "2020-W38", 3)
    decided(item_of(before), chair, 3)
    adopt(meeting=before, by=chair, now=NOW)
    meeting = meeting_with_one_that_waits(chair)
    found = Decision.objects.in_force_for_week(meeting.ladder, meeting.week, as_of=NOW)
    assert found.get(item__area__code="VR15").level.number == 3
    said(meeting, chair, *LINE)
    found = Decision.objects.in_force_for_week(meeting.ladder, meeting.week, as_of=after(3))
    assert found.get(item__area__code="VR15").level.number == 2


def record(meeting: Meeting, by: User, **changes: object) -> RouteEntry:
    fields = {"step": RouteStep.objects.get(code="DOC"), "outcome": "agreed", "held_on": TODAY, "remarks": ""}
    return record_route_entry(meeting=meeting, by=by, now=NOW, **{**fields, **changes})


@pytest.mark.parametrize(
    ("outcome", "day", "field"),
    [
        ("agreed", HELD_ON, None),
        ("agreed", HELD_ON - timedelta(days=1), "held_on"),
        ("agreed", TODAY + timedelta(days=1), "held_on"),
        ("noted", TODAY, None),
        ("returned", TODAY + timedelta(days=1), "held_on"),
        ("flagged", TODAY + timedelta(days=1), None),
        ("flagged", HELD_ON - timedelta(days=1), "held_on"),
    ],
)
def test_the_day_of_an_entry(chair: User, outcome: str, day: date, field: str | None) -> None:
    meeting = meeting_with_one_that_waits(chair)
    if field is None:
        assert record(meeting, chair, outcome=outcome, held_on=day).pk
        return
    with pytest.raises(MeetingError) as error:
        record(meeting, chair, outcome=outcome, held_on=day)
    assert error.value.field == field


@pytest.mark.parametrize(("outcome", "refused"), [
    ("flagged", False), ("agreed", True), ("noted", True), ("returned", True),
])  # fmt: skip
def test_before_the_adoption_a_step_is_only_announced(chair: User, outcome: str, refused: bool) -> None:
    meeting = small_meeting(["VR15"])
    if not refused:
        assert record(meeting, chair, outcome=outcome).pk
        return
    with pytest.raises(MeetingError) as error:
        record(meeting, chair, outcome=outcome)
    assert error.value.field == "outcome"


def test_a_step_out_of_use_takes_nothing(chair: User) -> None:
    meeting = meeting_with_one_that_waits(chair)
    RouteStep.objects.filter(code="DOC").update(is_active=False)
    with pytest.raises(MeetingError) as error:
        record(meeting, chair)
    assert error.value.field == "step"


def test_a_completed_route_stays_so_when_the_steps_change(chair: User) -> None:
    meeting = meeting_with_one_that_waits(chair)
    said(meeting, chair, *LINE)
    RouteStep.objects.create(code="nieuw", name="Nieuw", order=9)
    RouteStep.objects.filter(code="DOC").update(is_active=False)
    assert in_force(meeting, after(3)) == {"VR01", "VR15"}


def test_the_same_entry_twice_is_stored_once_and_recorded_once(chair: User) -> None:
    meeting = meeting_with_one_that_waits(chair)
    first = record(meeting, chair, remarks=" zonder opmerkingen\r\n")
    assert record(meeting, chair, remarks="zonder opmerkingen") == first
    assert record(meeting, chair, remarks="toch nog iets") != first
    entries = list(AuditEntry.objects.filter(action="route.recorded").order_by("pk"))
    assert [(entry.before or {}).get("remarks") for entry in entries] == [None, "zonder opmerkingen"]
    assert entries[0].after == {
        "step": "DOC", "outcome": "agreed", "held_on": "2020-10-02", "remarks": "zonder opmerkingen",
        "completes": False,
    }  # fmt: skip

from datetime import date

import pytest
from django.contrib.auth.models import User

from meetings.actions import decide, decide_rest_as_computed
from meetings.errors import MeetingAdopted, MeetingError
from meetings.models import Decision
from tests.integration.meetings.records import (
    HELD_ON,
    NOW,
    adopted,
    decided,
    item_of,
    level,
    meeting_on,
    small_meeting,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.mark.parametrize(
    ("code", "number", "reason", "refused"),
    [
        ("VR15", 3, "", False),  # as computed
        ("VR15", 3, "toch een reden", False),
        ("VR15", 2, "", True),  # differs
        ("VR15", 2, " \n ", True),
        ("VR15", 2, "druk op de zorg neemt af", False),
        ("VR08", 1, "", True),  # unknown
        ("VR08", 1, "beeld van de GGD", False),
        ("VR03", 1, "", True),  # nothing computed
        ("VR03", 1, "beeld van de GGD", False),
    ],
)
def test_a_reason_is_needed_when_the_level_is_not_the_computed_one(
    chair: User, code: str, number: int, reason: str, refused: bool
) -> None:
    item = item_of(meeting_on(), code)
    if refused:
        with pytest.raises(MeetingError) as error:
            decided(item, chair, number, reason)
        assert error.value.field == "reason"
        assert not Decision.objects.exists()
    else:
        decision = decided(item, chair, number, reason)
        assert (decision.level.number, decision.reason, decision.decided_by) == (number, reason, chair)


@pytest.mark.parametrize(("day", "refused"), [(date(2020, 9, 20), True), (date(2020, 9, 21), False)])
def test_a_level_is_not_valid_before_the_week(chair: User, day: date, refused: bool) -> None:
    item = item_of(meeting_on())
    if refused:
        with pytest.raises(MeetingError) as error:
            decide(item=item, level=level(3), valid_from=day, reason="", by=chair, now=NOW)
        assert error.value.field == "valid_from"
    else:
        assert decide(item=item, level=level(3), valid_from=day, reason="", by=chair, now=NOW).valid_from == day


@pytest.mark.parametrize("code", ["VR15", "VR03"])
def test_a_level_of_another_version_is_refused(chair: User, code: str) -> None:
    item = item_of(meeting_on(), code)
    with pytest.raises(MeetingError) as error:
        decide(item=item, level=level(3, "2021-02"), valid_from=HELD_ON, reason="x", by=chair, now=NOW)
    assert error.value.field == "level"


def test_the_last_decision_counts_and_the_same_one_is_stored_once(chair: User) -> None:
    item = item_of(meeting_on())
    decided(item, chair, 3, "")
    assert decided(item, chair, 3, "") == item.decisions.get()
    decided(item, chair, 2, "toch lager")
    decided(item, chair, 3, "")
    assert Decision.objects.latest_per_item().get().level.number == 3
    assert item.decisions.count() == 3


def test_the_rest_follows_the_computed_level_where_it_is_certain(chair: User) -> None:
    meeting = meeting_on(levels={"VR01": 1, "VR02": 2, "VR08": None, "VR15": 3})
    decided(item_of(meeting, "VR02"), chair, 3, "cluster")
    decisions, left = decide_rest_as_computed(meeting=meeting, valid_from=HELD_ON, by=chair, now=NOW)
    found = {decision.item.area.code: decision.level.number for decision in decisions}
    assert found == {"VR01": 1, "VR15": 3}
    codes = {item.area.code for item in left}
    assert len(left) == 22
    assert {"VR08", "VR03"} <= codes
    assert "VR02" not in codes
    assert item_of(meeting, "VR02").decisions.get().level.number == 3


def test_a_provisional_level_is_left(chair: User) -> None:
    meeting = small_meeting(["VR01", "VR15"])
    item = item_of(meeting)
    provisional = item.assessment
    provisional.pk, provisional._state.adding, provisional.state = None, True, "provisional"
    provisional.computed_at = NOW
    provisional.save()
    other = small_meeting(["VR01"], week="2020-W40")
    other.items.create(area=item.area, assessment=provisional)
    _decisions, left = decide_rest_as_computed(meeting=other, valid_from=date(2020, 10, 7), by=chair, now=NOW)
    assert [item.area.code for item in left] == ["VR15"]


def test_the_rest_is_not_valid_before_the_week(chair: User) -> None:
    meeting = meeting_on()
    with pytest.raises(MeetingError):
        decide_rest_as_computed(meeting=meeting, valid_from=date(2020, 9, 20), by=chair, now=NOW)
    assert not Decision.objects.exists()


def test_an_adopted_meeting_takes_no_decision(chair: User) -> None:
    meeting, _minutes = adopted(chair)
    with pytest.raises(MeetingAdopted):
        decided(item_of(meeting), chair)
    with pytest.raises(MeetingAdopted):
        decide_rest_as_computed(meeting=meeting, valid_from=HELD_ON, by=chair, now=NOW)

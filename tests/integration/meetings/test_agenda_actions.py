"""What people change on an agenda, and the hammer."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User

from ladder.models import AuditEntry
from meetings.actions import add_point, adopt_consent, ask_for_region, decide, lift_region
from meetings.agenda import agenda_of
from meetings.errors import MeetingAdopted, MeetingError
from meetings.models import AgendaPoint, AgendaReason, Decision, Meeting
from tests.integration.meetings.records import (
    HELD_ON,
    NOW,
    adopted,
    all_levels,
    decided,
    item_of,
    level,
    meeting_on,
    small_meeting,
    without_near_bounds,
)
from tests.integration.meetings.region_records import a_proposal, an_error, contact_of, responded

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
BEFORE, AFTER = NOW - timedelta(seconds=1), NOW + timedelta(seconds=1)


def audited(action: str) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(action=action).order_by("pk"))


def test_somebody_asks_for_a_region(secretary: User) -> None:
    item = item_of(small_meeting(["VR15"]))
    for _twice in range(2):
        reason = ask_for_region(item=item, text=" veel \r\nongerust ", by=secretary, now=NOW)
    assert (reason.code, reason.text, reason.by, reason.at) == ("asked", "veel \nongerust", secretary, NOW)
    assert AgendaReason.objects.get() == reason
    (entry,) = audited("agenda.asked")
    assert (entry.by, entry.area, entry.after) == (secretary, item.area, {"text": "veel \nongerust"})


def test_who_asks_says_why(secretary: User) -> None:
    with pytest.raises(MeetingError) as refused:
        ask_for_region(item=item_of(small_meeting(["VR15"])), text=" \n", by=secretary, now=NOW)
    assert refused.value.field == "text"
    assert not AgendaReason.objects.exists()


def test_a_region_is_lifted_out_once(chair: User) -> None:
    meeting = small_meeting(["VR01", "VR15"])
    assert [line.item.area.code for line in agenda_of(meeting).consent] == ["VR01", "VR15"]
    for _twice in range(2):
        lift_region(item=item_of(meeting), by=chair, now=NOW)
    agenda = agenda_of(meeting)
    assert [line.item.area.code for line in agenda.discuss] == ["VR15"]
    assert [line.item.area.code for line in agenda.consent] == ["VR01"]
    assert len(audited("agenda.lifted")) == AgendaReason.objects.count() == 1


def test_a_point_is_put_on_the_agenda_once(secretary: User) -> None:
    meeting = small_meeting(["VR15"])
    for _twice in range(2):
        point = add_point(meeting=meeting, title="Bezoek", text="In de zorg", by=secretary, now=NOW)
    assert AgendaPoint.objects.get() == point
    assert [entry.after for entry in audited("agenda.point_added")] == [{"title": "Bezoek", "text": "In de zorg"}]


def test_a_point_has_a_title(secretary: User) -> None:
    with pytest.raises(MeetingError) as refused:
        add_point(meeting=small_meeting(["VR15"]), title=" ", text="x", by=secretary, now=NOW)
    assert refused.value.field == "title"


@pytest.mark.parametrize(("who", "now", "taken"), [
    ("secretary", BEFORE, True), ("secretary", NOW, False), ("chair", BEFORE, True), ("chair", AFTER, True),
])  # fmt: skip
def test_after_the_deadline_only_the_chair_adds_points(
    who: str, now: object, taken: bool, secretary: User, chair: User
) -> None:
    meeting = small_meeting(["VR15"])
    Meeting.objects.update(agenda_closes_at=NOW)
    arguments = {
        "meeting": meeting,
        "title": "Bezoek",
        "text": "",
        "by": {"secretary": secretary, "chair": chair}[who],
    }
    if taken:
        assert add_point(now=now, **arguments).title == "Bezoek"
    else:
        with pytest.raises(MeetingError):
            add_point(now=now, **arguments)
        assert not AgendaPoint.objects.exists()


def test_the_hammer_decides_exactly_the_hamerstukken(chair: User, secretary: User) -> None:
    without_near_bounds()
    meeting = meeting_on(levels={**all_levels(1), "VR08": None, "VR15": 3})
    decided(item_of(meeting, "VR02"), chair, 3, "cluster")
    lift_region(item=item_of(meeting, "VR03"), by=chair, now=NOW)
    ask_for_region(item=item_of(meeting, "VR04"), text="toch", by=secretary, now=NOW)
    responded(item_of(meeting, "VR05"), contact_of("VR05"), an_error())
    responded(item_of(meeting, "VR06"), contact_of("VR06"), a_proposal(3))
    responded(item_of(meeting, "VR07"), contact_of("VR07"), a_proposal(1))  # the computed level: no objection
    decide(
        item=item_of(meeting, "VR09"), level=level(1), valid_from=HELD_ON, reason="", stage="proposed",
        by=secretary, now=NOW,
    )  # fmt: skip
    decisions = adopt_consent(meeting=meeting, valid_from=HELD_ON, by=chair, now=AFTER)
    left = {"VR02", "VR03", "VR04", "VR05", "VR06", "VR08", "VR09", "VR15"}
    assert {one.item.area.code for one in decisions} == set(all_levels()) - left
    stored = Decision.objects.get(item=item_of(meeting, "VR07"))
    assert (stored.level.number, stored.stage, stored.valid_from, stored.next_review) == (
        1, "decided", HELD_ON, meeting.next_on,
    )  # fmt: skip
    assert item_of(meeting, "VR02").decisions.get().level.number == 3


def test_the_hammer_is_audited_per_region(chair: User) -> None:
    without_near_bounds()
    meeting = meeting_on(levels=all_levels(1))
    adopt_consent(meeting=meeting, valid_from=HELD_ON, by=chair, now=NOW)
    entries = audited("decision.decided")
    assert [entry.area.code for entry in entries] == list(all_levels())
    assert {entry.object_id for entry in entries} == {
        str(pk) for pk in Decision.objects.values_list("pk", flat=True)
    }
    assert entries[0].after["with_one_hammer"] is True


@pytest.mark.parametrize(
    ("seen", "refused"),
    [
        (["VR01", "VR15"], False),
        (["VR15", "VR01"], False),
        (["VR01"], True),
        (["VR01", "VR02", "VR15"], True),
        ([], True),
    ],
)
def test_the_hammer_falls_on_what_was_on_screen_only(chair: User, seen: list[str], refused: bool) -> None:
    meeting = small_meeting(["VR01", "VR15"])
    if refused:
        with pytest.raises(MeetingError):
            adopt_consent(meeting=meeting, valid_from=HELD_ON, by=chair, now=NOW, seen=seen)
    else:
        adopt_consent(meeting=meeting, valid_from=HELD_ON, by=chair, now=NOW, seen=seen)
    assert Decision.objects.count() == (0 if refused else 2)


@pytest.mark.parametrize("state", ["provisional", "unknown", None])
def test_a_level_that_is_not_certain_is_left_by_the_hammer(chair: User, state: str | None) -> None:
    meeting = small_meeting(["VR01", "VR15"])
    found = item_of(meeting).assessment
    other = small_meeting(["VR01"], week="2020-W40")
    if state:
        found.pk, found._state.adding, found.state, found.computed_at = None, True, state, NOW
        found.level = None if state == "unknown" else found.level
        found.save()
    other.items.create(area=found.area, assessment=found if state else None)
    adopt_consent(meeting=other, valid_from=date(2020, 10, 7), by=chair, now=NOW)
    assert [one.item.area.code for one in Decision.objects.all()] == ["VR01"]


@pytest.mark.parametrize(("day", "refused"), [(date(2020, 9, 20), True), (date(2020, 9, 21), False)])
def test_the_hammer_is_not_valid_before_the_week(chair: User, day: date, refused: bool) -> None:
    meeting = small_meeting(["VR15"])
    if refused:
        with pytest.raises(MeetingError) as error:
            adopt_consent(meeting=meeting, valid_from=day, by=chair, now=NOW)
        assert error.value.field == "valid_from"
    else:
        (decision,) = adopt_consent(meeting=meeting, valid_from=day, by=chair, now=NOW)
        assert decision.valid_from == day


def test_an_adopted_meeting_keeps_its_agenda(chair: User) -> None:
    meeting, _minutes = adopted(chair)
    item = item_of(meeting)
    for change in (
        lambda: ask_for_region(item=item, text="x", by=chair, now=NOW),
        lambda: lift_region(item=item, by=chair, now=NOW),
        lambda: add_point(meeting=meeting, title="x", text="", by=chair, now=NOW),
        lambda: adopt_consent(meeting=meeting, valid_from=HELD_ON, by=chair, now=NOW),
    ):
        with pytest.raises(MeetingAdopted):
            change()

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from ladder.models import AuditEntry
from ladder.weeks import Week
from meetings.actions import adopt, decide, open_meeting, start_session
from meetings.errors import MeetingAdopted, MeetingError
from meetings.models import AgendaReason, Meeting, MeetingSettings
from tests.factories import REPORTED, store_assessments
from tests.integration.meetings.records import (
    HELD_ON,
    NOW,
    adopted,
    all_levels,
    decided,
    deviation,
    item_of,
    level,
    meeting_on,
    regional,
    small_meeting,
    without_four_eyes,
    without_near_bounds,
)
from tests.integration.meetings.region_records import answered, asked, contact_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
BEFORE = NOW - timedelta(days=1)


def test_the_agenda_has_every_region_pinned_to_its_computed_level(chair: User) -> None:
    meeting = meeting_on(levels={"VR01": 1, "VR08": None}, by=chair)
    assert meeting.items.count() == 25
    assert item_of(meeting, "VR01").assessment.level.number == 1
    assert item_of(meeting, "VR08").assessment.state == "unknown"
    assert item_of(meeting, "VR02").assessment is None
    assert (meeting.status, meeting.opened_by, meeting.next_on) == ("preparation", chair, date(2020, 10, 7))


def test_only_what_was_known_at_the_cut_off_is_pinned(chair: User) -> None:
    store_assessments("2020-W39", {"VR01": 1})
    store_assessments("2020-W39", {"VR01": 3}, as_of=REPORTED + timedelta(hours=1))
    week = Week.parse("2020-W39")
    meeting = open_meeting(
        ladder=regional(), week=week, held_on=HELD_ON, as_of=REPORTED + timedelta(minutes=59), now=NOW, by=chair
    )
    assert item_of(meeting, "VR01").assessment.level.number == 1


def test_only_the_version_in_force_is_pinned(chair: User) -> None:
    store_assessments("2020-W39", {"VR01": 3}, version="2021-02")
    meeting = meeting_on(levels={"VR01": 2}, by=chair)
    assert item_of(meeting, "VR01").assessment.version.code == "2020-09"


def test_a_second_meeting_on_a_week_is_refused(chair: User, english: None) -> None:
    meeting = meeting_on()
    with pytest.raises(MeetingError, match="There is a meeting on 2020-W39 already") as refused:
        open_meeting(ladder=regional(), week=meeting.week, held_on=HELD_ON, as_of=NOW, now=NOW, by=chair)
    assert refused.value.field == "week"
    assert Meeting.objects.count() == 1


def test_the_database_refuses_a_second_meeting_too(db: None) -> None:
    meeting = meeting_on()
    meeting.pk = None
    meeting._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        meeting.save()


def test_a_week_without_computed_levels_is_refused(chair: User, english: None) -> None:
    with pytest.raises(MeetingError, match="No levels have been computed for 2020-W39"):
        open_meeting(ladder=regional(), week=Week.parse("2020-W39"), held_on=HELD_ON, as_of=NOW, now=NOW, by=chair)
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(("held_on", "refused"), [(date(2020, 9, 20), True), (date(2020, 9, 21), False)])
def test_a_meeting_is_not_held_before_its_week(chair: User, held_on: date, refused: bool) -> None:
    store_assessments("2020-W39", {"VR01": 1})
    arguments = {"ladder": regional(), "week": Week.parse("2020-W39"), "as_of": NOW, "now": NOW, "by": chair}
    if refused:
        with pytest.raises(MeetingError) as error:
            open_meeting(held_on=held_on, **arguments)
        assert error.value.field == "held_on"
    else:
        assert open_meeting(held_on=held_on, **arguments).held_on == held_on


def test_a_session_starts_once(chair: User, secretary: User) -> None:
    meeting = meeting_on()
    started = start_session(meeting=meeting, by=chair, now=NOW)
    again = start_session(meeting=meeting, by=secretary, now=NOW + timedelta(hours=1))
    assert (started.status, started.started_at, started.started_by) == ("in_session", NOW, chair)
    assert (again.started_at, again.started_by) == (NOW, chair)


def test_an_adopted_meeting_does_not_start_again(chair: User) -> None:
    meeting, _minutes = adopted(chair)
    with pytest.raises(MeetingAdopted):
        start_session(meeting=meeting, by=chair, now=NOW)


def reasons_in(meeting: Meeting) -> dict[str, list[str]]:
    found = defaultdict(list)
    for reason in AgendaReason.objects.filter(item__meeting=meeting).select_related("item__area"):
        found[reason.item.area.code].append(reason.code)
    return dict(found)


def in_force(week: str, levels: dict[str, int], chair: User) -> Meeting:
    """Adopt a meeting on a week that decided these levels."""
    without_four_eyes()
    meeting = small_meeting(list(levels), week)
    for code, number in levels.items():
        decided(item_of(meeting, code), chair, number)
    adopt(meeting=meeting, by=chair, now=BEFORE)
    return meeting


def test_the_decision_in_force_for_the_week_before_is_pinned(chair: User) -> None:
    without_near_bounds()
    earlier = in_force("2020-W38", {"VR01": 2, "VR02": 1}, chair)
    in_force("2020-W37", {"VR01": 3, "VR15": 3}, chair)
    meeting = meeting_on(levels={"VR01": 2, "VR02": 2, "VR15": 3, "VR16": 3})
    assert item_of(meeting, "VR01").in_force == earlier.items.get(area__code="VR01").decisions.get()
    assert {code: item_of(meeting, code).in_force.level.number for code in ("VR01", "VR02", "VR15")} == {
        "VR01": 2, "VR02": 1, "VR15": 3,
    }  # fmt: skip
    assert item_of(meeting, "VR16").in_force is None
    found = reasons_in(meeting)
    assert found["VR02"] == ["differs"]
    assert found["VR16"] == ["differs"]
    assert not {"VR01", "VR15"} & set(found)


@pytest.mark.parametrize(("valid_from", "is_in_force"), [(HELD_ON, True), (HELD_ON + timedelta(days=1), False)])
def test_a_decision_is_in_force_from_the_day_on_which_it_is_valid(
    chair: User, valid_from: date, is_in_force: bool
) -> None:
    without_near_bounds()
    in_force("2020-W37", {"VR01": 2}, chair)
    later = small_meeting(["VR01"], "2020-W38")
    said = {"reason": "omdat", "deviation": deviation(), "by": chair, "now": BEFORE}
    decide(item=item_of(later, "VR01"), level=level(3), valid_from=valid_from, **said)
    adopt(meeting=later, by=chair, now=BEFORE)

    meeting = meeting_on(levels={"VR01": 2})
    assert item_of(meeting, "VR01").in_force.level.number == (3 if is_in_force else 2)
    assert reasons_in(meeting).get("VR01", []) == (["differs"] if is_in_force else [])


def test_a_decision_that_is_not_adopted_is_not_in_force(chair: User) -> None:
    earlier = small_meeting(["VR01"], "2020-W38")
    decided(item_of(earlier, "VR01"), chair, 3)
    assert item_of(meeting_on(levels={"VR01": 2}), "VR01").in_force is None


def test_what_is_not_computed_unknown_or_provisional_is_discussed() -> None:
    without_near_bounds()
    found = reasons_in(meeting_on(levels={"VR01": 1, "VR08": None}))
    assert "VR01" not in found
    assert found["VR08"] == found["VR03"] == ["unknown"]
    facts = {one.item.area.code: one.facts for one in AgendaReason.objects.select_related("item__area")}
    assert facts["VR03"] == {"state": "absent", "values": []}
    (value,) = facts["VR08"]["values"]
    assert (value["state"], value["signal"]["code"]) == ("missing", "positive_tests")


def test_growth_is_held_against_last_week_and_the_settings() -> None:
    """The factory gives a value just above the signal value: 1 without one, 51 at zorgelijk, 151 at ernstig."""
    store_assessments("2020-W38", {"VR01": 2, "VR02": 3})
    MeetingSettings.objects.create(ladder=regional(), near_bound=1, fast_growth=100)
    found = reasons_in(meeting_on(levels={"VR01": 3, "VR02": 3, "VR15": 3}))
    assert found["VR01"] == ["differs", "near_bound", "fast_growth"]
    assert found["VR02"] == found["VR15"] == ["differs", "near_bound"]


def test_the_settings_decide_what_is_near() -> None:
    assert reasons_in(meeting_on(levels={"VR01": 2}))["VR01"] == ["differs", "near_bound"]
    without_near_bounds()
    assert reasons_in(meeting_on("2020-W40", levels={"VR01": 2}))["VR01"] == ["differs"]


@pytest.mark.parametrize(
    ("answered_at", "adopted_at", "told"),
    [
        (None, BEFORE, True),  # open
        (BEFORE - timedelta(seconds=1), BEFORE, False),  # answered before that meeting was adopted
        (BEFORE, BEFORE, False),
        (BEFORE + timedelta(seconds=1), BEFORE, True),
        (BEFORE, None, True),  # that meeting is not adopted yet
    ],
)
def test_a_question_of_an_earlier_meeting_is_on_the_agenda(
    chair: User, answered_at: datetime | None, adopted_at: datetime | None, told: bool
) -> None:
    without_four_eyes()
    earlier = small_meeting(["VR01"], "2020-W38")
    question = asked(item_of(earlier, "VR01"), chair, now=BEFORE - timedelta(days=1))
    decided(item_of(earlier, "VR01"), chair)
    if adopted_at:
        adopt(meeting=earlier, by=chair, now=adopted_at)
    if answered_at:
        answered(question, contact_of("VR01"), now=answered_at)
    found = reasons_in(meeting_on(levels=all_levels()))
    assert ("question" in found.get("VR01", [])) is told
    assert "question" not in found.get("VR02", [])


def test_a_question_of_an_exercise_stays_in_the_exercise(chair: User) -> None:
    store_assessments("2020-W38", all_levels())
    drill = open_meeting(
        ladder=regional(), week=Week.parse("2020-W38"), as_of=NOW, now=NOW, by=chair, is_exercise=True
    )
    asked(item_of(drill, "VR01"), chair)
    assert "question" not in reasons_in(meeting_on(levels=all_levels())).get("VR01", [])


@pytest.mark.parametrize(
    ("now", "closes"),
    [
        (datetime(2020, 9, 28, 8, tzinfo=UTC), datetime(2020, 9, 29, 13, tzinfo=UTC)),
        (datetime(2020, 9, 29, 13, tzinfo=UTC), datetime(2020, 9, 29, 13, tzinfo=UTC)),
        (datetime(2020, 9, 29, 13, 1, tzinfo=UTC), datetime(2020, 9, 29, 13, 1, tzinfo=UTC)),
    ],
)
def test_the_agenda_closes_at_the_deadline_but_never_before_the_opening(now: datetime, closes: datetime) -> None:
    store_assessments("2020-W39", {"VR01": 1}, as_of=now)
    meeting = open_meeting(ladder=regional(), week=Week.parse("2020-W39"), as_of=now, now=now, by=None)
    assert (meeting.held_on, meeting.agenda_closes_at) == (date(2020, 9, 30), closes)


def test_an_exercise_stands_beside_the_meeting(chair: User, english: None) -> None:
    meeting = meeting_on()
    arguments = {
        "ladder": regional(),
        "week": meeting.week,
        "as_of": NOW,
        "now": NOW,
        "by": chair,
        "is_exercise": True,
    }
    drill = open_meeting(**arguments)
    assert (drill.key, drill.items.count()) == ("2020-W39-oefening", 25)
    with pytest.raises(MeetingError, match="There is an exercise on 2020-W39 already"):
        open_meeting(**arguments)


def test_quality_and_revisions_are_kept_as_they_were_told(chair: User) -> None:
    store_assessments("2020-W38", all_levels())
    store_assessments("2020-W38", {"VR15": 3}, as_of=NOW)
    meeting = meeting_on(levels={**all_levels(), "VR08": None})
    meeting.refresh_from_db()
    (finding,) = [one for one in meeting.quality if one["severity"] == "blocks"]
    assert (finding["code"], finding["signal"], finding["areas"]) == (
        "values_not_complete",
        "positive_tests",
        ["VR08"],
    )
    assert set(finding["sentence"]) == {"nl", "en"}
    assert finding["sentence"]["nl"] != finding["sentence"]["en"]
    (revision,) = meeting.revisions
    assert (revision["week"], revision["areas"]) == (
        "2020-W38", [{"code": "VR15", "name": "Haaglanden", "old": 2, "new": 3}],
    )  # fmt: skip


def test_without_revisions_none_are_kept(chair: User) -> None:
    store_assessments("2020-W38", all_levels())
    assert meeting_on(levels=all_levels()).revisions == []


def test_opening_and_starting_are_in_the_audit_trail(chair: User) -> None:
    meeting = meeting_on(levels={**all_levels(), "VR08": None}, by=chair)
    start_session(meeting=meeting, by=chair, now=NOW)
    start_session(meeting=meeting, by=chair, now=NOW)
    opened, started = AuditEntry.objects.order_by("pk")
    assert (opened.action, opened.by, opened.week_start) == ("meeting.opened", chair, meeting.week_start)
    assert "VR08" in opened.after["discuss"]
    assert (started.action, started.before, started.after) == (
        "meeting.started", {"status": "preparation"}, {"status": "in_session"},
    )  # fmt: skip


@pytest.mark.parametrize("codes", [["VR01", "VR15"], None], ids=["2 regions", "25 regions"])
def test_the_number_of_queries_of_an_opening_does_not_grow(
    codes: list[str] | None, chair: User, django_assert_max_num_queries
) -> None:
    levels = dict.fromkeys(codes or all_levels(), 2)
    for week in ("2020-W38", "2020-W39"):
        store_assessments(week, levels)
    in_force("2020-W37", {"VR01": 3}, chair)
    with django_assert_max_num_queries(38):
        open_meeting(ladder=regional(), week=Week.parse("2020-W39"), as_of=NOW, now=NOW, by=chair)

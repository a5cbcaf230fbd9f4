from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User

from ladder.models import AuditEntry
from meetings.actions import decide, take_over
from meetings.actions.decisions import Votes
from meetings.deviations import deviations_to_choose
from meetings.errors import MeetingAdopted, MeetingError
from meetings.models import Decision, DeviationReason, Meeting, Participant
from tests.integration.meetings.records import (
    HELD_ON,
    NOW,
    adopted,
    decided,
    deviation,
    item_of,
    level,
    meeting_on,
    small_meeting,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def seats(meeting: Meeting, *, present: int, absent: int = 0, without_vote: int = 0) -> None:
    """Give a meeting seats."""
    for number in range(present + absent + without_vote):
        Participant.objects.create(
            meeting=meeting,
            function=f"lid {number}",
            is_present=number < present or number >= present + absent,
            has_vote=number < present + absent,
        )


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


@pytest.mark.parametrize(
    ("code", "number", "kind", "refused"),
    [
        ("VR15", 3, None, False),
        ("VR15", 2, None, True),
        ("VR15", 2, "cluster", False),
        ("VR08", 1, None, True),
        ("VR08", 1, "cijfers", False),
    ],
)
def test_so_is_the_kind_of_reason(chair: User, code: str, number: int, kind: str | None, refused: bool) -> None:
    item, chosen = item_of(meeting_on(), code), deviation(kind) if kind else None
    said = {"item": item, "level": level(number), "valid_from": HELD_ON, "reason": "omdat", "deviation": chosen}
    if refused:
        with pytest.raises(MeetingError) as error:
            decide(**said, by=chair, now=NOW)
        assert error.value.field == "deviation"
    else:
        assert decide(**said, by=chair, now=NOW).deviation == chosen


@pytest.mark.parametrize(
    ("day", "refused"),
    [
        (date(2020, 9, 20), True),  # before the week of the meeting
        (date(2020, 9, 21), False),
        (HELD_ON + timedelta(weeks=8), False),
        (HELD_ON + timedelta(weeks=8, days=1), True),
        (date(2030, 9, 30), True),
    ],
)
def test_a_level_is_valid_from_the_week_until_eight_weeks_after_the_meeting(
    chair: User, day: date, refused: bool
) -> None:
    item = item_of(meeting_on())
    if refused:
        with pytest.raises(MeetingError) as error:
            decide(item=item, level=level(3), valid_from=day, reason="", by=chair, now=NOW)
        assert error.value.field == "valid_from"
    else:
        assert decide(item=item, level=level(3), valid_from=day, reason="", by=chair, now=NOW).valid_from == day


@pytest.mark.parametrize(
    ("review", "refused"), [(date(2020, 9, 29), True), (HELD_ON, True), (date(2020, 10, 1), False), (None, False)]
)
def test_a_level_is_reviewed_after_it_starts(chair: User, review: date | None, refused: bool) -> None:
    said = {"item": item_of(meeting_on()), "level": level(3), "valid_from": HELD_ON, "reason": ""}
    if refused:
        with pytest.raises(MeetingError) as error:
            decide(**said, next_review=review, by=chair, now=NOW)
        assert error.value.field == "next_review"
    else:
        assert decide(**said, next_review=review, by=chair, now=NOW).next_review == review


@pytest.mark.parametrize(
    ("votes", "refused"),
    [(Votes(3, 0, 0), False), (Votes(1, 1, 1), False), (Votes(0, 0, 0), False), (Votes(2, 1, 1), True)],
)
def test_no_more_votes_than_members_present(chair: User, votes: Votes, refused: bool) -> None:
    meeting = meeting_on()
    seats(meeting, present=3, absent=2, without_vote=2)
    said = {"item": item_of(meeting), "level": level(3), "valid_from": HELD_ON, "reason": "", "votes": votes}
    if refused:
        with pytest.raises(MeetingError, match="4") as error:
            decide(**said, by=chair, now=NOW)
        assert error.value.field == "votes_for"
    else:
        found = decide(**said, by=chair, now=NOW)
        counted = (found.votes_for, found.votes_against, found.abstentions)
        assert counted == (votes.in_favour, votes.against, votes.abstained)


def test_all_that_is_said_is_stored_and_in_the_audit_trail(chair: User) -> None:
    meeting = meeting_on()
    seats(meeting, present=3)
    item = item_of(meeting)
    first = decided(item, chair, 3, "")
    said = {
        "level": level(2),
        "valid_from": HELD_ON,
        "next_review": date(2020, 10, 7),
        "reason": "begrensd",
        "deviation": deviation(),
        "waits_for_route": True,
    }
    found = decide(item=item, votes=Votes(2, 1, 0, " wij\r\nniet "), by=chair, now=NOW, **said)
    assert {name: getattr(found, name) for name in said} == said
    assert (found.minority_note, found.has_votes) == ("wij\nniet", True)
    entry = AuditEntry.objects.get(object_id=str(found.pk), action="decision.decided")
    assert (entry.by, entry.at, entry.area, entry.week_start) == (chair, NOW, item.area, meeting.week_start)
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.before["level"], entry.after["level"]) == (first.level_id, found.level_id)
    assert (entry.after["votes"], entry.after["minority_note"]) == ([2, 1, 0], "wij\nniet")


@pytest.mark.parametrize("code", ["VR15", "VR03"])
def test_a_level_of_another_version_is_refused(chair: User, code: str) -> None:
    item = item_of(meeting_on(), code)
    with pytest.raises(MeetingError) as error:
        decide(
            item=item,
            level=level(3, "2021-02"),
            valid_from=HELD_ON,
            reason="x",
            deviation=deviation(),
            by=chair,
            now=NOW,
        )
    assert error.value.field == "level"


def test_the_last_decision_counts_and_the_same_one_is_stored_once(chair: User) -> None:
    item = item_of(meeting_on())
    decided(item, chair, 3, "")
    assert decided(item, chair, 3, "") == item.decisions.get()
    decided(item, chair, 2, "toch lager")
    decided(item, chair, 3, "")
    assert Decision.objects.latest_per_stage().get().level.number == 3
    assert item.decisions.count() == 3
    assert AuditEntry.objects.filter(action="decision.decided").count() == 3


def propose(meeting: Meeting, by: User, number: int = 2, **said: object) -> Decision:
    return decide(
        item=item_of(meeting),
        level=level(number),
        valid_from=HELD_ON,
        reason="begrensd",
        deviation=deviation(),
        stage=Decision.Stage.PROPOSED,
        by=by,
        now=NOW,
        **said,  # type: ignore[arg-type]  # any of the other arguments
    )


def test_a_proposal_decides_nothing(chair: User, secretary: User) -> None:
    meeting = meeting_on()
    proposal = propose(meeting, secretary)
    assert not Decision.objects.decided().exists()
    assert meeting.items.undecided().filter(area__code="VR15").exists()
    assert AuditEntry.objects.get(action="decision.proposed").object_id == str(proposal.pk)


def test_a_proposal_obeys_the_same_rules(secretary: User) -> None:
    with pytest.raises(MeetingError) as error:
        propose(meeting_on(), secretary, next_review=HELD_ON)
    assert error.value.field == "next_review"


def test_a_proposal_is_taken_over_word_for_word(chair: User, secretary: User) -> None:
    meeting = meeting_on()
    seats(meeting, present=2)
    proposal = propose(
        meeting,
        secretary,
        next_review=date(2020, 10, 7),
        votes=Votes(1, 1, 0, "wij niet"),
        waits_for_route=True,
    )
    decision = take_over(item=item_of(meeting), proposal=proposal, by=chair, now=NOW)
    assert (decision.stage, decision.decided_by) == ("decided", chair)
    same = [
        "level", "valid_from", "next_review", "deviation", "reason",
        "votes_for", "votes_against", "abstentions", "minority_note", "waits_for_route",
    ]  # fmt: skip
    assert [getattr(decision, name) for name in same] == [getattr(proposal, name) for name in same]


def test_only_the_last_proposal_is_taken_over(chair: User, secretary: User) -> None:
    meeting = meeting_on()
    first = propose(meeting, secretary)
    last = propose(meeting, secretary, number=1)
    with pytest.raises(MeetingError):
        take_over(item=item_of(meeting), proposal=first, by=chair, now=NOW)
    assert not Decision.objects.decided().exists()
    assert take_over(item=item_of(meeting), proposal=last, by=chair, now=NOW).level.number == 1


def test_an_adopted_meeting_takes_no_decision_and_no_proposal(chair: User) -> None:
    meeting, _minutes = adopted(chair)
    with pytest.raises(MeetingAdopted):
        decided(item_of(meeting), chair)
    with pytest.raises(MeetingAdopted):
        propose(meeting, chair)
    with pytest.raises(MeetingAdopted):
        take_over(item=item_of(meeting), proposal=Decision(), by=chair, now=NOW)


def test_kinds_out_of_use_can_be_chosen_only_where_they_are_present(chair: User) -> None:
    meeting = small_meeting(["VR14", "VR15"])
    decided(item_of(meeting), chair, 3, "x")
    DeviationReason.objects.filter(code__in=["cluster", "trend"]).update(is_active=False)
    chosen = {
        code: set(deviations_to_choose(item_of(meeting, code)).values_list("code", flat=True))
        for code in ("VR14", "VR15")
    }
    active = set(DeviationReason.objects.filter(is_active=True).values_list("code", flat=True))
    assert chosen == {"VR14": active, "VR15": active | {"cluster"}}

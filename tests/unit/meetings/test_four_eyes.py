from datetime import date

import pytest

from meetings.four_eyes import checkers_of, fingerprint_of, unchecked
from meetings.models import Approval, Decision

CHAIR, SECRETARY, OTHER = 1, 2, 3


def made(pk: int = 1, by: int = CHAIR, **changes: object) -> Decision:
    fields = {"item_id": pk, "level_id": 2, "valid_from": date(2020, 9, 30), "reason": "x", "decided_by_id": by}
    return Decision(pk=pk, **{**fields, **changes})


def by(*users: int) -> list[Approval]:
    return [Approval(by_id=user) for user in users]


@pytest.mark.parametrize(
    "changes",
    [{"level_id": 3}, {"valid_from": date(2020, 10, 1)}, {"next_review": date(2020, 10, 7)}, {"deviation_id": 1},
     {"reason": "y"}, {"votes_for": 1, "votes_against": 0, "abstentions": 0}, {"minority_note": "n"},
     {"waits_for_route": True}, {"decided_by_id": OTHER}, {"item_id": 9}],
    ids=lambda changes: next(iter(changes)),
)  # fmt: skip
def test_whatever_changes_in_a_decision_changes_the_fingerprint(changes: dict[str, object]) -> None:
    assert fingerprint_of([made(), made(2)]) != fingerprint_of([made(**changes), made(2)])


def test_the_fingerprint_does_not_depend_on_the_order_but_on_each_row() -> None:
    one, two = made(1), made(2)
    assert fingerprint_of([one, two]) == fingerprint_of([two, one])
    assert fingerprint_of([one]) != fingerprint_of([one, two])
    # The same words in a later row are another state.
    assert fingerprint_of([made(1)]) != fingerprint_of([made(5, item_id=1)])
    assert len(fingerprint_of([])) == 64


@pytest.mark.parametrize(
    ("writers", "approvers", "adopter", "left"),
    [
        ([CHAIR], [], CHAIR, [1]),
        ([CHAIR], [CHAIR], CHAIR, [1]),  # checking one's own work is no check
        ([CHAIR], [SECRETARY], CHAIR, []),
        ([CHAIR], [], SECRETARY, []),  # whoever adopts is the second pair of eyes
        ([CHAIR, SECRETARY], [], CHAIR, [1]),
        ([CHAIR, SECRETARY], [], SECRETARY, [2]),
        ([CHAIR, SECRETARY], [], OTHER, []),
        ([CHAIR, SECRETARY], [SECRETARY], CHAIR, []),
        ([CHAIR, SECRETARY], [SECRETARY], SECRETARY, [2]),
        ([CHAIR, SECRETARY], [CHAIR, SECRETARY], SECRETARY, []),
        ([CHAIR, CHAIR], [OTHER], CHAIR, []),
        ([], [], CHAIR, []),
    ],
)
def test_who_may_adopt_what(writers: list[int], approvers: list[int], adopter: int, left: list[int]) -> None:
    decisions = [made(pk, writer) for pk, writer in enumerate(writers, start=1)]
    found = unchecked(decisions, by(*approvers), adopter_id=adopter)
    assert [decision.pk for decision in found] == left


def test_the_writer_does_not_count_among_the_checkers() -> None:
    assert [approval.by_id for approval in checkers_of(made(), by(CHAIR, SECRETARY, OTHER))] == [SECRETARY, OTHER]

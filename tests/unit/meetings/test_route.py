import pytest

from meetings.models import Decision, RouteEntry, RouteStep
from meetings.route import RouteState, awaited, completes, is_completed, is_sent_back, last_words, route_state

DOC, ACC, MCC, COUNCIL, OLD = (
    RouteStep(pk=pk, code=code, is_regular=regular, is_active=active)
    for pk, code, regular, active in [
        (1, "DOC", True, True), (2, "ACC", True, True), (3, "MCC", True, True),
        (4, "ministerraad", False, True), (5, "oud", True, False),
    ]
)  # fmt: skip
STEPS = [DOC, ACC, MCC, COUNCIL, OLD]


def went(*said: tuple[RouteStep, str]) -> list[RouteEntry]:
    """Return the entries as the action would store them one after another."""
    entries: list[RouteEntry] = []
    for step, outcome in said:
        whole = completes(entries, step, outcome, STEPS)
        entries.append(RouteEntry(step_id=step.pk, outcome=outcome, completes=whole))
    return entries


ALL = ((DOC, "agreed"), (ACC, "agreed"), (MCC, "agreed"))
CASES = {
    "nothing": ((), False, False),
    "part of the way": (ALL[:2], False, False),
    "all steps": (ALL, True, False),
    "in another order": (ALL[::-1], True, False),
    "taken note of is not agreed": ((*ALL[:2], (MCC, "noted")), False, False),
    "noted first, agreed later": ((*ALL[:2], (MCC, "noted"), (MCC, "agreed")), True, False),
    "sent back on the way": (((DOC, "agreed"), (ACC, "returned"), (MCC, "agreed")), False, True),
    "sent back, then agreed": (((ACC, "returned"), *ALL), True, False),
    "sent back afterwards": ((*ALL, (ACC, "returned")), False, True),
    "sent back afterwards, then agreed": ((*ALL, (ACC, "returned"), (ACC, "agreed")), True, False),
    "a flag beside the line does not hold it up": (((COUNCIL, "flagged"), *ALL), True, False),
    "sent back beside the line does": (((COUNCIL, "returned"), *ALL), False, True),
    "and is lifted there": (((COUNCIL, "returned"), *ALL, (COUNCIL, "agreed")), True, False),
    "agreed beside the line only": (((COUNCIL, "agreed"),), False, False),
    "a step out of use sent it back once": (((OLD, "returned"), *ALL), True, True),
}


@pytest.mark.parametrize(("said", "completed", "sent_back"), CASES.values(), ids=CASES)
def test_when_a_route_is_completed(
    said: tuple[tuple[RouteStep, str], ...], completed: bool, sent_back: bool
) -> None:
    entries = went(*said)
    assert (is_completed(entries), is_sent_back(entries)) == (completed, sent_back)


@pytest.mark.parametrize(
    ("said", "steps"),
    [
        ((), [DOC, ACC, MCC]),
        (((DOC, "agreed"),), [ACC, MCC]),
        (((DOC, "noted"), (ACC, "agreed")), [DOC, MCC]),
        (((ACC, "agreed"), (ACC, "returned")), [DOC, ACC, MCC]),
        (ALL, []),
        ((*ALL, (COUNCIL, "flagged")), []),
        ((*ALL, (COUNCIL, "returned")), [COUNCIL]),
        ((*ALL, (OLD, "returned")), []),
    ],
)
def test_which_steps_hold_a_route_up(said: tuple[tuple[RouteStep, str], ...], steps: list[RouteStep]) -> None:
    assert awaited(last_words(went(*said)), STEPS) == steps


def test_without_a_regular_line_nothing_completes() -> None:
    assert not completes([], COUNCIL, "agreed", [COUNCIL])


@pytest.mark.parametrize(
    ("waits", "said", "adopted", "exercise", "state", "in_force"),
    [
        (False, (), True, False, RouteState.AHEAD, True),
        (True, (), True, False, RouteState.WAITS, False),
        (False, ALL, True, False, RouteState.COMPLETED, True),
        (True, ALL, True, False, RouteState.COMPLETED, True),
        (False, (*ALL, (MCC, "returned")), True, False, RouteState.AHEAD_SENT_BACK, True),
        (True, (*ALL, (MCC, "returned")), True, False, RouteState.WAITS_SENT_BACK, False),
        (True, ALL, False, False, RouteState.NOT_ADOPTED, False),
        (False, ALL, True, True, RouteState.EXERCISE, False),
    ],
)
def test_the_state_of_a_decision(
    waits: bool, said: tuple, adopted: bool, exercise: bool, state: RouteState, in_force: bool
) -> None:
    found = route_state(Decision(waits_for_route=waits), went(*said), adopted=adopted, exercise=exercise)
    assert found is state
    assert found.is_in_force is in_force
    assert str(found.label)

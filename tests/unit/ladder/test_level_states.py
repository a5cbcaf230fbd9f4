"""The states of a level, also where there is none."""

import pytest

from ladder.level_states import ABSENT, COMPLETE, UNDECIDED, computed_state, decided_state
from ladder.models import Assessment, Level


@pytest.mark.parametrize("state", Assessment.State.values)
def test_a_computed_level_has_the_state_of_its_assessment(state: str) -> None:
    assert computed_state(Assessment(state=state)) == state


def test_what_was_not_computed_is_not_unknown() -> None:
    assert computed_state(None) == ABSENT
    assert ABSENT not in Assessment.State.values


@pytest.mark.parametrize(("found", "state"), [(Level(number=1), COMPLETE), (None, UNDECIDED)])
def test_a_decided_level_is_there_or_not(found: Level | None, state: str) -> None:
    assert decided_state(found) == state

"""Signals as the engine reads them."""

import pytest

from ladder.engine.rules import SignalRule
from ladder.models import Signal
from ladder.signal_rules import signal_rule

SIGNAL = Signal(
    code="beds", frequency="weekly", per=1_000_000, aggregation="mean", direction=Signal.Direction.HIGHER_IS_WORSE,
    usually_incomplete_days=4, minimum_population=20_000,
)  # fmt: skip


def test_all_that_makes_a_weekly_value_is_taken_over() -> None:
    assert signal_rule(SIGNAL) == SignalRule(
        "beds", "shown", frequency="weekly", per=1_000_000, aggregation="mean", higher_is_worse=True, bounds=(),
        usually_incomplete_days=4, minimum_population=20_000,
    )  # fmt: skip


def test_role_and_bounds_are_those_of_who_asks() -> None:
    found = signal_rule(SIGNAL, role="deciding", bounds=((2, 4.0), (3, 16.0)))

    assert (found.role, found.bounds) == ("deciding", ((2, 4.0), (3, 16.0)))


@pytest.mark.parametrize("direction", Signal.Direction.values)
def test_which_way_is_worse(direction: str) -> None:
    found = signal_rule(Signal(code="compliance", direction=direction))

    assert found.higher_is_worse is (direction == Signal.Direction.HIGHER_IS_WORSE)

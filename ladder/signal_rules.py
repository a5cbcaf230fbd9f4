"""Signals as the engine reads them."""

from ladder.engine.rules import Bounds, SignalRule
from ladder.models import Signal, SignalUse


def signal_rule(signal: Signal, *, role: str = SignalUse.Role.SHOWN, bounds: Bounds = ()) -> SignalRule:
    """Return how the weekly value of a signal is made and what it is held against; by itself it is only shown."""
    return SignalRule(
        signal=signal.code,
        role=role,
        frequency=signal.frequency,
        per=signal.per,
        aggregation=signal.aggregation,
        higher_is_worse=signal.direction == Signal.Direction.HIGHER_IS_WORSE,
        bounds=bounds,
        usually_incomplete_days=signal.usually_incomplete_days,
        minimum_population=signal.minimum_population,
    )

"""What changed since last week, and what changes by chance."""

from math import log, sqrt

from ladder.engine.verdicts import SignalVerdict, ValueState
from ladder.explanations.facts import Change
from ladder.models import Signal

FEWEST = 20
CHANCE = 2.0
LONGEST = 26.0


def change_of(
    found: SignalVerdict, before: SignalVerdict | None, signal: Signal, inhabitants: int | None
) -> Change | None:
    """Compare a weekly value with last week's; None unless both are complete.

    A doubling or halving time is given only where it says something: the signal counts people or places, both
    weeks counted at least `FEWEST` of them, the two counts differ by more than twice what chance does (the
    standard deviation of the difference of two counts a and b is about √(a + b)), and the time is at most half a
    year. `inhabitants` turns a value per inhabitants back into a count; None gives no time.
    """
    if not _both_complete(found, before) or found.value is None or before is None or before.value is None:
        return None
    now, then = found.value, before.value
    weeks = _weeks_to_double(count_of(now, signal, inhabitants), count_of(then, signal, inhabitants))
    return Change(
        last_week=then,
        difference=now - then,
        growth=(now - then) / then if then else None,
        doubling_weeks=weeks if weeks and weeks > 0 else None,
        halving_weeks=-weeks if weeks and weeks < 0 else None,
    )


def count_of(value: float, signal: Signal, inhabitants: int | None) -> float | None:
    """Return how many were counted, for a weekly value of a signal that adds up; None where that is not known."""
    if signal.aggregation != Signal.Aggregation.SUM:
        return None
    if signal.per is None:
        return value
    return value * inhabitants / signal.per if inhabitants else None


def _both_complete(found: SignalVerdict, before: SignalVerdict | None) -> bool:
    return before is not None and found.state == before.state == ValueState.COMPLETE


def _weeks_to_double(now: float | None, then: float | None) -> float | None:
    """Return the weeks to double, negative for the weeks to halve; None where chance or rounding could be it."""
    if now is None or then is None or min(now, then) < FEWEST or abs(now - then) <= CHANCE * sqrt(now + then):
        return None
    weeks = log(2) / log(now / then)
    return weeks if abs(weeks) <= LONGEST else None

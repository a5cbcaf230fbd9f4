"""How long something has been so."""

from collections.abc import Iterable

from ladder.engine.verdicts import SignalVerdict, ValueState, Verdict
from ladder.explanations.facts import Run
from ladder.models import Assessment, Signal


def run_of(answers: Iterable[bool | None]) -> Run:
    """Count this week and the weeks before it with the same answer.

    `answers` are those of the weeks before, latest first: True (the same), False (it was not so) or None (not
    known). The run ends at the first False; at a None, or after the last answer, it is `at_least` so long.
    """
    weeks = 1
    for answer in answers:
        if not answer:
            return Run(weeks, at_least=answer is None)
        weeks += 1
    return Run(weeks, at_least=True)


def same_level(earlier: Assessment | None, now: Assessment) -> bool | None:
    """Tell whether an earlier week had the same level, by number and name, also under another version."""
    if earlier is None or earlier.level is None or now.level is None:
        return None
    return (earlier.level.number, earlier.level.name) == (now.level.number, now.level.name)


def same_side(earlier: Verdict | None, found: SignalVerdict, signal: Signal, comparator: str) -> bool | None:
    """Tell whether an earlier weekly value lay on the same side of a signal value as `found` does.

    The signal value is the one of the level that was reached; at the lowest level, the first one. It is that of
    now: what another version said then does not matter. Part of a sum proves that a signal value was passed, and
    never that it was not.
    """
    before = earlier.of(found.signal) if earlier else None
    if before is None or before.value is None:
        return None
    bounds = dict(found.bounds)
    is_passed = found.level in bounds
    bound = bounds[found.level] if found.level in bounds else found.bounds[0][1]
    was_passed = passes(before.value, bound, signal, comparator)
    if before.state != ValueState.COMPLETE and not (was_passed and _part_proves(signal)):
        return None
    return was_passed == is_passed


def passes(value: float, bound: float, signal: Signal, comparator: str) -> bool:
    """Tell whether a value has passed a signal value, as a version with this comparator says."""
    sign = 1 if signal.direction == Signal.Direction.HIGHER_IS_WORSE else -1
    return sign * value > sign * bound if comparator == "above" else sign * value >= sign * bound


def _part_proves(signal: Signal) -> bool:
    return signal.aggregation == Signal.Aggregation.SUM and signal.direction == Signal.Direction.HIGHER_IS_WORSE

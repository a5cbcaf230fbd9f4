"""The signal values around a weekly value."""

from ladder.engine.verdicts import SignalVerdict


def next_bound(found: SignalVerdict) -> tuple[int, float] | None:
    """Return the next higher level's number and signal value; None at the top, or without bounds or value."""
    if found.level is None:
        return None
    return next(((number, bound) for number, bound in found.bounds if number > found.level), None)


def reached_bound(found: SignalVerdict) -> tuple[int, float] | None:
    """Return the number and signal value of the level that the signal is at; None at the lowest level."""
    return next(((number, bound) for number, bound in found.bounds if number == found.level), None)

"""Why a region has its level, in sentences made from the facts of an assessment, in the reader's language."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ladder import formats
from ladder.engine.rules import DECIDING
from ladder.engine.verdicts import SignalVerdict, ValueState
from ladder.models import Assessment, LadderVersion, Signal


def explain(assessment: Assessment) -> list[str]:
    """Return the sentences, the deciding ones first. The assessment comes from `with_explanation`."""
    return list(_Explanation(assessment).sentences())


def next_bound(found: SignalVerdict) -> tuple[int, float] | None:
    """Return the next higher level's number and signal value; None at the top, or without bounds or value."""
    if found.level is None:
        return None
    return next(((number, bound) for number, bound in found.bounds if number > found.level), None)


def reached_bound(found: SignalVerdict) -> tuple[int, float] | None:
    """Return the number and signal value of the level that the signal is at; None at the lowest level."""
    return next(((number, bound) for number, bound in found.bounds if number == found.level), None)


class _Explanation:
    def __init__(self, assessment: Assessment) -> None:
        version = assessment.version
        self.verdict = assessment.verdict
        self.signals = {use.signal.code: use.signal for use in version.uses.all()}
        self.levels = {level.number: level.label for level in version.levels.all()}
        self.strict = version.comparator == LadderVersion.Comparator.ABOVE

    def sentences(self) -> Iterator[str]:
        for found in self.verdict.signals:
            if found.bounds and found.value is not None:
                yield self._held_against_bounds(found)
        yield from self._next_levels()
        yield from self._doubts()
        yield from self._grain()

    def _held_against_bounds(self, found: SignalVerdict) -> str:
        signal = self.signals[found.signal]
        facts = {
            "signal": _capitalised(signal.label),
            "value": formats.weekly_value(found.value or 0, signal, found.bounds),
            "unit": signal.unit_label,
            "bound": self._bound_reached(found),
            "level": self.levels.get(found.level or 0, ""),
        }
        if found.role == DECIDING:
            return _("%(signal)s: %(value)s %(unit)s, %(bound)s. That is %(level)s.") % facts
        return _("%(signal)s: %(value)s %(unit)s, %(bound)s. That counts too, but does not decide.") % facts

    def _bound_reached(self, found: SignalVerdict) -> str:
        side = self._side(self.signals[found.signal])
        reached = reached_bound(found)
        if reached is None:
            return _("not %(side)s %(bound)s") % {"side": side, "bound": formats.bound(found.bounds[0][1])}
        return f"{side} {formats.bound(reached[1])}"

    def _side(self, signal: Signal) -> str:
        """Say on which side of a signal value its level lies."""
        if signal.direction == Signal.Direction.HIGHER_IS_WORSE:
            return _("above the signal value") if self.strict else _("at or above the signal value")
        return _("below the signal value") if self.strict else _("at or below the signal value")

    def _next_levels(self) -> Iterator[str]:
        for found in self.verdict.signals:
            bound = next_bound(found)
            if found.role == DECIDING and bound and found.value is not None:
                signal = self.signals[found.signal]
                yield _("%(signal)s: %(distance)s to go to %(level)s (%(side)s %(bound)s).") % {
                    "signal": _capitalised(signal.label),
                    "distance": formats.weekly_value(abs(bound[1] - found.value), signal),
                    "level": self.levels[bound[0]],
                    "side": self._side(signal),
                    "bound": formats.bound(bound[1]),
                }

    def _doubts(self) -> Iterator[str]:
        for found in self.verdict.doubtful:
            yield f"{_capitalised(self.signals[found.signal].label)}: {describe_state(found)}."
        if self.verdict.doubtful and self.verdict.level is None:
            yield _("The level is unknown: incomplete figures cannot prove that no signal value has been passed.")
        elif self.verdict.doubtful:
            yield _("The level is provisional: it can become higher when the figures are complete.")

    def _grain(self) -> Iterator[str]:
        for found in self.verdict.signals:
            if found.role == DECIDING and found.grain:
                label = _capitalised(self.signals[found.signal].label)
                parts = _("%(signal)s: added up from the figures of the municipalities.")
                own = _("%(signal)s: from the figures reported for the region as a whole.")
                yield (parts if found.grain == "parts" else own) % {"signal": label}


def describe_state(found: SignalVerdict) -> str:
    """Return the state of a weekly value in words: "complete", "5 of 7 days reported", …"""
    if found.state == ValueState.INCOMPLETE:
        days = ngettext(
            "%(days)s of %(expected)s day completely reported",
            "%(days)s of %(expected)s days completely reported",
            found.days_expected,
        )
        return days % {"days": found.days, "expected": found.days_expected}
    return {
        ValueState.COMPLETE: _("complete"),
        ValueState.LATE: _("not reported yet for any region"),
        ValueState.MISSING: _("not reported for this region"),
    }[found.state]


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]

"""Why a region has its level, in sentences made from the facts of one assessment alone."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ladder import formats
from ladder.engine.rules import DECIDING
from ladder.engine.verdicts import SignalVerdict
from ladder.explanations.bounds import next_bound, reached_bound
from ladder.explanations.held import why_held
from ladder.explanations.states import doubts, grains
from ladder.models import Assessment, LadderVersion, Signal


def explain(assessment: Assessment) -> list[str]:
    """Return the sentences, the deciding ones first. The assessment comes from `with_explanation`.

    With the weeks before and the neighbours at hand, `explanation` and `sentences` say more.
    """
    return list(_Explanation(assessment).sentences())


class _Explanation:
    def __init__(self, assessment: Assessment) -> None:
        version = assessment.version
        self.assessment = assessment
        self.verdict = assessment.verdict
        self.signals = {use.signal.code: use.signal for use in version.uses.all()}
        self.levels = {level.number: level.label for level in version.levels.all()}
        self.comparator = version.comparator

    def sentences(self) -> Iterator[str]:
        for found in self.verdict.signals:
            if found.bounds and found.value is not None:
                yield self._held_against_bounds(found)
        yield from self._next_levels()
        yield from why_held(self.assessment)
        yield from doubts(self.verdict, self.signals)
        yield from grains(self.verdict, self.signals)

    def _held_against_bounds(self, found: SignalVerdict) -> str:
        signal = self.signals[found.signal]
        facts = {
            "signal": capfirst(signal.label),
            "value": formats.weekly_value(found.value or 0, signal, found.bounds),
            "unit": signal.unit_label,
            "bound": self._bound_reached(found),
            "level": self.levels.get(found.level or 0, ""),
        }
        if found.role == DECIDING:
            return _("%(signal)s: %(value)s %(unit)s, %(bound)s. That is %(level)s.") % facts
        return _("%(signal)s: %(value)s %(unit)s, %(bound)s. That counts too, but does not decide.") % facts

    def _bound_reached(self, found: SignalVerdict) -> str:
        side = side_of(self.signals[found.signal], self.comparator)
        reached = reached_bound(found)
        if reached is None:
            return _("not %(side)s %(bound)s") % {"side": side, "bound": formats.bound(found.bounds[0][1])}
        return f"{side} {formats.bound(reached[1])}"

    def _next_levels(self) -> Iterator[str]:
        for found in self.verdict.signals:
            bound = next_bound(found)
            if found.role == DECIDING and bound and found.value is not None:
                signal = self.signals[found.signal]
                yield _("%(signal)s: %(distance)s to go to %(level)s (%(side)s %(bound)s).") % {
                    "signal": capfirst(signal.label),
                    "distance": formats.weekly_value(abs(bound[1] - found.value), signal),
                    "level": self.levels[bound[0]],
                    "side": side_of(signal, self.comparator),
                    "bound": formats.bound(bound[1]),
                }


def side_of(signal: Signal, comparator: str) -> str:
    """Say on which side of a signal value its level lies, under a version with this comparator."""
    strict = comparator == LadderVersion.Comparator.ABOVE
    if signal.direction == Signal.Direction.HIGHER_IS_WORSE:
        return _("above the signal value") if strict else _("at or above the signal value")
    return _("below the signal value") if strict else _("at or below the signal value")

"""What there is to say of one signal: its value, the signal values around it, and the week before."""

from collections.abc import Iterator, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ladder import formats
from ladder.engine.verdicts import ValueState
from ladder.explanations.facts import Change, Distance, SignalExplanation
from ladder.explanations.numbers import duration, for_weeks, gap, percentage, unrounded
from ladder.models import Signal


def about_signal(one: SignalExplanation, side: str, *, alone: bool) -> Iterator[str]:
    """Say the value of a signal with signal values and its distances; of a deciding one, the change too.

    `side` says on which side of a signal value its level lies. `alone`: it is the only signal that can decide, so
    that the change needs no name.
    """
    if one.found.value is None or not one.found.bounds:
        return
    yield _value(one)
    if one.may_decide and one.reached and one.following:
        yield _next_level(one, one.following, side)
    if one.may_decide and one.change:
        yield _change(one.signal, one.change, alone=alone)


def without_last_week(signals: Sequence[SignalExplanation]) -> Iterator[str]:
    """Say that there is nothing to compare with, when that is so for every complete deciding value."""
    complete = [one for one in signals if one.may_decide and one.found.state == ValueState.COMPLETE]
    if complete and not any(one.change for one in complete):
        yield _("There is no complete weekly value of the week before to compare with.")


def _value(one: SignalExplanation) -> str:
    facts = {
        "signal": capfirst(one.signal.label),
        "value": formats.weekly_value(one.found.value or 0, one.signal, one.found.bounds),
        "unit": one.signal.unit_label,
        "position": ", ".join(part for part in (_position(one), for_weeks(one.run)) if part),
    }
    sentence = _("%(signal)s: %(value)s %(unit)s, %(position)s.") % facts
    if one.may_decide:
        return sentence
    return " ".join([sentence, _("That counts too, but does not decide.")])


def _position(one: SignalExplanation) -> str:
    """Say where the value lies from the signal value that was reached, or not reached, at the lowest level."""
    distance = one.reached or one.following
    if distance is None:
        return ""
    higher = (one.signal.direction == Signal.Direction.HIGHER_IS_WORSE) == (one.reached is not None)
    facts = {
        "gap": gap(distance, one.signal),
        "level": distance.level.label,
        "bound": formats.bound(distance.bound),
    }
    if not distance.gap:
        return _("exactly on the signal value for %(level)s (%(bound)s)") % facts
    if higher:
        return _("%(gap)s above the signal value for %(level)s (%(bound)s)") % facts
    return _("%(gap)s below the signal value for %(level)s (%(bound)s)") % facts


def _next_level(one: SignalExplanation, following: Distance, side: str) -> str:
    facts = {
        "signal": capfirst(one.signal.label),
        "distance": gap(following, one.signal),
        "level": following.level.label,
        "side": side,
        "bound": formats.bound(following.bound),
    }
    if not following.gap:
        return _("%(signal)s: exactly on the signal value for %(level)s (%(bound)s), so not there yet.") % facts
    return _("%(signal)s: %(distance)s to go to %(level)s (%(side)s %(bound)s).") % facts


def _change(signal: Signal, change: Change, *, alone: bool) -> str:
    facts = {"signal": capfirst(signal.label), "change": _difference(signal, change) + _pace(change)}
    if alone:
        return _("Compared to last week %(change)s.") % facts
    return _("%(signal)s compared to last week: %(change)s.") % facts


def _difference(signal: Signal, change: Change) -> str:
    if not change.difference:
        return _("unchanged")
    amount = f"{'+' if change.difference > 0 else '−'}{unrounded(abs(change.difference), signal)}"
    return amount if change.growth is None else f"{amount} ({percentage(change.growth)})"


def _pace(change: Change) -> str:
    if change.doubling_weeks:
        return "; " + _("doubles in %(duration)s") % {"duration": duration(change.doubling_weeks)}
    if change.halving_weeks:
        return "; " + _("halves in %(duration)s") % {"duration": duration(change.halving_weeks)}
    return ""

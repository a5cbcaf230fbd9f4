"""How far figures can be trusted, and from whose figures they were made, in words."""

from collections.abc import Iterator, Mapping

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ladder.engine.rules import DECIDING
from ladder.engine.verdicts import SignalVerdict, ValueState, Verdict
from ladder.models import Signal


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
        ValueState.TOO_SMALL: _("too few inhabitants for this figure"),
    }[found.state]


def doubts(verdict: Verdict, signals: Mapping[str, Signal]) -> Iterator[str]:
    """Say which deciding values are not complete, and what that does to the level."""
    for found in verdict.doubtful:
        yield f"{capfirst(signals[found.signal].label)}: {describe_state(found)}."
    if verdict.doubtful and verdict.level is None:
        yield _("The level is unknown: incomplete figures cannot prove that no signal value has been passed.")
    elif verdict.doubtful:
        yield _("The level is provisional: it can become higher when the figures are complete.")


def grains(verdict: Verdict, signals: Mapping[str, Signal]) -> Iterator[str]:
    """Say of each deciding value whether it was added up from municipalities."""
    for found in verdict.signals:
        if found.role == DECIDING and found.grain:
            parts = _("%(signal)s: added up from the figures of the municipalities.")
            own = _("%(signal)s: from the figures reported for the region as a whole.")
            label = capfirst(signals[found.signal].label)
            yield (parts if found.grain == "parts" else own) % {"signal": label}

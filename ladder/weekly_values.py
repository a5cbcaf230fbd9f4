"""Weekly values of signals in words and numbers, from the facts of assessments."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ladder import formats
from ladder.engine.verdicts import SignalVerdict, Verdict
from ladder.explanations import describe_state
from ladder.models import LadderVersion, Signal, SignalUse

HELD_AGAINST_BOUNDS = (SignalUse.Role.DECIDING, SignalUse.Role.SUPPORTING)


@dataclass(frozen=True)
class Cell:
    """The weekly value of one signal: rounded text (empty without a value), and what is to be said of it."""

    text: str
    remark: str


def cell(found: SignalVerdict | None, signal: Signal) -> Cell:
    """Return what a table shows of a signal; None means that nothing was computed."""
    if found is None:
        return Cell("", _("not computed"))
    text = "" if found.value is None else formats.weekly_value(found.value, signal, found.bounds)
    return Cell(text, "" if found.state == "complete" else describe_state(found))


def compared_signals(version: LadderVersion) -> list[Signal]:
    """Return the signals that are held against signal values, the deciding ones first."""
    uses = [use for use in version.uses.all() if use.role in HELD_AGAINST_BOUNDS]
    uses.sort(key=lambda use: HELD_AGAINST_BOUNDS.index(SignalUse.Role(use.role)))
    return [use.signal for use in uses]


def deciding_names(verdict: Verdict, signals: dict[str, Signal]) -> str:
    """Name the signals that gave the level."""
    return ", ".join(signals[code].label for code in verdict.deciding if code in signals)


def doubt(verdict: Verdict, signals: dict[str, Signal]) -> str:
    """Say in a few words why a level is provisional or unknown; empty when it is neither."""
    return "; ".join(
        f"{signals[found.signal].label}: {describe_state(found)}"
        for found in verdict.doubtful
        if found.signal in signals
    )

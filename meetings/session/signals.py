"""The signals of one region as the meeting looks at them: weekly value, change, and place between the bounds."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ladder.explanations import Explanation
from ladder.explanations.facts import Change, SignalExplanation
from ladder.explanations.numbers import percentage, unrounded
from ladder.models import Signal
from ladder.pictures.signal_bars import SignalBar, signal_bars
from ladder.weekly_values import HELD_AGAINST_BOUNDS, cell

PLUS, MINUS = "+", "−"


@dataclass(frozen=True)
class SignalLine:
    """One signal. `text` is its weekly value (empty without one), `remark` what is to be said of it.

    `change` says how it differs from last week (empty when that is not known); `bar` is None for a signal that has
    no signal values. `decides`: it gives the level; `role` is its part in the ladder version.
    """

    signal: Signal
    role: str
    decides: bool
    text: str
    remark: str
    change: str
    bar: SignalBar | None


def signal_lines(told: Explanation) -> tuple[SignalLine, ...]:
    """Return the signals of an assessment: the deciding ones first, those without signal values last."""
    bars = {bar.signal.code: bar for bar in signal_bars(told.assessment, told.assessment.version)}
    lines = [_line(one, bars.get(one.signal.code)) for one in told.signals]
    return tuple(sorted(lines, key=_rank))


def _rank(line: SignalLine) -> int:
    roles = [role.value for role in HELD_AGAINST_BOUNDS]
    return roles.index(line.role) if line.role in roles else len(roles)


def _line(one: SignalExplanation, bar: SignalBar | None) -> SignalLine:
    shown = cell(one.found, one.signal)
    return SignalLine(
        signal=one.signal,
        role=one.found.role,
        decides=one.decides,
        text=shown.text,
        remark=shown.remark,
        change=change_text(one.change, one.signal) if one.change else "",
        bar=bar,
    )


def change_text(change: Change, signal: Signal) -> str:
    """`+12,3 (+13 %) since last week`; the percentage is left out where last week's value was 0."""
    if not change.difference:
        return _("the same as last week")
    sign = PLUS if change.difference > 0 else MINUS
    amount = sign + unrounded(abs(change.difference), signal)
    if change.growth is not None:
        amount = f"{amount} ({sign}{percentage(change.growth)})"
    return _("%(amount)s since last week") % {"amount": amount}

"""Reasons in sentences, made from their facts in the language of the reader. No queries."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Protocol

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ladder import formats
from ladder.engine.verdicts import SignalVerdict, ValueState
from ladder.explanations import describe_state
from ladder.explanations.numbers import percentage
from ladder.level_states import ABSENT

Facts = Mapping[str, Any]
ENDS = (".", "?", "!")


class Reason(Protocol):
    """An `AgendaReason`, or one that is derived."""

    @property
    def code(self) -> str: ...
    @property
    def facts(self) -> Facts: ...
    @property
    def text(self) -> str: ...


def sentence_of(reason: Reason) -> str:
    """Say why a region is discussed. Typed text of people follows a colon, as they typed it."""
    said = SENTENCES[reason.code](reason.facts)
    if reason.text:
        return f"{said}: {reason.text}"
    return said if said.endswith(ENDS) else f"{said}."


def _unknown(facts: Facts) -> str:
    if facts.get("state") == ABSENT:
        return _("No level has been computed")
    return _joined(_("Level unknown"), facts)


def _provisional(facts: Facts) -> str:
    return _joined(_("Level provisional"), facts)


def _joined(said: str, facts: Facts) -> str:
    doubts = "; ".join(f"{_name(one['signal'])} {_state(one)}" for one in facts.get("values", []))
    return f"{said}: {doubts}" if doubts else said


def _state(one: Facts) -> str:
    return describe_state(
        SignalVerdict(
            signal="",
            role="",
            state=ValueState(one["state"]),
            value=None,
            days=one["days"],
            days_expected=one["days_expected"],
            grain=None,
            level=None,
            bounds=(),
        )
    )


def _differs(facts: Facts) -> str:
    if not facts:
        return _("The computed level is not the level in force")
    if "in_force" not in facts:
        return _("Computed %(computed)s, while no level is in force yet") % {"computed": _level(facts["level"])}
    levels = {"computed": _level(facts["level"]), "in_force": _level(facts["in_force"])}
    if facts["level"]["number"] > facts["in_force"]["number"]:
        return _("Up: computed %(computed)s, in force %(in_force)s") % levels
    return _("Down: computed %(computed)s, in force %(in_force)s") % levels


def _near_bound(facts: Facts) -> str:
    if not facts:
        return _("Near a signal value")
    value, bound, signal = facts["value"], facts["bound"], facts["signal"]
    words = {
        "signal": capfirst(_name(signal)),
        "gap": percentage((value - bound) / bound),
        "level": _level(facts["level"]),
        "value": _rounded(value, signal, bound),
        "bound": formats.bound(bound),
    }
    if value == bound:
        return _("%(signal)s exactly on the signal value for %(level)s (%(bound)s)") % words
    if value > bound:
        return _("%(signal)s %(gap)s above the signal value for %(level)s (%(value)s at %(bound)s)") % words
    return _("%(signal)s %(gap)s below the signal value for %(level)s (%(value)s at %(bound)s)") % words


def _fast_growth(facts: Facts) -> str:
    if not facts:
        return _("Fast growth")
    now, then, signal = facts["value"], facts["last_week"], facts["signal"]
    words = {
        "signal": capfirst(_name(signal)),
        "growth": percentage((now - then) / then) if then else "",
        "now": _rounded(now, signal),
        "then": _rounded(then, signal),
    }
    if not then:
        return _("%(signal)s from %(then)s to %(now)s in a week") % words
    if now > then:
        return _("%(signal)s up by %(growth)s in a week (from %(then)s to %(now)s)") % words
    return _("%(signal)s down by %(growth)s in a week (from %(then)s to %(now)s)") % words


def _question(facts: Facts) -> str:
    if "text" not in facts:
        return _("Question to the region")
    if facts.get("answered_on"):
        said = _("The region answered on %(day)s what was asked") % {"day": _day(facts["answered_on"])}
    else:
        said = _("Question to the region, answer due on %(day)s") % {"day": _day(facts["due_on"])}
    return f"{said}: {facts['text']}"


def _asked(facts: Facts) -> str:
    return _("Asked for by %(who)s") % {"who": facts["by"]} if "by" in facts else _("Asked for")


def _lifted(facts: Facts) -> str:
    return _("Lifted out of the consent agenda")


def _objection(facts: Facts) -> str:
    if "level" in facts:
        return _("The region proposes %(level)s") % {"level": _level(facts["level"])}
    return _("The region reports an error in the figures")


def _proposal(facts: Facts) -> str:
    words = {"level": _level(facts["level"]), "day": _day(facts["valid_from"])}
    return _("Proposed: %(level)s from %(day)s") % words


SENTENCES: Mapping[str, Callable[[Facts], str]] = {
    "unknown": _unknown,
    "provisional": _provisional,
    "differs": _differs,
    "near_bound": _near_bound,
    "fast_growth": _fast_growth,
    "question": _question,
    "asked": _asked,
    "lifted": _lifted,
    "objection": _objection,
    "proposal": _proposal,
}


def _name(names: Facts) -> str:
    return str(names["en"] if get_language() == "en" else names["nl"])


def _level(names: Facts) -> str:
    """`2 zorgelijk`"""
    return f"{names['number']} {_name(names)}".strip()


def _rounded(value: float, signal: Facts, bound: float | None = None) -> str:
    """Return a value with the signal's decimals; more where that takes to see on which side of a bound it is."""
    decimals = signal["decimals"]
    while bound is not None and decimals < formats.MOST_DECIMALS and round(value, decimals) == bound != value:
        decimals += 1
    return formats.number(value, decimals)


def _day(iso: str) -> str:
    return formats.day(date.fromisoformat(iso))

"""Names inside facts, in both languages, so that a stored reason can be told later without looking anything up."""

from collections.abc import Mapping
from typing import Any

from ladder.models import Level, Signal
from meetings.agenda_reasons.rules import Found

LEVELS = ("level", "in_force")


def level_names(level: Level) -> dict[str, Any]:
    return {"number": level.number, "nl": level.name, "en": level.name_en or level.name}


def signal_names(signal: Signal) -> dict[str, Any]:
    names = {"code": signal.code, "nl": signal.name, "en": signal.name_en or signal.name}
    return {**names, "decimals": signal.decimals}


def with_names(found: Found, signals: Mapping[str, Signal], levels: Mapping[int, Level]) -> dict[str, Any]:
    """Return the facts of a reason with names where the rule wrote codes and numbers of levels.

    A level that the version at hand does not have keeps its number only.
    """
    facts = dict(found.facts)
    for key in LEVELS:
        if key in facts:
            facts[key] = _named_level(facts[key], levels)
    if "signal" in facts:
        facts["signal"] = signal_names(signals[facts["signal"]])
    if "values" in facts:
        facts["values"] = [{**one, "signal": signal_names(signals[one["signal"]])} for one in facts["values"]]
    return facts


def _named_level(number: int, levels: Mapping[int, Level]) -> dict[str, Any]:
    return level_names(levels[number]) if number in levels else {"number": number, "nl": "", "en": ""}

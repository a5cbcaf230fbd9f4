"""Whether a draft of a ladder version is complete: what stands between it and its adoption."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from django.utils.translation import gettext as _

from ladder import formats
from ladder.models import LadderVersion, SignalUse

COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True)
class Problem:
    """One thing that is not in order: a stable code, and a sentence in the reader's language."""

    code: str
    message: str

    @classmethod
    def not_adopted(cls) -> Self:
        return cls("not-adopted", _("Only an adopted version can be withdrawn."))

    @classmethod
    def has_judged(cls) -> Self:
        text = _("Weeks have been judged by this version: it cannot be withdrawn, only superseded by a newer one.")
        return cls("has-judged", text)


def check_version(version: LadderVersion) -> list[Problem]:
    """Return what keeps a draft from being adopted; nothing when it is in order.

    The version comes from `with_levels_and_bounds`. One query, for the other versions of the ladder.
    """
    return [*_status(version), *_date(version), *_levels(version), *_signals(version)]


def _status(version: LadderVersion) -> Iterator[Problem]:
    if not version.is_draft:
        yield Problem("not-a-draft", _("Only a draft can be adopted."))


def _date(version: LadderVersion) -> Iterator[Problem]:
    """A date is taken once: of two versions from one date nobody could tell which one is in force."""
    adopted = LadderVersion.objects.filter(ladder=version.ladder_id, status=LadderVersion.Status.ADOPTED)
    same = adopted.filter(valid_from=version.valid_from).exclude(pk=version.pk).first()
    if same is not None:
        text = _("Version %(code)s has been adopted from the same date: choose another date.")
        yield Problem("date-taken", text % {"code": same.code})


def _levels(version: LadderVersion) -> Iterator[Problem]:
    levels = list(version.levels.all())
    numbers = [level.number for level in levels]
    if len(levels) < 2:
        yield Problem("too-few-levels", _("A ladder has at least two levels."))
    if numbers != list(range(1, len(numbers) + 1)):
        found = ", ".join(map(str, numbers))
        text = _("Levels are numbered 1, 2, 3 … without a gap; found: %(numbers)s.")
        yield Problem("level-numbers", text % {"numbers": found})
    for what, label in (("name", _("name")), ("colour", _("colour"))):
        values = [getattr(level, what).casefold() for level in levels]
        for value in sorted({value for value in values if values.count(value) > 1}):
            text = _("Two levels have the same %(what)s: %(value)s.")
            yield Problem(f"same-{what}", text % {"what": label, "value": value})
    for level in levels:
        if not COLOUR.fullmatch(level.colour):
            text = _("The colour of level %(number)s is not written as #A11050: %(colour)s.")
            yield Problem("colour", text % {"number": level.number, "colour": level.colour})


def _signals(version: LadderVersion) -> Iterator[Problem]:
    uses = list(version.uses.all())
    above_lowest = [level.number for level in version.levels.all()][1:]
    if not any(use.role == SignalUse.Role.DECIDING for use in uses):
        yield Problem("nothing-decides", _("No signal decides: without one every level stays unknown."))
    for use in uses:
        yield from _bounds(use, above_lowest)


def _bounds(use: SignalUse, above_lowest: list[int]) -> Iterator[Problem]:
    bounds = sorted((threshold.level.number, threshold.value) for threshold in use.thresholds.all())
    there = [number for number, _bound in bounds]
    facts = {"signal": use.signal.label}
    if use.role == SignalUse.Role.SHOWN and bounds:
        yield Problem("bound-of-shown", _("%(signal)s is only shown: it has no signal values.") % facts)
    if any(number not in above_lowest for number in there):
        yield Problem("bound-of-lowest", _("%(signal)s: the lowest level has no signal value.") % facts)
    missing = [number for number in above_lowest if number not in there]
    if use.role == SignalUse.Role.DECIDING and missing:
        text = _("%(signal)s decides, but has no signal value for level %(levels)s.")
        yield Problem("bound-missing", text % {**facts, "levels": ", ".join(map(str, missing))})
    yield from _order(use, [bound for _number, bound in bounds])


def _order(use: SignalUse, bounds: list[float]) -> Iterator[Problem]:
    """Every level has a worse signal value than the one below it."""
    higher_is_worse = use.signal.direction == use.signal.Direction.HIGHER_IS_WORSE
    if all(low < high if higher_is_worse else low > high for low, high in pairwise(bounds)):
        return
    rising = _("%(signal)s: a higher level needs a higher signal value; found: %(bounds)s.")
    falling = _("%(signal)s: lower is worse, so a higher level needs a lower signal value; found: %(bounds)s.")
    found = " · ".join(map(formats.bound, bounds))
    text = (rising if higher_is_worse else falling) % {"signal": use.signal.label, "bounds": found}
    yield Problem("bound-order", text)

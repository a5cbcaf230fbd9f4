"""What is compared with what: read from the query string, and shown again in the form."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from dashboard.pages.levels import LadderInTime
from dashboard.pages.parameters import ParameterError, read_choice
from ladder.models import Level, Signal
from ladder.weekly_values import compared_signals
from regions.models import Area

DATE = "date"
SINCE_LEVEL = "level-"  # and the number of the level
LINEAR, LOG = "linear", "log"
AXES = (LINEAR, LOG)
FEWEST, MOST = 2, 6  # regions; the country comes on top of them
SENT_BY_FORM = {"signal", "axis", "align"}  # always, also when no area is ticked; a link may name the signal alone


@dataclass(frozen=True)
class Choice:
    """What the query string asks for.

    `codes` are the areas, None when nobody has chosen yet. `level` is the level from which days count, None when
    the areas are aligned by date. `problem` says why these areas cannot be compared; empty when they can.
    """

    codes: tuple[str, ...] | None
    signal: Signal
    axis: str
    level: Level | None
    problem: str


def read_choice_of(query: QueryDict, ladder: LadderInTime, areas: Sequence[Area]) -> Choice:
    """Read the choice; `ParameterError` for what no form of the page sends.

    Too few or too many areas are a slip of somebody choosing, told at the choice itself.
    """
    codes = tuple(dict.fromkeys(query.getlist("region")))
    has_chosen = bool(codes) or set(query) >= SENT_BY_FORM
    known = {area.code: area for area in areas}
    for code in codes:
        if code not in known:
            raise ParameterError("region", expected=_("a code such as VR15, or NL"), found=code)
    return Choice(
        codes=codes if has_chosen else None,
        signal=_signal(query, signals_of(ladder)),
        axis=read_choice(query, "axis", AXES) or LINEAR,
        level=_level(query, levels_of(ladder)),
        problem=_problem([known[code] for code in codes]) if has_chosen else "",
    )


def signals_of(ladder: LadderInTime) -> list[Signal]:
    """Return every signal of any version of the ladder; those of the newest version that decide stand first."""
    first = [signal for version in reversed(ladder.versions) for signal in compared_signals(version)]
    every = [use.signal for version in reversed(ladder.versions) for use in version.uses.all()]
    return list({signal.code: signal for signal in [*first, *every]}.values())


def levels_of(ladder: LadderInTime) -> list[Level]:
    """Return the levels that have a signal value, by number, as the newest version calls them."""
    every = {level.number: level for version in ladder.versions for level in version.levels.all()}
    return [every[number] for number in sorted(every)[1:]]


def _signal(query: QueryDict, signals: Iterable[Signal]) -> Signal:
    by_code = {signal.code: signal for signal in signals}
    code = read_choice(query, "signal", by_code) or next(iter(by_code))
    return by_code[code]


def _level(query: QueryDict, levels: Iterable[Level]) -> Level | None:
    by_name = {f"{SINCE_LEVEL}{level.number}": level for level in levels}
    return by_name.get(read_choice(query, "align", [DATE, *by_name]) or DATE)


def _problem(chosen: Sequence[Area]) -> str:
    regions = sum(area.kind == Area.Kind.SAFETY_REGION for area in chosen)
    if regions > MOST:
        return _("Choose at most %(most)d regions; now there are %(chosen)d.") % {"most": MOST, "chosen": regions}
    if len(chosen) < FEWEST:
        return _("Choose at least two: regions, or a region and the country.")
    return ""

"""Which regions moved since the week before, and which newly came near a signal value."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboard.pages.kinds_of_level import DECIDED
from dashboard.pages.legend import regions
from dashboard.pages.levels import LadderInTime, RegionLevels
from dashboard.pages.overview_levels import Levels
from dashboard.pages.overview_rows import Row
from dashboard.pages.standings import Standing
from ladder import formats
from ladder.engine.rules import DECIDING
from ladder.models import Assessment, Level, Signal
from ladder.weeks import Week
from meetings.agenda_reasons import DecidingValue, Limits, RegionToDiscuss, near_bounds
from meetings.models import MeetingSettings
from regions.models import Area

Bound = tuple[str, int]
"""A signal, and the number of the level that its signal value begins."""


@dataclass(frozen=True)
class Mover:
    """A region whose level is not that of the week before."""

    area: Area
    before: Standing
    now: Standing
    value_text: str


@dataclass(frozen=True)
class Nearing:
    """A region that is now near the signal value of a higher level, and was not in the week before."""

    area: Area
    value_text: str
    bound_text: str
    level: Level | None
    signal: str


@dataclass(frozen=True)
class Movers:
    """What moved against `before`. `problem` says why nothing can be compared; then there is nothing else.

    `unclear` is the number of regions of which a provisional level leaves open whether they moved.
    """

    before: Week
    up: tuple[Mover, ...] = ()
    down: tuple[Mover, ...] = ()
    near: tuple[Nearing, ...] = ()
    incomparable: int = 0
    unclear: int = 0
    problem: str = ""

    @property
    def title(self) -> str:
        return _("Compared with %(week)s") % {"week": formats.week_name(self.before).lower()}

    @property
    def incomparable_text(self) -> str:
        """How many regions have no level in one of the two weeks; empty without any."""
        text = ngettext(
            "%(regions)s has no level in one of the two weeks.",
            "%(regions)s have no level in one of the two weeks.",
            self.incomparable,
        )
        return text % {"regions": regions(self.incomparable)} if self.incomparable else ""

    @property
    def unclear_text(self) -> str:
        """Of how many regions it cannot be told whether they moved; empty without any."""
        text = ngettext(
            "Whether %(regions)s moved cannot be told yet: its level is provisional in one of the two weeks.",
            "Whether %(regions)s moved cannot be told yet: their levels are provisional in one of the two weeks.",
            self.unclear,
        )
        return text % {"regions": regions(self.unclear)} if self.unclear else ""

    @property
    def nothing_moved(self) -> bool:
        return not (self.problem or self.up or self.down or self.near or self.unclear)


def movers_of(ladder: LadderInTime, levels: Levels, rows: Sequence[Row], signals: Mapping[str, Signal]) -> Movers:
    """Compare a week with the one before: the decided levels where these are shown, the computed ones otherwise.

    Whether a region is near a signal value is always about the computed levels, by the rule of the agenda; only
    a value that is complete in both weeks can have come near. A region whose computed level moved is not told.
    Nor is a fall to a provisional level, or a rise from one: such a level is at least its number.
    """
    week, before = levels.week, levels.week.plus(-1)
    pairs: list[tuple[Row, Standing, Standing]] = [(row, *levels.last_two(row.area)) for row in rows]
    if all(then.level is None for _row, _now, then in pairs):
        return Movers(before, problem=_problem(levels.show, before))
    moved = [
        Mover(row.area, then, now, row.values[0].cell.text if row.values else "")
        for row, now, then in pairs
        if now.steps_since(then)
    ]
    without = sum(now.number is None or then.number is None for _row, now, then in pairs)
    return Movers(
        before=before,
        up=_largest_first(moved, lambda steps: steps > 0),
        down=_largest_first(moved, lambda steps: steps < 0),
        near=tuple(_nearing(ladder, week, levels, signals)),
        incomparable=without,
        unclear=sum(now.steps_since(then) is None for _row, now, then in pairs) - without,
    )


def _problem(show: str, before: Week) -> str:
    text = (
        _("For %(week)s no decided level was in force, so there is nothing to compare with.")
        if show == DECIDED
        else _("For %(week)s no levels have been computed, so there is nothing to compare with.")
    )
    return text % {"week": formats.week_name(before).lower()}


def _largest_first(moved: Sequence[Mover], wanted: Callable[[int], bool]) -> tuple[Mover, ...]:
    steps = {mover.area.pk: (mover.now.number or 0) - (mover.before.number or 0) for mover in moved}
    found = [mover for mover in moved if wanted(steps[mover.area.pk])]
    return tuple(sorted(found, key=lambda mover: (-abs(steps[mover.area.pk]), mover.area.name)))


def _nearing(ladder: LadderInTime, week: Week, levels: Levels, signals: Mapping[str, Signal]) -> Iterator[Nearing]:
    settings: MeetingSettings | None = getattr(ladder.ladder, "meeting_settings", None)
    limits = Limits(near_bound=(settings or MeetingSettings()).near_bound, fast_growth=0)
    for region in levels.regions:
        for (signal, number), (value, bound) in newly_near(region, levels.before, signals, limits).items():
            shown = signals[signal]
            yield Nearing(
                area=region.area,
                value_text=formats.weekly_value(value, shown, [(number, bound)]),
                bound_text=formats.bound(bound),
                level=ladder.level(week, number),
                signal=shown.label,
            )


def newly_near(
    region: RegionLevels, before: Mapping[int, Assessment], signals: Mapping[str, Signal], limits: Limits
) -> dict[Bound, tuple[float, float]]:
    """Return the signal values of higher levels that a region came near to, each with its value and the bound."""
    now, then = region.computed, before.get(region.area.pk)
    if now is None or then is None or now.level is None or then.level is None:
        return {}
    if now.level.number != then.level.number:
        return {}
    was_near = _near(then, signals, limits)
    known = {one.signal for one in then.verdict.signals if one.value is not None and one.state == "complete"}
    return {
        place: found
        for place, found in _near(now, signals, limits).items()
        if place not in was_near and place[0] in known
    }


def _near(found: Assessment, signals: Mapping[str, Signal], limits: Limits) -> dict[Bound, tuple[float, float]]:
    verdict = found.verdict
    region = RegionToDiscuss(
        state=found.state, level=found.level.number if found.level else None, comparator=verdict.comparator
    )
    values = [
        DecidingValue(
            signal=one.signal,
            state=one.state.value,
            value=one.value,
            bounds=one.bounds,
            higher_is_worse=signals[one.signal].direction == Signal.Direction.HIGHER_IS_WORSE,
        )
        for one in verdict.signals
        if one.role == DECIDING and one.signal in signals
    ]
    reasons = [reason.facts for value in values for reason in near_bounds(value, region, limits)]
    return {(one["signal"], one["level"]): (one["value"], one["bound"]) for one in reasons if not one["passed"]}

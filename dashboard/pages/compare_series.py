"""The weekly values of one signal in some areas, week by week; of the country from those of all its regions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from django.utils.translation import gettext as _

from dashboard.pages.levels import LadderInTime
from ladder import formats
from ladder.engine.levels import level_of
from ladder.engine.rules import Bounds, LadderRule
from ladder.engine.verdicts import SignalVerdict, ValueState
from ladder.level_states import ABSENT
from ladder.models import Assessment, LadderVersion, Signal
from ladder.signal_rules import signal_rule
from ladder.weekly_values import cell
from ladder.weeks import DAYS_IN_WEEK, Week
from regions.models import Area

NOT_ADDED = "not_added"
Assessments = Mapping[tuple[Week, int], Assessment]


@dataclass(frozen=True)
class Point:
    """The weekly value of an area in a week; `text` and `remark` are what a table shows of it.

    `value` is in full precision, None without one; `is_drawn` only when it is complete. `level` is what it gives
    by itself with the signal values of the version in force then, None without them.
    """

    week: Week
    value: float | None
    state: str
    text: str
    remark: str
    level: int | None
    bounds: Bounds

    @property
    def is_drawn(self) -> bool:
        """An incomplete value is not drawn; it would look like a fall."""
        return self.value is not None and self.state == ValueState.COMPLETE


@dataclass(frozen=True)
class Series:
    """One area. `number` (from 1) gives its line a look of its own; days count from `level`, None for none."""

    area: Area
    number: int
    points: tuple[Point, ...]
    level: int | None

    @cached_property
    def since(self) -> Week | None:
        """The first week in which the value reached the level; None when it never did."""
        if self.level is None:
            return None
        return next((p.week for p in self.points if p.is_drawn and (p.level or 0) >= self.level), None)

    @property
    def began_before(self) -> bool:
        """Whether the value had reached the level in the first week that is known: it may have done so earlier."""
        first = next((point.week for point in self.points if point.is_drawn), None)
        return self.since is not None and self.since == first

    def days_since(self, week: Week) -> int | None:
        """Return the days from the first week at the level; None before it, and when there is none."""
        if self.since is None or week < self.since:
            return None
        return (week.start - self.since.start).days

    def after(self, days: int) -> Point | None:
        """Return the point so many days after the first week at the level."""
        week = self.since.plus(days // DAYS_IN_WEEK) if self.since else None
        return next((point for point in self.points if point.week == week), None)

    @property
    def last(self) -> Point:
        return self.points[-1]


def region_points(
    area: Area, signal: Signal, weeks: Sequence[Week], assessments: Assessments
) -> tuple[Point, ...]:
    """Return the points of a region from its assessments; without one a week is a gap."""
    found = ((week, assessments.get((week, area.pk))) for week in weeks)
    return tuple(_point(week, one.verdict.of(signal.code) if one else None, signal) for week, one in found)


def country_points(
    regions: Sequence[Area], signal: Signal, weeks: Sequence[Week], assessments: Assessments, ladder: LadderInTime
) -> tuple[Point, ...]:
    """Return the points of the country: all that its regions report together, over all their inhabitants.

    Only of weeks for which every region is complete, and only for a signal that adds up.
    """
    return tuple(
        _together(
            week,
            [_found(assessments.get((week, area.pk)), signal) for area in regions],
            [area.inhabitants for area in regions],  # type: ignore[attr-defined]  # annotated
            signal,
            ladder.version_for(week),
        )
        for week in weeks
    )


def _point(week: Week, found: SignalVerdict | None, signal: Signal) -> Point:
    shown = cell(found, signal)
    if found is None:
        return Point(week, None, ABSENT, shown.text, shown.remark, None, ())
    return Point(week, found.value, str(found.state), shown.text, shown.remark, found.level, found.bounds)


def _found(assessment: Assessment | None, signal: Signal) -> SignalVerdict | None:
    return assessment.verdict.of(signal.code) if assessment else None


def _together(
    week: Week,
    found: Sequence[SignalVerdict | None],
    people: Sequence[int | None],
    signal: Signal,
    version: LadderVersion | None,
) -> Point:
    bounds = next((one.bounds for one in found if one), ())
    if signal.aggregation != Signal.Aggregation.SUM:
        return Point(week, None, NOT_ADDED, "", _("does not add up to a figure of the country"), None, bounds)
    whole = [one.value for one in found if one and one.state == ValueState.COMPLETE and one.value is not None]
    if len(whole) < len(found) or (signal.per and not all(people)):
        remark = _("%(complete)d of %(all)d regions complete") % {"complete": len(whole), "all": len(found)}
        return Point(week, None, str(ValueState.INCOMPLETE), "", remark, None, bounds)
    value = _weighed(whole, [count or 0 for count in people]) if signal.per else sum(whole)
    text = formats.weekly_value(value, signal, bounds)
    return Point(week, value, str(ValueState.COMPLETE), text, "", _level(value, bounds, signal, version), bounds)


def _weighed(values: Sequence[float], people: Sequence[int]) -> float:
    """A rate of each region times its inhabitants is what was counted there; so this is all that was counted."""
    return float(np.dot(values, people) / sum(people))


def _level(value: float, bounds: Bounds, signal: Signal, version: LadderVersion | None) -> int | None:
    if version is None or not bounds:
        return None
    numbers = tuple(sorted(level.number for level in version.levels.all()))
    of_signal = signal_rule(signal, bounds=bounds)
    rule = LadderRule(version.code, numbers, version.comparator, (of_signal,))
    return int(level_of(np.array([value]), of_signal, rule)[0])

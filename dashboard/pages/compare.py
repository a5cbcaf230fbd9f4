"""Comparing: one signal of a few regions and the country on one scale, as chart, table and sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import urlencode

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dashboard.pages.compare_choice import LOG, MOST, Choice, levels_of, signals_of
from dashboard.pages.compare_series import NOT_ADDED, Point, Series
from dashboard.pages.levels import LadderInTime
from dashboard.pages.period import Period
from ladder import formats
from ladder.engine.rules import Bounds
from ladder.models import LadderVersion, Level, Signal
from ladder.weeks import DAYS_IN_WEEK, Week
from regions.models import Area

GAP = "–"


@dataclass(frozen=True)
class Comparison:
    """All that the page shows. Without `series` the choice has a problem, which it tells."""

    ladder: LadderInTime
    period: Period
    choice: Choice
    areas: tuple[Area, ...]
    series: tuple[Series, ...]
    as_of: datetime | None
    kept_parameters: tuple[tuple[str, str], ...]

    @property
    def kept_query(self) -> str:
        """What links to other pages keep, to stand behind their own parameters."""
        return "".join(f"&{urlencode([pair])}" for pair in self.kept_parameters)

    @property
    def signal(self) -> Signal:
        return self.choice.signal

    @property
    def signals(self) -> list[Signal]:
        return signals_of(self.ladder)

    @property
    def levels(self) -> list[Level]:
        return levels_of(self.ladder)

    @property
    def most(self) -> int:
        return MOST

    @cached_property
    def country(self) -> Area | None:
        return next((area for area in self.areas if area.kind == Area.Kind.COUNTRY), None)

    @cached_property
    def regions(self) -> list[Area]:
        return sorted(regions_of(self.areas), key=lambda area: area.name)

    @cached_property
    def codes(self) -> set[str]:
        """The areas that are ticked in the form."""
        return {one.area.code for one in self.series} or set(self.choice.codes or ())

    @property
    def pinned_codes(self) -> list[str]:
        """The areas shown, for a link that goes on comparing them."""
        return [one.area.code for one in self.series]

    @cached_property
    def bounds_by_week(self) -> list[Bounds]:
        """The signal values as they were in each week; empty where there were none."""
        of_weeks = ([one.points[place].bounds for one in self.series] for place in range(len(self.period.weeks)))
        return [next((bounds for bounds in found if bounds), ()) for found in of_weeks]

    @property
    def draws_bounds(self) -> bool:
        """By days since a level the lines have no weeks in common, so only signal values that did not change."""
        return self.has_bounds and (not self.is_aligned or len(set(self.bounds_by_week)) == 1)

    @property
    def last_bounds(self) -> list[str]:
        """The signal values of the last week in words, the lowest level first; none without any."""
        return [self.name_of_bound(number, bound) for number, bound in self.bounds_by_week[-1]]

    def name_of_bound(self, number: int, bound: float) -> str:
        """`zorgelijk > 50`"""
        name = next((level.label for level in self.levels if level.number == number), number)
        return f"{name} {sign_of(self.ladder.version_shown(self.period.last))} {formats.bound(bound)}"

    @cached_property
    def has_bounds(self) -> bool:
        """Whether the signal has signal values in any of the weeks."""
        return any(self.bounds_by_week)

    @property
    def is_aligned(self) -> bool:
        """Whether the lines begin where each reached the level."""
        return self.choice.level is not None and self.has_bounds

    @cached_property
    def drawn(self) -> list[Series]:
        """The areas that have a line in the chart."""
        drawable = [one for one in self.series if any(point.is_drawn for point in one.points)]
        return [one for one in drawable if one.since is not None] if self.is_aligned else drawable

    @property
    def longest(self) -> int:
        """The days since the level from the earliest start to the end of the period."""
        return max((one.days_since(self.period.last) or 0 for one in self.drawn), default=0)

    @property
    def caption(self) -> str:
        return f"{capfirst(self.signal.label)}, {self.signal.unit_label}, {self.period.name}"

    @cached_property
    def sentence(self) -> str:
        """Say the last values, the highest first."""
        ranked = sorted(self.series, key=lambda one: -(one.last.value if one.last.value is not None else -1.0))
        parts = [f"{one.area.name} {_shown(one.last)}" for one in ranked]
        return _("%(signal)s in %(week)s, %(unit)s: %(values)s.") % {
            "signal": capfirst(self.signal.label),
            "week": formats.week_name(self.period.last).lower(),
            "unit": self.signal.unit_label,
            "values": "; ".join(parts),
        }

    @cached_property
    def remarks(self) -> list[str]:
        """What somebody must know who reads the chart."""
        return [*self._about_alignment(), *self._about_the_axis(), *self._about_gaps()]

    @property
    def about_bounds(self) -> str:
        """What the dotted lines are; a narrow chart has no room for their names. Empty when there are none."""
        if not self.draws_bounds or not self.last_bounds:
            return ""
        facts = {"week": formats.week_name(self.period.last).lower(), "values": ", ".join(self.last_bounds)}
        return _("Dotted lines are the signal values; in %(week)s: %(values)s.") % facts

    def _about_alignment(self) -> list[str]:
        if self.choice.level is None:
            return []
        if not self.has_bounds:
            return [_("This signal has no signal values in these weeks; the lines are aligned by date.")]
        names = {"level": self.choice.level.label}
        reached = [f"{one.area.name} {short_name(one.since)}" for one in self.drawn if one.since]
        before = [one.area.name for one in self.drawn if one.began_before]
        never = [one.area.name for one in self.series if one.since is None]
        told = [
            _("Day 0 is the Monday of the first week at the level %(level)s, with the signal values of that week.")
            % names
        ]
        if reached:
            told.append(_("At the level since: %(areas)s.") % {"areas": ", ".join(reached)})
        if before:
            told.append(
                _("Already there in the first week that is shown, so perhaps for longer: %(areas)s.")
                % {"areas": ", ".join(before)}
            )
        if never:
            told.append(_("Not at the level in these weeks: %(areas)s.") % {"areas": ", ".join(never)})
        return told

    def _about_the_axis(self) -> list[str]:
        zeros = sum(point.is_drawn and not point.value for one in self.drawn for point in one.points)
        if self.choice.axis != LOG or not zeros:
            return []
        return [_("A logarithmic axis has no zero: weeks with the value 0 are open triangles at the bottom.")]

    def _about_gaps(self) -> list[str]:
        told = []
        if any(point.state == NOT_ADDED for one in self.series for point in one.points):
            told.append(_("The country has no line: this signal does not add up to a figure of the country."))
        if any(not point.is_drawn for one in self.drawn for point in one.points):
            told.append(_("Weeks that were not completely reported are left open."))
        return told

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return headings and rows: per week, the latest first, or per number of days since the level."""
        if not self.is_aligned:
            headings = [_("Week"), *(one.area.name for one in self.series)]
            places = range(len(self.period.weeks) - 1, -1, -1)
            return headings, [self._week_row(place) for place in places]
        headings = [_("Days since the level"), *(one.area.name for one in self.drawn)]
        return headings, [self._days_row(days) for days in range(0, self.longest + 1, DAYS_IN_WEEK)]

    def _week_row(self, place: int) -> list[str]:
        points = [one.points[place] for one in self.series]
        return [formats.week_option(points[0].week), *map(_shown, points)]

    def _days_row(self, days: int) -> list[str]:
        points = [one.after(days) for one in self.drawn]
        return [str(days), *(f"{_shown(point)} ({short_name(point.week)})" if point else GAP for point in points)]

    @property
    def columns(self) -> list[str]:
        return self.table()[0]

    @property
    def rows(self) -> list[list[str]]:
        return self.table()[1]


def regions_of(areas: Sequence[Area]) -> list[Area]:
    return [area for area in areas if area.kind == Area.Kind.SAFETY_REGION]


def sign_of(version: LadderVersion) -> str:
    """Return how a value that gives a level relates to its signal value."""
    return ">" if version.comparator == version.Comparator.ABOVE else "≥"


def _shown(point: Point) -> str:
    return " · ".join(part for part in (point.text, point.remark) if part) or GAP


def short_name(week: Week) -> str:
    return _("wk %(number)d") % {"number": week.number}

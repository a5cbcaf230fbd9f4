"""A period of weeks: read from the query string, completed from what was computed, and chosen in a form."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.http import QueryDict
from django.utils.translation import gettext as _

from dashboard.pages.levels import LadderInTime
from dashboard.pages.parameters import ParameterError, read_week
from dashboard.pages.weeks import WeekOption
from ladder import formats
from ladder.computed_weeks import computed_weeks
from ladder.weeks import Week, weeks_between

WEEKS_SHOWN = 26  # half a year
MOST_WEEKS = 260  # five years
LENGTHS = (13, 26, 52)

Ends = tuple[Week | None, Week | None]
Options = tuple[tuple[int, tuple[WeekOption, ...]], ...]


@dataclass(frozen=True)
class Length:
    """A period of so many weeks up to the last computed one."""

    weeks: int
    first: Week
    last: Week
    is_chosen: bool


@dataclass(frozen=True)
class Period:
    """The weeks of a page, both ends included, and the first and last week that were ever computed."""

    first: Week
    last: Week
    earliest: Week
    latest: Week

    @property
    def weeks(self) -> list[Week]:
        return list(weeks_between(self.first, self.last))

    @property
    def name(self) -> str:
        """`week 36 – week 41, 31 augustus – 11 oktober 2020`"""
        ends = [formats.week_name(week).lower() for week in (self.first, self.last)]
        return f"{' – '.join(dict.fromkeys(ends))}, {self.days}"

    @property
    def days(self) -> str:
        return formats.days(self.first.start, self.last.end)

    @property
    def first_options(self) -> Options:
        """The weeks by year, latest first, each with its Monday."""
        return self._options(self.first, formats.week_from)

    @property
    def last_options(self) -> Options:
        """The weeks by year, latest first, each with its Sunday."""
        return self._options(self.last, formats.week_until)

    @property
    def lengths(self) -> list[Length]:
        """Periods up to the last computed week, from short to long, each that is shorter than all there is."""
        every = len(list(weeks_between(self.earliest, self.latest)))
        return [self._length(weeks) for weeks in (*(w for w in LENGTHS if w < every), min(every, MOST_WEEKS))]

    def _length(self, weeks: int) -> Length:
        first = self.latest.plus(1 - weeks)
        return Length(weeks, first, self.latest, (first, self.latest) == (self.first, self.last))

    def _options(self, chosen: Week, name: Callable[[Week], str]) -> Options:
        every = weeks_between(min(self.earliest, self.first), max(self.latest, self.last))
        by_year = groupby(sorted(every, reverse=True), key=lambda week: week.year)
        return tuple(
            (year, tuple(WeekOption(str(week), name(week), week == chosen) for week in weeks))
            for year, weeks in by_year
        )


def read_ends(query: QueryDict) -> Ends:
    """Read `from=2020-W36` and `to=2020-W41`; None where one is not given."""
    first, last = read_week(query, "from"), read_week(query, "to")
    if first and last and last < first:
        raise ParameterError(
            "to", expected=_("a week that is not before %(first)s") % {"first": first}, found=str(last)
        )
    return first, last


def load_period(ladder: LadderInTime, ends: Ends, *, as_of: datetime) -> Period | None:
    """Return the period asked for, in one query; the page's own choice for an end that is not asked for.

    That is the last half year that was computed. None when nothing at all had been computed by `as_of`.
    """
    computed = computed_span(ladder, as_of=as_of)
    if computed is None:
        return None
    earliest, latest = computed
    asked_first, asked_last = ends
    last = asked_last or max(latest, asked_first or latest)
    first = asked_first or _usual_first(earliest, last)
    if last >= first.plus(MOST_WEEKS):
        expected = _("a period of at most %(weeks)d weeks") % {"weeks": MOST_WEEKS}
        raise ParameterError("from", expected=expected, found=str(first))
    return Period(first, last, earliest, latest)


def computed_span(ladder: LadderInTime, *, as_of: datetime) -> tuple[Week, Week] | None:
    """Return the first and the last week that had been computed by `as_of` with the version that judges them."""
    weeks = computed_weeks(ladder.versions, as_of=as_of)
    return (weeks[0], weeks[-1]) if weeks else None


def _usual_first(earliest: Week, last: Week) -> Week:
    first = last.plus(1 - WEEKS_SHOWN)
    return max(first, earliest) if earliest <= last else first

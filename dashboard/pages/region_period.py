"""How many weeks the page of a region looks back."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboard.pages.parameters import read_choice
from dashboard.pages.period import LENGTHS, MOST_WEEKS
from ladder.weeks import Week, weeks_between

USUAL = "13"  # a quarter of a year
ALL = "all"
PERIODS = (*map(str, LENGTHS), ALL)
DAYS_SHOWN = 52  # weeks of which the days are drawn and listed too; beyond, a day is thinner than a line


@dataclass(frozen=True)
class PeriodOption:
    """A period in the switch; `key` is what goes into the URL."""

    key: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class LookBack:
    """The weeks up to the one of the page, earliest first; `key` is one of `PERIODS`."""

    key: str
    weeks: tuple[Week, ...]

    @property
    def with_days(self) -> tuple[Week, ...]:
        """The weeks of which the days are shown: all of them, or none when there are too many."""
        return self.weeks if len(self.weeks) <= DAYS_SHOWN else ()

    @property
    def recent(self) -> tuple[Week, ...]:
        """The last weeks, of which the figures of the municipalities are shown."""
        return self.weeks[-DAYS_SHOWN:]

    @property
    def options(self) -> list[PeriodOption]:
        return [PeriodOption(key, _name(key), key == self.key) for key in PERIODS]

    def since(self, first: Week | None) -> "LookBack":
        """Return the same without the weeks before the first that was computed (None: only the last week)."""
        kept = self.weeks[-1:] if first is None else tuple(week for week in self.weeks if week >= first)
        return LookBack(self.key, kept or self.weeks[-1:])


def read_period(query: QueryDict) -> str:
    """Read `period=`: 13 (when it is not given), 26, 52 or `all`."""
    return read_choice(query, "period", PERIODS) or USUAL


def look_back(key: str, last: Week, earliest: Week | None) -> LookBack:
    """Return the weeks up to `last`; with `all` those from `earliest` on, five years at most."""
    weeks = MOST_WEEKS if key == ALL else int(key)
    first = last.plus(1 - weeks)
    if key == ALL and earliest:
        first = min(max(first, earliest), last)
    return LookBack(key, tuple(weeks_between(first, last)))


def _name(key: str) -> str:
    if key == ALL:
        return _("all weeks")
    return ngettext("%(weeks)d week", "%(weeks)d weeks", int(key)) % {"weeks": int(key)}

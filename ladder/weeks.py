"""ISO weeks, Monday to Sunday, in Dutch local time. Plain Python."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

WEEK_KEY = re.compile(r"(\d{4})-W(\d{2})")
DAYS_IN_WEEK = 7


class WeekError(ValueError):
    """A text that is no week or no range of weeks."""


@dataclass(frozen=True, order=True)
class Week:
    """One ISO week, held by its Monday. `str(week)` is its key, such as `2020-W39`."""

    start: date

    def __post_init__(self) -> None:
        if self.start.isoweekday() != 1:
            raise WeekError(f"a week starts on a Monday, {self.start} is not one")

    @classmethod
    def parse(cls, key: str) -> Self:
        """Read a key such as `2020-W39`; `WeekError` for anything else, also for a week 53 that is not there."""
        match = WEEK_KEY.fullmatch(key.strip())
        if not match:
            raise WeekError(f"expected a week such as 2020-W39, found {key!r}")
        try:
            return cls(date.fromisocalendar(int(match[1]), int(match[2]), 1))
        except ValueError as error:
            raise WeekError(f"there is no week {key}") from error

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the week in which a day falls."""
        return cls(day - timedelta(days=day.isoweekday() - 1))

    @classmethod
    def last_full_before(cls, day: date) -> Self:
        """Return the last week of which every day lies before `day`."""
        return cls.of(day - timedelta(days=DAYS_IN_WEEK))

    @property
    def end(self) -> date:
        """The Sunday."""
        return self.start + timedelta(days=DAYS_IN_WEEK - 1)

    @property
    def year(self) -> int:
        """The ISO year, which is not always the year of the Monday."""
        return self.start.isocalendar().year

    @property
    def number(self) -> int:
        return self.start.isocalendar().week

    @property
    def days(self) -> list[date]:
        return [self.start + timedelta(days=n) for n in range(DAYS_IN_WEEK)]

    def plus(self, weeks: int) -> Self:
        """Return the week that lies `weeks` later (earlier when negative)."""
        return type(self)(self.start + timedelta(weeks=weeks))

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02d}"


def weeks_between(first: Week, last: Week) -> Iterator[Week]:
    """Yield every week from `first` up to and including `last`; nothing when `last` is earlier."""
    week = first
    while week <= last:
        yield week
        week = week.plus(1)


def parse_weeks(text: str) -> list[Week]:
    """Read `2020-W36..2020-W41` or a single week; `WeekError` when it is neither or runs backwards."""
    first_key, _, last_key = text.partition("..")
    first = Week.parse(first_key)
    last = Week.parse(last_key) if ".." in text else first
    if last < first:
        raise WeekError(f"expected the first week before the last, found {text!r}")
    return list(weeks_between(first, last))

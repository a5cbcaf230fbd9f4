"""Choosing a week: the one before, the one after, and all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ladder import formats
from ladder.weeks import Week


@dataclass(frozen=True)
class WeekOption:
    """A week in the selector; `key` is what goes into the URL."""

    key: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class WeekChoice:
    """The weeks by year, latest first, and the computed weeks next to the chosen one (None at the end)."""

    years: tuple[tuple[int, tuple[WeekOption, ...]], ...]
    previous: Week | None
    next: Week | None
    is_computed: bool
    name: str
    days: str

    @property
    def title(self) -> str:
        return f"{self.name}, {self.days}"

    @property
    def options(self) -> list[WeekOption]:
        """All weeks, earliest first."""
        return [option for _year, options in self.years for option in options][::-1]

    @property
    def last_position(self) -> int:
        return len(self.options) - 1

    @property
    def position(self) -> int:
        """The place of the chosen week among all weeks, the earliest at 0."""
        return next(at for at, option in enumerate(self.options) if option.is_chosen)

    @property
    def chosen(self) -> WeekOption:
        return self.options[self.position]

    @property
    def spoken(self) -> str:
        """`Week 39 2020`, as a slider says it."""
        year = next(year for year, options in self.years if self.chosen in options)
        return f"{self.name} {year}"


def week_choice(weeks: Sequence[Week], chosen: Week) -> WeekChoice:
    """Return the choice among computed weeks, earliest first; the chosen week stands in it, computed or not."""
    every = sorted({*weeks, chosen}, reverse=True)
    return WeekChoice(
        years=tuple(
            (year, tuple(WeekOption(str(week), formats.week_option(week), week == chosen) for week in group))
            for year, group in groupby(every, key=lambda week: week.year)
        ),
        previous=max((week for week in weeks if week < chosen), default=None),
        next=min((week for week in weeks if week > chosen), default=None),
        is_computed=chosen in weeks,
        name=formats.week_name(chosen),
        days=formats.days(chosen.start, chosen.end),
    )

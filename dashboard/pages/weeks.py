"""Choosing a week: the one before, the one after, and all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
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
    """The weeks to choose from, latest first, and the computed ones next to the chosen one (None at the end)."""

    week: Week
    every: tuple[Week, ...]
    previous: Week | None
    next: Week | None
    is_computed: bool
    name: str
    days: str

    @cached_property
    def years(self) -> tuple[tuple[int, tuple[WeekOption, ...]], ...]:
        """The weeks by year; only made where the list is shown, which what htmx swaps does not."""
        by_year = groupby(self.every, key=lambda week: week.year)
        return tuple((year, tuple(self._option(week) for week in weeks)) for year, weeks in by_year)

    def _option(self, week: Week) -> WeekOption:
        return WeekOption(str(week), formats.week_option(week), week == self.week)

    @property
    def title(self) -> str:
        return f"{self.name}, {self.days}"

    @property
    def last_position(self) -> int:
        return len(self.every) - 1

    @property
    def position(self) -> int:
        """The place of the chosen week among all weeks, the earliest at 0."""
        return self.last_position - self.every.index(self.week)

    @property
    def label(self) -> str:
        """The chosen week as the list names it."""
        return formats.week_option(self.week)

    @property
    def spoken(self) -> str:
        """`Week 39 2020`, as a slider says it."""
        return f"{self.name} {self.week.year}"


def week_choice(weeks: Sequence[Week], chosen: Week) -> WeekChoice:
    """Return the choice among computed weeks, earliest first; the chosen week stands in it, computed or not."""
    return WeekChoice(
        week=chosen,
        every=tuple(sorted({*weeks, chosen}, reverse=True)),
        previous=max((week for week in weeks if week < chosen), default=None),
        next=min((week for week in weeks if week > chosen), default=None),
        is_computed=chosen in weeks,
        name=formats.week_name(chosen),
        days=formats.days(chosen.start, chosen.end),
    )

"""Dates, weeks and numbers as people read them, in the language of the reader."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from django.template.defaultfilters import floatformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ladder.models import Signal
from ladder.weeks import Week

MOST_DECIMALS = 6
# Days and weeks in words, in each language: a list of weeks names hundreds of them, always the same.
REMEMBERED = 5000


def day(value: date) -> str:
    """`27 september 2020`"""
    return _day(value, get_language())


@lru_cache(maxsize=REMEMBERED)
def _day(value: date, _language: str | None) -> str:
    return date_format(value, "j F Y")


def days(first: date, last: date) -> str:
    """`21–27 september 2020`; what both dates share is written once."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{date_format(first, 'j F')} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def moment(value: datetime) -> str:
    """`30 september 2020, 06:00` in Dutch local time."""
    return date_format(timezone.localtime(value), "j F Y, H:i")


def week_name(week: Week) -> str:
    """`Week 39`, with the year only where it is not the year of its Sunday."""
    return _("Week %(number)d") % {"number": week.number}


def week_option(week: Week) -> str:
    """`Week 39 · 21–27 september 2020`"""
    return _week_option(week, get_language())


@lru_cache(maxsize=REMEMBERED)
def _week_option(week: Week, _language: str | None) -> str:
    return f"{week_name(week)} · {days(week.start, week.end)}"


def week_from(week: Week) -> str:
    """`Week 39 · 21 september 2020`, with its Monday: the first week of a period."""
    return _week_with(week.start, week, get_language())


def week_until(week: Week) -> str:
    """`Week 39 · 27 september 2020`, with its Sunday: the last week of a period."""
    return _week_with(week.end, week, get_language())


@lru_cache(maxsize=REMEMBERED)
def _week_with(of_week: date, week: Week, _language: str | None) -> str:
    return f"{week_name(week)} · {day(of_week)}"


def number(value: float, decimals: int) -> str:
    """A number, rounded, with its decimals and grouped thousands: `1.234,5`."""
    return _number(value, decimals, get_language())


@lru_cache(maxsize=REMEMBERED)
def _number(value: float, decimals: int, _language: str | None) -> str:
    # Django's `number_format` cuts off where it should round.
    return str(floatformat(value, f"{decimals}g"))


def bound(value: float) -> str:
    """A signal value as it was set, without needless decimals: `50`, `2,5`."""
    decimals = next(n for n in range(MOST_DECIMALS + 1) if n == MOST_DECIMALS or round(value, n) == value)
    return number(value, decimals)


def weekly_value(value: float, signal: Signal, bounds: Iterable[tuple[int, float]] = ()) -> str:
    """A weekly value with the signal's decimals: `118,8`.

    Beside its `bounds` it gets as many decimals as it takes to see on which side it lies: `50,04`, not `50,0`.
    """
    decimals = signal.decimals
    while decimals < MOST_DECIMALS and any(limit == round(value, decimals) != value for _level, limit in bounds):
        decimals += 1
    return number(value, decimals)

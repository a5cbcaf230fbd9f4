"""Which weeks an axis of time names, and where it says the year."""

from collections.abc import Iterator, Sequence
from datetime import date

from dashboard.charts.points import middle_of

MOST_TICKS = 5
LINE = 17  # pixels
LONG = 52  # weeks; from about a year on a number of a week alone says too little
Tick = tuple[str, str]


def week_ticks(weeks: Sequence[tuple[date, str]]) -> list[Tick]:
    """Return where the ticks stand and what they say, from the Mondays of the weeks and their names, in order.

    The last week is always named. Weeks of more than one ISO year, or of about a year, have the year on a second
    line, below the first tick of each year.
    """
    step = -(-len(weeks) // MOST_TICKS) or 1
    ticked = list(weeks)[::-1][::step][::-1]
    if not weeks or not _needs_year(weeks[0][0], weeks[-1][0], len(weeks)):
        return [(middle_of(monday), name) for monday, name in ticked]
    return list(_with_years(ticked))


def _needs_year(first: date, last: date, count: int) -> bool:
    return _year(first) != _year(last) or count >= LONG


def _with_years(ticked: Sequence[tuple[date, str]]) -> Iterator[Tick]:
    told = 0
    for monday, name in ticked:
        year = _year(monday)
        yield middle_of(monday), name if year == told else f"{name}<br>{year}"
        told = year


def _year(monday: date) -> int:
    return monday.isocalendar().year


def room_below(ticks: Sequence[tuple[object, str]], plain: int) -> int:
    """Return the pixels below the plot: `plain`, and a line more where ticks say the year."""
    return plain + (LINE if any("<br>" in text for _place, text in ticks) else 0)

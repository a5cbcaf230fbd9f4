"""Signal values as bands: which stretch of values belongs to which level, and from when to when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from dashboard.charts.points import Bounds, WeekPoint


@dataclass(frozen=True)
class Band:
    """The values `low`–`high` of a level, during the days `start` up to (not including) `end`."""

    level: int
    low: float
    high: float
    start: date
    end: date


def bands(weeks: Sequence[WeekPoint], top: float, lowest_level: int = 1) -> list[Band]:
    """Return the bands under `top`: for each run of weeks with the same signal values one band per level.

    Weeks without signal values have no bands. A band that would lie above `top` is left out.
    """
    found = []
    for bounds, run in _runs(weeks):
        start, end = run[0].monday, run[-1].monday + timedelta(days=7)
        found += [Band(level, low, high, start, end) for level, low, high in _stretches(bounds, top, lowest_level)]
    return found


def top_of_axis(weeks: Sequence[WeekPoint]) -> float:
    """Return where the axis ends: a little above every value and every signal value."""
    values = [week.value for week in weeks if week.value is not None]
    bounds = [bound for week in weeks for _, bound in week.bounds]
    return 1.08 * max([*values, *bounds], default=1.0) or 1.0


def _runs(weeks: Sequence[WeekPoint]) -> Iterator[tuple[Bounds, list[WeekPoint]]]:
    for bounds, run in groupby(weeks, key=lambda week: week.bounds):
        if bounds:
            yield bounds, list(run)


def _stretches(bounds: Bounds, top: float, lowest_level: int) -> Iterator[tuple[int, float, float]]:
    starts = [(lowest_level, 0.0), *bounds]
    ends = [low for _, low in starts[1:]] + [top]
    for (level, low), high in zip(starts, ends, strict=True):
        if low < top:
            yield level, low, min(high, top)

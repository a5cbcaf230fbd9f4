"""Numbered marks above a chart for what happened, and the list in words that goes with them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dashboard.charts.points import Event, noon_of

MOST_MARKS = 13  # as many as fit beside each other on a narrow phone
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Mark:
    """A number on the axis of time. `events` are those of its stretch of time, earliest first."""

    number: int
    day: date
    events: tuple[Event, ...]


def marks(events: Iterable[Event], first: date, end: date) -> list[Mark]:
    """Return the marks of what happened from `first` up to (not including) `end`, earliest first.

    Events so close together that their marks would overlap share one, which stands at the first of them.
    """
    weeks = max(1, (end - first) // WEEK)
    stretch = WEEK * -(-weeks // MOST_MARKS)
    found: defaultdict[int, list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda event: event.day):
        if first <= event.day < end:
            found[(event.day - first) // stretch].append(event)
    return [Mark(number, of[0].day, tuple(of)) for number, of in enumerate(found.values(), start=1)]


def mark_annotations(found: Iterable[Mark]) -> Iterator[dict[str, Any]]:
    """Yield each number above the plot. `name` tells the page which colours of its own it gets."""
    for mark in found:
        yield {
            "name": "mark",
            "x": noon_of(mark.day),
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "yshift": 3,
            "showarrow": False,
            "text": str(mark.number),
            "font": {"size": 11},
            "borderpad": 2,
            "borderwidth": 1,
        }


def mark_lines(found: Iterable[Mark]) -> Iterator[dict[str, Any]]:
    """Yield a dotted line below each number, as far as the weekly values go: no line runs through words."""
    for mark in found:
        x = noon_of(mark.day)
        yield {
            "type": "line",
            "name": "mark",
            "layer": "below",
            "x0": x,
            "x1": x,
            "y0": 0,
            "y1": 1,
            "yref": "y domain",
            "line": {"width": 1, "dash": "2px,3px"},
        }

"""Levels along the axis of time: a strip per kind of level, its weeks coloured and numbered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from dashboard.charts.points import LevelStyle, Strip, middle_of

WEEK = timedelta(days=7)
HEIGHT = 0.52  # of the room of one strip; its name stands above it
UNKNOWN = LevelStyle(0, "?", "#C6C8CA")
MOST_NUMBERS = 30  # as many numbers as fit beside each other on a narrow phone


@dataclass(frozen=True)
class Run:
    """Weeks in a row with the same level, from `start` up to (not including) `end`; level None is unknown."""

    level: LevelStyle | None
    start: date
    end: date
    is_provisional: bool = False

    @property
    def weeks(self) -> int:
        return (self.end - self.start) // WEEK


def runs(strip: Strip) -> list[Run]:
    """Return the stretches of a strip; a week that is not there ends a stretch."""
    found: list[Run] = []
    for week in strip.weeks:
        last = found[-1] if found else None
        same = last and (last.level, last.is_provisional) == (week.level, week.is_provisional)
        if last and same and last.end == week.monday:
            found[-1] = replace(last, end=week.monday + WEEK)
        else:
            found.append(Run(week.level, week.monday, week.monday + WEEK, week.is_provisional))
    return found


def strips_axis(strips: Sequence[Strip], domain: tuple[float, float]) -> dict[str, Any]:
    """Return the axis on which the strips lie above each other, the first one on top."""
    return {
        "domain": list(domain),
        "range": [0, len(strips)],
        "fixedrange": True,
        "showgrid": False,
        "showticklabels": False,
        "zeroline": False,
    }


def strip_shapes(strips: Sequence[Strip], axis: str) -> Iterator[dict[str, Any]]:
    """Yield a rectangle per stretch, with a line between stretches."""
    for place, strip in _from_below(strips):
        for run in runs(strip):
            yield {
                "type": "rect",
                "name": "strip",
                "x0": run.start.isoformat(),
                "x1": run.end.isoformat(),
                "yref": axis,
                "y0": place,
                "y1": place + HEIGHT,
                "fillcolor": (run.level or UNKNOWN).colour,
                "line": {"width": 1},
            }


def strip_annotations(strips: Sequence[Strip], axis: str, weeks: int) -> Iterator[dict[str, Any]]:
    """Yield the name above each strip, and the number in each stretch that is long enough for it."""
    least = -(-weeks // MOST_NUMBERS)
    for place, strip in _from_below(strips):
        yield {
            "name": "strip",
            "x": 0,
            "xref": "paper",
            "y": place + HEIGHT,
            "yref": axis,
            "xanchor": "left",
            "yanchor": "bottom",
            "showarrow": False,
            "text": strip.name,
            "font": {"size": 12},
            "borderpad": 0,
        }
        for run in runs(strip):
            if run.weeks >= least:
                yield _number(run, place, axis)


def strip_hover(strips: Sequence[Strip], axis: str) -> dict[str, Any]:
    """Return an unseen trace that says the level of each week on hovering."""
    points = [(week, place + HEIGHT / 2) for place, strip in _from_below(strips) for week in strip.weeks]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [middle_of(week.monday) for week, _y in points],
        "y": [y for _week, y in points],
        "yaxis": axis,
        "customdata": [week.label for week, _y in points],
        "hovertemplate": "%{customdata}<extra></extra>",
        "opacity": 0,
        "marker": {"size": 14},
        "showlegend": False,
        "meta": {"part": "strip"},
    }


def _number(run: Run, place: int, axis: str) -> dict[str, Any]:
    level = run.level or UNKNOWN
    start = datetime.combine(run.start, time.min)
    return {
        "name": "level",
        "x": (start + (run.end - run.start) / 2).isoformat(timespec="minutes"),
        "y": place + HEIGHT / 2,
        "yref": axis,
        "showarrow": False,
        "text": f"{'≥' if run.is_provisional else ''}{level.number or level.name}",
        "font": {"size": 12, "color": level.ink},
    }


def _from_below(strips: Sequence[Strip]) -> Iterator[tuple[int, Strip]]:
    yield from ((len(strips) - 1 - place, strip) for place, strip in enumerate(strips))

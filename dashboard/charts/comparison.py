"""One signal of several areas on one scale: by date, or by the days since each reached a level."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts.week_ticks import room_below

Figure = dict[str, Any]
X = str | int
DASHES = ("solid", "solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x", "cross", "star")
STEPS = (1, 2, 5)  # of each power of ten on a logarithmic axis
WIDEST, WIDTH = 4, 2.5  # the first look is that of the country
MARK, SMALL_MARK, CROWDED = 7, 5, 30  # pixels; more points than this touch each other on a phone
ROOM = 1.08  # above the highest value


@dataclass(frozen=True)
class Line:
    """One area. `number` from 1 gives colour, dash and symbol; `ys` are None for gaps; `labels` show on hover."""

    number: int
    name: str
    xs: Sequence[X]
    ys: Sequence[float | None]
    labels: Sequence[str]


@dataclass(frozen=True)
class BoundLine:
    """A signal value over time, as a step; None where it did not apply.

    Its name stands beside the end of the plot, where no line can run through the words, or at its own end where
    it ended earlier.
    """

    name: str
    xs: Sequence[X]
    ys: Sequence[float | None]

    @property
    def at_the_end(self) -> float | None:
        """The value at the end of the axis; None when it did not apply there."""
        return self.ys[-1] if self.ys else None


@dataclass(frozen=True)
class Axes:
    """Titles with units, ticks, whether values stand on a logarithmic scale, and how numbers are written.

    `span` is where an axis of dates begins and ends; empty: where the lines do.
    """

    x_title: str
    y_title: str
    ticks: Sequence[tuple[X, str]]
    is_date: bool
    is_log: bool
    separators: str
    span: tuple[str, ...] = ()


@dataclass(frozen=True)
class Caption:
    """What a picture that leaves the page says about itself; `file_name` is without its end."""

    title: str = ""
    lines: tuple[str, ...] = ()
    file_name: str = ""


def comparison_figure(
    lines: Sequence[Line], bounds: Sequence[BoundLine], axes: Axes, caption: Caption = Caption()
) -> Figure:
    """Return a figure as plotly.js reads it, without template and without page colours.

    Gaps stay None. On a logarithmic axis a zero has no place: it stands as an open triangle on the bottom of the
    axis. Without a single value above zero the axis stays linear.
    """
    every = [*(line.ys for line in lines), *(bound.ys for bound in bounds)]
    values = [y for ys in every for y in ys if y is not None]
    positive = [value for value in values if value > 0]
    is_log = axes.is_log and bool(positive)
    low, high = _ends(values, positive, is_log)
    traces = [_bound_trace(bound, is_log) for bound in bounds] + [_trace(line, is_log) for line in lines]
    if is_log:
        traces += [trace for line in lines for trace in _zeros(line, low)]
    layout = _layout(axes, is_log, low, high) | {"annotations": list(_bound_names(bounds, is_log))}
    meta = {"title": caption.title, "lines": list(caption.lines), "file": caption.file_name}
    return {"data": traces, "layout": layout | {"meta": meta}}


def _ends(values: Sequence[float], positive: Sequence[float], is_log: bool) -> tuple[float, float]:
    if is_log:
        return min(positive) / 1.5, max(positive) * 1.3
    return min([0.0, *values]), max(values, default=1.0) * ROOM or 1.0


def _trace(line: Line, is_log: bool) -> Figure:
    look = (line.number - 1) % len(DASHES)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": line.name,
        "x": list(line.xs),
        "y": [_placed(y, is_log) for y in line.ys],
        "customdata": list(line.labels),
        "hovertemplate": "%{customdata}<extra></extra>",
        "connectgaps": False,
        "line": {"width": WIDEST if look == 0 else WIDTH, "dash": DASHES[look]},
        "marker": {"size": MARK if len(line.xs) <= CROWDED else SMALL_MARK, "symbol": SYMBOLS[look]},
        "meta": {"part": f"series-{look + 1}"},
    }


def _bound_trace(bound: BoundLine, is_log: bool) -> Figure:
    stands_beside = bound.at_the_end is not None
    named = -1 if stands_beside else max((place for place, y in enumerate(bound.ys) if y is not None), default=-1)
    return {
        "type": "scatter",
        "mode": "lines+text",
        "x": list(bound.xs),
        "y": [_placed(y, is_log) for y in bound.ys],
        "text": [bound.name if place == named else "" for place in range(len(bound.ys))],
        "textposition": "top left",
        "hoverinfo": "skip",
        "connectgaps": False,
        "showlegend": False,
        "line": {"width": 1.5, "dash": "2px,3px", "shape": "hv"},
        "meta": {"part": "bound"},
    }


def _bound_names(bounds: Sequence[BoundLine], is_log: bool) -> Iterator[Figure]:
    for bound in bounds:
        y = _placed(bound.at_the_end, is_log)
        if y is not None:
            yield {
                "name": "bound",
                "x": 1,
                "xref": "paper",
                "y": math.log10(y) if is_log else y,
                "xanchor": "left",
                "yanchor": "middle",
                "showarrow": False,
                "text": bound.name,
                "font": {"size": 12},
            }


def _zeros(line: Line, floor: float) -> Iterator[Figure]:
    """The zeros of a line as marks on the bottom of the axis, when there are any."""
    places = [place for place, y in enumerate(line.ys) if y is not None and y <= 0]
    if places:
        yield {
            "type": "scatter",
            "mode": "markers",
            "x": [line.xs[place] for place in places],
            "y": [floor] * len(places),
            "customdata": [line.labels[place] for place in places],
            "hovertemplate": "%{customdata}<extra></extra>",
            "cliponaxis": False,
            "showlegend": False,
            "marker": {"size": 11, "symbol": "triangle-down-open"},
            "meta": {"part": f"series-{(line.number - 1) % len(DASHES) + 1}"},
        }


def _placed(y: float | None, is_log: bool) -> float | None:
    return None if y is None or (is_log and y <= 0) else y


def _layout(axes: Axes, is_log: bool, low: float, high: float) -> Figure:
    return {
        "separators": axes.separators,
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "margin": {"l": 56, "r": 20, "t": 16, "b": room_below(axes.ticks, 52 if axes.x_title else 32)},
        "xaxis": {
            "type": "date" if axes.is_date else "linear",
            "title": {"text": axes.x_title, "standoff": 12, "font": {"size": 12}},
            **({"range": list(axes.span)} if axes.span else {}),
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
            "tickangle": 0,
            "tickmode": "array",
            "tickvals": [x for x, _text in axes.ticks],
            "ticktext": [text for _x, text in axes.ticks],
        },
        "yaxis": {
            "title": {"text": axes.y_title, "standoff": 8, "font": {"size": 12}},
            "fixedrange": True,
            "automargin": True,
            "zeroline": True,
            **(_log_scale(low, high) if is_log else {"nticks": 6, "range": [low, high]}),
        },
    }


def _log_scale(low: float, high: float) -> Figure:
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    ticks = [step * 10.0**power for power in powers for step in STEPS]
    return {
        "type": "log",
        "range": [math.log10(low), math.log10(high)],
        "tickmode": "array",
        "tickvals": [tick for tick in ticks if low <= tick <= high],
    }

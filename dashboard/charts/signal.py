"""One signal of one region over time: the weekly line over its signal values, and the daily bars below it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from dashboard.charts.bands import bands, top_of_axis
from dashboard.charts.points import ChartTexts, DayPoint, LevelStyle, WeekPoint

Figure = dict[str, Any]
BAND_OPACITY = 0.22
MOST_TICKS = 5


def signal_figure(
    weeks: Sequence[WeekPoint], days: Sequence[DayPoint], levels: Mapping[int, LevelStyle], texts: ChartTexts
) -> Figure:
    """Return a figure as plotly.js reads it, without template and without page colours.

    Gaps stay None: plotly draws nothing there, neither line nor zero. `meta.part` of a trace tells the page which
    colour of its own it gets. Without days the weekly line takes the whole height.
    """
    top = top_of_axis(weeks)
    traces = [_week_trace(weeks), _day_trace(days)] if days else [_week_trace(weeks)]
    return {"data": traces, "layout": _layout(weeks, bool(days), top, levels, texts)}


def _week_trace(weeks: Sequence[WeekPoint]) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [_middle(week) for week in weeks],
        "y": [week.value for week in weeks],
        "customdata": [week.label for week in weeks],
        "hovertemplate": "%{customdata}<extra></extra>",
        "connectgaps": False,
        "line": {"width": 3},
        "marker": {"size": 8},
        "meta": {"part": "week"},
    }


def _day_trace(days: Sequence[DayPoint]) -> Figure:
    return {
        "type": "bar",
        "x": [f"{point.day.isoformat()}T12:00" for point in days],
        "y": [point.value for point in days],
        "customdata": [point.label for point in days],
        "hovertemplate": "%{customdata}<extra></extra>",
        "yaxis": "y2",
        "meta": {"part": "day"},
    }


def _middle(week: WeekPoint) -> str:
    return f"{(week.monday + timedelta(days=3)).isoformat()}T12:00"


def _layout(
    weeks: Sequence[WeekPoint], with_days: bool, top: float, levels: Mapping[int, LevelStyle], texts: ChartTexts
) -> Figure:
    layout: Figure = {
        "separators": texts.separators,
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "bargap": 0.15,
        "margin": {"l": 56, "r": 16, "t": 12, "b": 36},
        "xaxis": _time_axis(weeks, "y2" if with_days else "y"),
        "yaxis": _value_axis(texts.week_axis, [0.46, 1] if with_days else [0, 1]) | {"range": [0, top]},
        "shapes": _band_shapes(weeks, top, levels),
        "annotations": _band_names(weeks, top, levels),
    }
    if with_days:
        layout["yaxis2"] = _value_axis(texts.day_axis, [0, 0.36]) | {"rangemode": "tozero"}
    return layout


def _time_axis(weeks: Sequence[WeekPoint], anchor: str) -> Figure:
    step = -(-len(weeks) // MOST_TICKS) or 1
    ticked = list(weeks)[::-1][::step][::-1]
    span = [weeks[0].monday.isoformat(), (weeks[-1].monday + timedelta(days=7)).isoformat()] if weeks else None
    return {
        "type": "date",
        "anchor": anchor,
        "range": span,
        "fixedrange": True,
        "showgrid": False,
        "tickangle": 0,
        "tickmode": "array",
        "tickvals": [_middle(week) for week in ticked],
        "ticktext": [week.tick for week in ticked],
    }


def _value_axis(title: str, domain: list[float]) -> Figure:
    return {
        "title": {"text": title, "standoff": 8, "font": {"size": 12}},
        "domain": domain,
        "fixedrange": True,
        "nticks": 5,
        "zeroline": True,
        "automargin": True,
    }


def _band_shapes(weeks: Sequence[WeekPoint], top: float, levels: Mapping[int, LevelStyle]) -> list[Figure]:
    return [
        {
            "type": "rect",
            "layer": "below",
            "x0": band.start.isoformat(),
            "x1": band.end.isoformat(),
            "y0": band.low,
            "y1": band.high,
            "fillcolor": levels[band.level].colour,
            "opacity": BAND_OPACITY,
            "line": {"width": 0},
        }
        for band in bands(weeks, top)
        if band.level in levels
    ]


def _band_names(weeks: Sequence[WeekPoint], top: float, levels: Mapping[int, LevelStyle]) -> list[Figure]:
    """Name the bands of the last weeks, to the right of the plot, where no line can run through the words."""
    last = [band for band in bands(weeks, top) if band.end == weeks[-1].monday + timedelta(days=7)]
    return [
        {
            "x": 1,
            "xref": "paper",
            "y": (band.low + band.high) / 2,
            "xanchor": "left",
            "yanchor": "middle",
            "showarrow": False,
            "text": f"{band.level} {levels[band.level].name}",
            "font": {"size": 12},
        }
        for band in last
        if band.level in levels
    ]

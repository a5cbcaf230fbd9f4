"""One signal of one region over time: the weekly line over its signal values, the levels, and the daily bars."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from dashboard.charts.bands import Band, bands, top_of_axis
from dashboard.charts.marks import Mark, mark_annotations, mark_lines
from dashboard.charts.points import ChartTexts, DayPoint, LevelStyle, Strip, WeekPoint, middle_of, noon_of
from dashboard.charts.strips import strip_annotations, strip_hover, strip_shapes, strips_axis
from dashboard.charts.week_ticks import Tick, room_below, week_ticks

Figure = dict[str, Any]
Levels = Mapping[int, LevelStyle]
Domain = tuple[float, float]
BAND_OPACITY = 0.22
LEVELS_AXIS, DAYS_AXIS = "y2", "y3"
WEEKS_OVER_DAYS: tuple[Domain, Domain, Domain] = ((0.52, 1), (0.3, 0.5), (0, 0.25))
WEEKS_ALONE: tuple[Domain, Domain] = ((0.33, 1), (0, 0.28))


def signal_figure(
    weeks: Sequence[WeekPoint],
    days: Sequence[DayPoint],
    levels: Levels,
    texts: ChartTexts,
    strips: Sequence[Strip] = (),
    marks: Sequence[Mark] = (),
) -> Figure:
    """Return a figure as plotly.js reads it, without template and without page colours.

    Gaps stay None: plotly draws nothing there, neither line nor zero. `meta.part` of a trace, and `name` of a
    shape or annotation, tell the page which colours of its own they get. Without days the weeks take their room.
    `layout.meta` is for the picture that leaves the page.
    """
    traces = [_weeks(weeks, texts), *_open_weeks(weeks, texts)]
    if days:
        traces += [_bars(days, texts), *_open_bars(days, texts), *_means(days, texts)]
    if strips:
        traces.append(strip_hover(strips, LEVELS_AXIS))
    return {"data": traces, "layout": _layout(weeks, bool(days), levels, texts, strips, marks)}


def _weeks(weeks: Sequence[WeekPoint], texts: ChartTexts) -> Figure:
    return _scatter(
        [middle_of(week.monday) for week in weeks],
        [week.value for week in weeks],
        [week.label for week in weeks],
        {"mode": "lines+markers", "name": texts.weekly, "line": {"width": 3}, "marker": {"size": 8}},
        part="week",
    )


def _open_weeks(weeks: Sequence[WeekPoint], texts: ChartTexts) -> list[Figure]:
    """Weeks that are not complete as open circles, not joined to anything, when there are any."""
    there = [week for week in weeks if week.incomplete is not None]
    look = {
        "mode": "markers",
        "name": texts.weekly_incomplete,
        "marker": {"size": 9, "symbol": "circle-open", "line": {"width": 2}},
    }
    xs, ys = [middle_of(week.monday) for week in there], [week.incomplete for week in there]
    return [_scatter(xs, ys, [week.label for week in there], look, part="week-open")] if there else []


def _bars(days: Sequence[DayPoint], texts: ChartTexts) -> Figure:
    return _bar(days, [point.value for point in days], texts.daily, part="day") | {
        "marker": {"line": {"width": 0}}
    }


def _open_bars(days: Sequence[DayPoint], texts: ChartTexts) -> list[Figure]:
    """Days that are not complete, hatched, when there are any."""
    values = [point.incomplete for point in days]
    if not any(value is not None for value in values):
        return []
    hatched = {"marker": {"pattern": {"shape": "/", "size": 5, "solidity": 0.35}, "line": {"width": 1}}}
    return [_bar(days, values, texts.daily_incomplete, part="day-open") | hatched]


def _means(days: Sequence[DayPoint], texts: ChartTexts) -> list[Figure]:
    """The line of seven days, when there is any such stretch."""
    there = [point for point in days if point.mean is not None]
    look = {"mode": "lines", "name": texts.mean, "yaxis": DAYS_AXIS, "line": {"width": 2.5}}
    xs, ys = [noon_of(point.day) for point in days], [point.mean for point in days]
    return [_scatter(xs, ys, [point.mean_label for point in days], look, part="mean")] if there else []


def _bar(days: Sequence[DayPoint], values: Sequence[float | None], name: str, *, part: str) -> Figure:
    return {
        "type": "bar",
        "name": name,
        "x": [noon_of(point.day) for point in days],
        "y": list(values),
        "customdata": [point.label for point in days],
        "hovertemplate": "%{customdata}<extra></extra>",
        "yaxis": DAYS_AXIS,
        "meta": {"part": part},
    }


def _scatter(
    xs: Sequence[str], ys: Sequence[float | None], labels: Sequence[str], look: Figure, *, part: str
) -> Figure:
    return {
        "type": "scatter",
        "x": xs,
        "y": ys,
        "customdata": labels,
        "hovertemplate": "%{customdata}<extra></extra>",
        "connectgaps": False,
        "meta": {"part": part},
        **look,
    }


def _layout(
    weeks: Sequence[WeekPoint],
    with_days: bool,
    levels: Levels,
    texts: ChartTexts,
    strips: Sequence[Strip],
    marks: Sequence[Mark],
) -> Figure:
    top = top_of_axis(weeks)
    ticks = week_ticks([(week.monday, week.tick) for week in weeks])
    of_weeks, of_strips, *of_days = _domains(with_days, bool(strips))
    lowest = DAYS_AXIS if with_days else LEVELS_AXIS if strips else "y"
    layout: Figure = {
        "separators": texts.separators,
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "bargap": 0.15,
        "barmode": "overlay",
        "margin": {"l": 56, "r": 16, "t": 28 if marks else 12, "b": room_below(ticks, 36)},
        "xaxis": _time_axis(weeks, ticks, lowest),
        "yaxis": _value_axis(texts.week_axis, of_weeks) | {"range": [0, top]},
        "shapes": [
            *_band_shapes(weeks, top, levels),
            *strip_shapes(strips, LEVELS_AXIS),
            *mark_lines(marks),
        ],
        "annotations": [
            *_band_names(weeks, top, levels),
            *strip_annotations(strips, LEVELS_AXIS, len(weeks)),
            *mark_annotations(marks),
        ],
        "meta": {"title": texts.title, "lines": [*texts.lines, *_words(marks)], "file": texts.file_name},
    }
    if strips:
        layout["yaxis2"] = strips_axis(strips, of_strips)
    if with_days:
        layout["yaxis3"] = _value_axis(texts.day_axis, of_days[0]) | {"rangemode": "tozero", "nticks": 4}
    return layout


def _domains(with_days: bool, with_strips: bool) -> tuple[Domain, ...]:
    """Return the room, from bottom (0) to top (1), of the weeks, the strips and the days."""
    if with_days:
        (low, high), strips, days = WEEKS_OVER_DAYS
        return (low if with_strips else strips[0], high), strips, days
    return WEEKS_ALONE if with_strips else ((0, 1), (0, 0))


def _words(marks: Sequence[Mark]) -> list[str]:
    return [f"{mark.number}. {' '.join(event.text for event in mark.events)}" for mark in marks]


def _time_axis(weeks: Sequence[WeekPoint], ticks: Sequence[Tick], anchor: str) -> Figure:
    span = [weeks[0].monday.isoformat(), (weeks[-1].monday + timedelta(days=7)).isoformat()] if weeks else None
    return {
        "type": "date",
        "anchor": anchor,
        "range": span,
        "fixedrange": True,
        "showgrid": False,
        "tickangle": 0,
        "tickmode": "array",
        "tickvals": [place for place, _text in ticks],
        "ticktext": [text for _place, text in ticks],
    }


def _value_axis(title: str, domain: Domain) -> Figure:
    return {
        "title": {"text": title, "standoff": 8, "font": {"size": 12}},
        "domain": list(domain),
        "fixedrange": True,
        "nticks": 5,
        "zeroline": True,
        "automargin": True,
    }


def _band_shapes(weeks: Sequence[WeekPoint], top: float, levels: Levels) -> list[Figure]:
    return [
        {
            "type": "rect",
            "name": "band",
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


def _band_names(weeks: Sequence[WeekPoint], top: float, levels: Levels) -> list[Figure]:
    """Name the bands of the last weeks, to the right of the plot, where no line can run through the words."""
    return [_band_name(band, levels[band.level]) for band in _last_bands(weeks, top) if band.level in levels]


def _last_bands(weeks: Sequence[WeekPoint], top: float) -> list[Band]:
    return [band for band in bands(weeks, top) if band.end == weeks[-1].monday + timedelta(days=7)]


def _band_name(band: Band, level: LevelStyle) -> Figure:
    return {
        "name": "band",
        "x": 1,
        "xref": "paper",
        "y": (band.low + band.high) / 2,
        "xanchor": "left",
        "yanchor": "middle",
        "showarrow": False,
        "text": f"{level.number} {level.name}",
        "font": {"size": 12},
    }

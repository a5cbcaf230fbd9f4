"""The chart of a comparison in the reader's language, and its figures as a table that leaves the building."""

from collections.abc import Iterator, Sequence

from django.utils.formats import get_format
from django.utils.html import escape
from django.utils.translation import gettext as _

from dashboard.charts.comparison import Axes, BoundLine, Figure, Line, X, comparison_figure
from dashboard.charts.points import middle_of
from dashboard.charts.week_ticks import MOST_TICKS, week_ticks
from dashboard.pages.compare import GAP, Comparison, short_name
from dashboard.pages.compare_caption import caption_of
from dashboard.pages.compare_choice import LOG
from dashboard.pages.compare_series import Point, Series
from ladder import formats
from ladder.engine.rules import Bounds
from ladder.levels_table import LevelsTable
from ladder.weeks import DAYS_IN_WEEK, Week

COLUMNS = (
    "area_code",
    "area_name",
    "signal",
    "week",
    "week_start",
    "week_end",
    "value",
    "state",
    "level_by_signal",
    "days_since_level",
)


def comparison_chart(page: Comparison) -> Figure:
    """Return the chart as plotly.js reads it."""
    lines = [_line(one, page) for one in page.drawn]
    bounds = _bound_lines(page)
    return comparison_figure(lines, bounds, _axes(page), caption_of(page, shows_bounds=bool(bounds)))


def comparison_table(page: Comparison) -> LevelsTable:
    """Return a row per area and week; values in full precision, None where there is none.

    `days_since_level` counts from the first week in which the value reached the level that was asked for.
    """
    rows = [
        (
            one.area.code,
            one.area.name,
            page.signal.code,
            str(point.week),
            point.week.start.isoformat(),
            point.week.end.isoformat(),
            point.value,
            point.state,
            point.level,
            one.days_since(point.week),
        )
        for one in page.series
        for point in one.points
    ]
    return LevelsTable(COLUMNS, rows)


def _line(one: Series, page: Comparison) -> Line:
    points = [point for point in one.points if not page.is_aligned or one.days_since(point.week) is not None]
    return Line(
        number=one.number,
        name=escape(one.area.name),  # plotly.js reads some HTML in texts
        xs=[_x(one, point.week, page) for point in points],
        ys=[point.value if point.is_drawn else None for point in points],
        labels=[_label(one, point, page) for point in points],
    )


def _x(one: Series, week: Week, page: Comparison) -> X:
    days = one.days_since(week) if page.is_aligned else None
    return middle_of(week.start) if days is None else days


def _label(one: Series, point: Point, page: Comparison) -> str:
    value = f"{point.text or GAP} {page.signal.unit_label}"
    return f"<b>{escape(one.area.name)}</b><br>{formats.week_option(point.week)}<br>{value}"


def _bound_lines(page: Comparison) -> list[BoundLine]:
    """Return the signal values as they were in each week; by days from the first day to the last."""
    if not page.draws_bounds:
        return []
    by_week = page.bounds_by_week
    if page.is_aligned:
        return list(_level_bounds(page, by_week[-1:] * 2, [0, page.longest]))
    ends = [*(week.start.isoformat() for week in page.period.weeks), page.period.last.plus(1).start.isoformat()]
    return list(_level_bounds(page, [*by_week, by_week[-1]], ends))


def _level_bounds(page: Comparison, bounds: Sequence[Bounds], xs: Sequence[X]) -> Iterator[BoundLine]:
    for number in sorted({number for one in bounds for number, _bound in one}):
        ys = [dict(one).get(number) for one in bounds]
        last = next(y for y in reversed(ys) if y is not None)
        yield BoundLine(page.name_of_bound(number, last), xs, ys)


def _axes(page: Comparison) -> Axes:
    if page.is_aligned:
        title = _("days since the level %(level)s") % {"level": page.choice.level}
        ticks: list[tuple[X, str]] = [(days, str(days)) for days in _ticked_days(page.longest)]
    else:
        title = ""
        ticks = [*week_ticks([(week.start, short_name(week)) for week in page.period.weeks])]
    return Axes(
        x_title=title,
        y_title=page.signal.unit_label,
        ticks=ticks,
        is_date=not page.is_aligned,
        is_log=page.choice.axis == LOG,
        separators=f"{get_format('DECIMAL_SEPARATOR')}{get_format('THOUSAND_SEPARATOR')}",
        span=() if page.is_aligned else _span(page),
    )


def _ticked_days(longest: int) -> Sequence[int]:
    weeks = longest // DAYS_IN_WEEK + 1
    return range(0, longest + 1, DAYS_IN_WEEK * -(-weeks // MOST_TICKS))


def _span(page: Comparison) -> tuple[str, str]:
    return page.period.weeks[0].start.isoformat(), page.period.last.plus(1).start.isoformat()

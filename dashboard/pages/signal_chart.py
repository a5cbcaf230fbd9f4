"""The chart of a signal of a region in the reader's language."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format, get_format
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _

from dashboard.charts.marks import Mark
from dashboard.charts.points import ChartTexts, DayPoint, LevelStyle, Strip, WeekPoint
from dashboard.charts.signal import Figure, signal_figure
from dashboard.pages.daily_figures import DayFigure, means
from dashboard.pages.levels import LadderInTime
from dashboard.pages.signal_history import GAP, SignalHistory, is_open, open_because
from ladder import formats
from ladder.engine.verdicts import SignalVerdict, ValueState
from ladder.models import Level, Signal
from ladder.weekly_values import cell
from ladder.weeks import Week
from regions.models import Area


def history_figure(
    history: SignalHistory,
    ladder: LadderInTime,
    area: Area,
    *,
    strips: Sequence[Strip] = (),
    marks: Sequence[Mark] = (),
    known: str = "",
) -> Figure:
    """Return the chart of a signal's history; `known` says until when figures were reported."""
    levels = {level.number: style_of(level) for version in ladder.versions for level in version.levels.all()}
    weeks = [_week_point(week, found, history.signal) for week, found in history.weeks]
    return signal_figure(weeks, _day_points(history), levels, _texts(history, area, known), strips, marks)


def style_of(level: Level) -> LevelStyle:
    """Return how a level is drawn."""
    return LevelStyle(level.number, level.label, level.colour)


def _texts(history: SignalHistory, area: Area, known: str) -> ChartTexts:
    signal, (last, _found) = history.signal, history.weeks[-1]
    counts = signal.aggregation == Signal.Aggregation.SUM
    days = formats.days(history.weeks[0][0].start, last.end)
    return ChartTexts(
        week_axis=signal.unit_label,
        day_axis=_("number per day") if counts else _("per day"),
        separators=f"{get_format('DECIMAL_SEPARATOR')}{get_format('THOUSAND_SEPARATOR')}",
        weekly=_("weekly value"),
        weekly_incomplete=_("week not complete yet"),
        daily=_("per day"),
        daily_incomplete=_("day not complete yet"),
        mean=_("mean of 7 days"),
        title=f"{capfirst(signal.label)}, {area.name}, {days}",
        lines=(f"{_('Source')}: {signal.source}. {known}".strip(),),
        file_name=f"{slugify(area.name)}-{slugify(signal.label)}-{str(last).lower()}",
    )


def _week_point(week: Week, found: SignalVerdict | None, signal: Signal) -> WeekPoint:
    """Only a complete value is on the line; an incomplete one would look like a fall."""
    complete = found is not None and found.state == ValueState.COMPLETE
    shown = cell(found, signal)
    remark = f"<br>{shown.remark}" if shown.remark else ""
    return WeekPoint(
        monday=week.start,
        value=found.value if found is not None and complete else None,
        bounds=found.bounds if found is not None else (),
        label=f"{formats.week_option(week)}<br>{shown.text or GAP} {signal.unit_label}{remark}",
        tick=_("wk %(number)d") % {"number": week.number},
        incomplete=found.value if found is not None and is_open(found) else None,
    )


def _day_points(history: SignalHistory) -> list[DayPoint]:
    if not history.shows_days or not history.days:
        return []
    mean = means(history.days)
    return [
        _day_point(day, history.days.get(day), mean.get(day))
        for week, _found in history.weeks
        for day in week.days
    ]


def _day_point(day: date, figure: DayFigure | None, mean: float | None) -> DayPoint:
    name = date_format(day, "l j F Y")
    number = GAP if figure is None else formats.number(figure.value, 0)
    complete = figure is not None and figure.is_complete
    return DayPoint(
        day=day,
        value=figure.value if figure and complete else None,
        label=f"{name}: {number}" + (f"<br>{open_because(figure)}" if figure and not complete else ""),
        incomplete=figure.value if figure and not complete else None,
        mean=mean,
        mean_label="" if mean is None else f"{name}<br>{_('mean of 7 days')}: {formats.number(mean, 1)}",
    )

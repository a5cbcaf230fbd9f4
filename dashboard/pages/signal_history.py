"""One signal of one region over some weeks: the points of its chart, and the same numbers as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format, get_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dashboard.charts.points import ChartTexts, DayPoint, LevelStyle, WeekPoint
from dashboard.charts.signal import Figure, signal_figure
from dashboard.pages.daily_figures import DailyFigures
from dashboard.pages.levels import LadderInTime
from ladder import formats
from ladder.engine.verdicts import SignalVerdict, ValueState
from ladder.models import Assessment, Signal
from ladder.weekly_values import cell
from ladder.weeks import Week

GAP = "–"


@dataclass(frozen=True)
class SignalHistory:
    """The weekly verdicts of a signal (None: not computed), earliest first, and its complete days."""

    signal: Signal
    weeks: tuple[tuple[Week, SignalVerdict | None], ...]
    days: DailyFigures

    @property
    def has_values(self) -> bool:
        return any(found is not None and found.value is not None for _week, found in self.weeks)

    @property
    def is_daily(self) -> bool:
        return self.signal.frequency == Signal.Frequency.DAILY

    def sentence(self) -> str:
        """Say the value of the last week and of the week before it."""
        last, before = ([*self.weeks][-1], self.weeks[-2] if len(self.weeks) > 1 else None)
        text = _("%(signal)s in %(week)s: %(value)s.") % self._facts(*last)
        if before is not None:
            text += " " + _("The week before: %(value)s.") % self._facts(*before)
        return text

    def _facts(self, week: Week, found: SignalVerdict | None) -> dict[str, str]:
        shown = cell(found, self.signal)
        value = f"{shown.text} {self.signal.unit_label}" if shown.text else GAP
        return {
            "signal": capfirst(self.signal.label),
            "week": formats.week_name(week).lower(),
            "value": f"{value} ({shown.remark})" if shown.remark else value,
        }

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return the headings and rows, latest week first: the weekly value, then the figure of each day."""
        headings = [_("Week"), _("Weekly value")]
        if self.is_daily:
            headings += [date_format(day, "D") for day in self.weeks[0][0].days]
        return headings, [self._table_row(week, found) for week, found in reversed(self.weeks)]

    def _table_row(self, week: Week, found: SignalVerdict | None) -> list[str]:
        shown = cell(found, self.signal)
        value = " · ".join(part for part in (shown.text, shown.remark) if part) or GAP
        days = [formats.number(self.days[day], 0) if day in self.days else GAP for day in week.days]
        return [formats.week_option(week), value, *(days if self.is_daily else [])]


def signal_history(
    signal: Signal, weeks: Sequence[Week], assessments: Mapping[Week, Assessment], days: DailyFigures
) -> SignalHistory:
    """Gather what is known of a signal in each of the weeks."""
    found = [(week, assessments[week].verdict.of(signal.code) if week in assessments else None) for week in weeks]
    return SignalHistory(signal, tuple(found), days)


def history_figure(history: SignalHistory, ladder: LadderInTime) -> Figure:
    """Return the chart of a signal's history in the reader's language."""
    last = history.weeks[-1][0]
    levels = {
        level.number: LevelStyle(level.number, level.label, level.colour)
        for level in ladder.version_shown(last).levels.all()
    }
    counts = history.signal.aggregation == Signal.Aggregation.SUM
    texts = ChartTexts(
        week_axis=history.signal.unit_label,
        day_axis=_("number per day") if counts else _("per day"),
        separators=f"{get_format('DECIMAL_SEPARATOR')}{get_format('THOUSAND_SEPARATOR')}",
    )
    weeks = [_week_point(week, found, history.signal) for week, found in history.weeks]
    return signal_figure(weeks, _day_points(history), levels, texts)


def _week_point(week: Week, found: SignalVerdict | None, signal: Signal) -> WeekPoint:
    """Only a complete value is drawn; an incomplete one would look like a fall."""
    complete = found is not None and found.state == ValueState.COMPLETE
    shown = cell(found, signal)
    return WeekPoint(
        monday=week.start,
        value=found.value if found is not None and complete else None,
        bounds=found.bounds if found is not None else (),
        label=f"{formats.week_option(week)}<br>{shown.text or GAP} {signal.unit_label}",
        tick=_("wk %(number)d") % {"number": week.number},
    )


def _day_points(history: SignalHistory) -> list[DayPoint]:
    if not history.is_daily or not history.days:
        return []
    return [
        DayPoint(day, history.days.get(day), f"{date_format(day, 'l j F Y')}: {_number(history.days.get(day))}")
        for week, _found in history.weeks
        for day in week.days
    ]


def _number(value: float | None) -> str:
    return GAP if value is None else formats.number(value, 0)

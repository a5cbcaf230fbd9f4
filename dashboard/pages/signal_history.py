"""One signal of one region over some weeks: its values in a sentence and as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dashboard.pages.daily_figures import DailyFigures, DayFigure
from ladder import formats
from ladder.engine.verdicts import SignalVerdict
from ladder.models import Assessment, Signal
from ladder.weekly_values import cell
from ladder.weeks import Week

GAP = "–"


@dataclass(frozen=True)
class SignalHistory:
    """The weekly verdicts of a signal (None: not computed), earliest first, and the figures of its days.

    Without `with_days` nothing of the days is shown.
    """

    signal: Signal
    weeks: tuple[tuple[Week, SignalVerdict | None], ...]
    days: DailyFigures
    with_days: bool = True

    @property
    def has_values(self) -> bool:
        return any(found is not None and found.value is not None for _week, found in self.weeks)

    @property
    def shows_days(self) -> bool:
        return self.with_days and self.signal.frequency == Signal.Frequency.DAILY

    @property
    def has_open_days(self) -> bool:
        """Whether any day is not complete."""
        return any(not figure.is_complete for figure in self._days_shown())

    @property
    def has_open_weeks(self) -> bool:
        """Whether any week has a value that is not complete."""
        return any(is_open(found) for _week, found in self.weeks)

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
        if self.shows_days:
            headings += [date_format(day, "D") for day in self.weeks[0][0].days]
        return headings, [self._table_row(week, found) for week, found in reversed(self.weeks)]

    def _table_row(self, week: Week, found: SignalVerdict | None) -> list[str]:
        shown = cell(found, self.signal)
        value = " · ".join(part for part in (shown.text, shown.remark) if part) or GAP
        days = [day_text(self.days.get(day)) for day in week.days] if self.shows_days else []
        return [formats.week_option(week), value, *days]

    def _days_shown(self) -> list[DayFigure]:
        of_weeks = (day for week, _found in self.weeks for day in week.days) if self.shows_days else ()
        return [self.days[day] for day in of_weeks if day in self.days]


def signal_history(
    signal: Signal,
    weeks: Sequence[Week],
    assessments: Mapping[Week, Assessment],
    days: Mapping[date, DayFigure] | None,
) -> SignalHistory:
    """Gather what is known of a signal in each of the weeks; `days` None: the days are not shown."""
    found = [(week, assessments[week].verdict.of(signal.code) if week in assessments else None) for week in weeks]
    return SignalHistory(signal, tuple(found), days or {}, days is not None)


def is_open(found: SignalVerdict | None) -> bool:
    """Whether there is a value that is not complete."""
    return found is not None and found.value is not None and found.state != "complete"


def day_text(figure: DayFigure | None) -> str:
    """Return the figure of a day, and what is to be said of it when it is not complete."""
    if figure is None:
        return GAP
    number = formats.number(figure.value, 0)
    return number if figure.is_complete else f"{number} · {open_because(figure)}"


def open_because(figure: DayFigure) -> str:
    """Say why the figure of a day is not complete."""
    if not figure.is_whole:
        return _("%(reported)d of %(expected)d municipalities") % vars(figure)
    return _("not final yet")

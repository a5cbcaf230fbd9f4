"""The charts of a region: which there are, each in words, and the figure that the page draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dashboard.charts.signal import Figure
from dashboard.pages.daily_figures import RegionFigures, load_figures
from dashboard.pages.levels import LadderInTime
from dashboard.pages.region_areas import RegionAreas, find_region
from dashboard.pages.region_events import region_marks
from dashboard.pages.region_levels import LevelsOfRegion, load_levels
from dashboard.pages.region_measures import load_taken_since
from dashboard.pages.region_period import LookBack
from dashboard.pages.signal_chart import history_figure
from dashboard.pages.signal_history import SignalHistory, signal_history
from ladder import formats
from ladder.models import Signal
from regions.models import Area


@dataclass(frozen=True)
class Chart:
    """A chart in words: its sentence, its legend, and the table of the same numbers."""

    history: SignalHistory
    sentence: str
    caption: str
    columns: list[str]
    rows: list[list[str]]

    @property
    def signal(self) -> Signal:
        return self.history.signal


@dataclass(frozen=True)
class AskedChart:
    """Which chart is asked for. `private`: whoever reads may know which measures were taken."""

    code: str
    signal: str
    period: LookBack
    as_of: datetime
    private: bool


def chart_of(history: SignalHistory, area: Area) -> Chart:
    """Return a chart in words."""
    columns, rows = history.table()
    caption = f"{capfirst(history.signal.label)}, {area.name}"
    return Chart(history, history.sentence(), caption, columns, rows)


def histories_of(
    signals: Sequence[Signal], levels: LevelsOfRegion, figures: RegionFigures
) -> tuple[SignalHistory, ...]:
    """Return the history of each of the signals, without a query."""
    with_days = bool(levels.period.with_days)
    return tuple(
        signal_history(signal, levels.period.weeks, levels.computed, figures.days(signal) if with_days else None)
        for signal in signals
    )


def signals_with_values(ladder: LadderInTime, levels: LevelsOfRegion) -> list[Signal]:
    """Return the signals that have a value in the weeks shown."""
    weeks = levels.period.weeks
    signals: list[Signal] = [use.signal for use in ladder.version_shown(weeks[-1]).uses.all()]
    return [signal for signal in signals if signal_history(signal, weeks, levels.computed, None).has_values]


def load_chart(ladder: LadderInTime, asked: AskedChart) -> Figure:
    """Load the figure of one chart in five queries at most; 404 when there is nothing to draw."""
    areas = find_region(asked.code)
    levels = load_levels(ladder, areas, asked.period, as_of=asked.as_of, beside=False)
    signal = next((one for one in signals_with_values(ladder, levels) if one.code == asked.signal), None)
    if signal is None:
        raise Http404
    figures = _days(areas, signal, levels.period, as_of=asked.as_of)
    taken = load_taken_since(areas.region, levels.period.weeks[0], as_of=asked.as_of) if asked.private else []
    (history,) = histories_of([signal], levels, figures)
    return history_figure(
        history,
        ladder,
        areas.region,
        strips=levels.strips,
        marks=region_marks(ladder, levels, taken),
        known=_known(levels),
    )


def _days(areas: RegionAreas, signal: Signal, period: LookBack, *, as_of: datetime) -> RegionFigures:
    return load_figures(areas.region.pk, areas.parts, [signal], period.with_days, as_of=as_of)


def _known(levels: LevelsOfRegion) -> str:
    """Say until when the figures of the last week were reported."""
    found = levels.own.computed
    return "" if found is None else f"{_('Figures reported until')}: {formats.moment(found.as_of)}."

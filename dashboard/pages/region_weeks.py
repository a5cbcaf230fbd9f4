"""The weeks of a region: both levels and the weekly value of each signal."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.pages.levels import RegionLevels
from dashboard.pages.region_levels import LevelsOfRegion
from dashboard.pages.signal_history import SignalHistory
from ladder import formats
from ladder.models import Signal
from ladder.weekly_values import Cell, cell
from ladder.weeks import Week


@dataclass(frozen=True)
class WeekRow:
    """One week in the table of weekly values."""

    week: Week
    name: str
    days: str
    levels: RegionLevels
    values: tuple[Cell, ...]


def week_rows(levels: LevelsOfRegion, histories: Iterable[SignalHistory]) -> list[WeekRow]:
    """Return the weeks, latest first, with the values of the signals."""
    signals = [history.signal for history in histories]
    return [_row(week, levels.of_week(week), signals) for week in reversed(levels.period.weeks)]


def _row(week: Week, levels: RegionLevels, signals: Iterable[Signal]) -> WeekRow:
    computed = levels.computed
    return WeekRow(
        week=week,
        name=formats.week_name(week),
        days=formats.days(week.start, week.end),
        levels=levels,
        values=tuple(
            cell(computed.verdict.of(signal.code), signal) if computed else Cell("", "") for signal in signals
        ),
    )

"""The weeks of a region: both levels and the weekly value of each signal."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.pages.region_levels import LevelsOfRegion
from dashboard.pages.signal_history import SignalHistory
from ladder import formats
from ladder.models import Level
from ladder.weekly_values import Cell, cell
from ladder.weeks import Week


@dataclass(frozen=True)
class WeekRow:
    """One week in the table of weekly values. `state` is that of the computed level."""

    week: Week
    name: str
    days: str
    decided: Level | None
    level: Level | None
    state: str
    values: tuple[Cell, ...]

    @property
    def decided_state(self) -> str:
        return "complete" if self.decided else "undecided"


def week_rows(levels: LevelsOfRegion, histories: Iterable[SignalHistory]) -> list[WeekRow]:
    """Return the weeks, latest first, with the values of the signals."""
    signals = [history.signal for history in histories]
    found = []
    for week in reversed(levels.period.weeks):
        computed, decided = levels.computed.get(week), levels.decided.get(week)
        row = WeekRow(
            week=week,
            name=formats.week_name(week),
            days=formats.days(week.start, week.end),
            decided=decided.level if decided else None,
            level=computed.level if computed else None,
            state=computed.state if computed else "absent",
            values=tuple(
                cell(computed.verdict.of(signal.code), signal) if computed else Cell("", "") for signal in signals
            ),
        )
        found.append(row)
    return found

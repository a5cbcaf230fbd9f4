"""From weekly values to levels: the worst deciding signal gives the level.

Incomplete figures can prove that a signal value has been passed; they cannot prove that none has. So a level above
the lowest stands as provisional while a deciding value is incomplete or missing, and the lowest becomes unknown:
nobody is waakzaam by default.
"""

from collections.abc import Iterator
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from ladder.engine.columns import WEEKLY, check_columns
from ladder.engine.rules import DECIDING, LadderRule, SignalRule
from ladder.engine.verdicts import LevelState, SignalVerdict, ValueState, Verdict

NO_LEVEL = 0
Levels = npt.NDArray[np.int64]


def level_of(values: npt.NDArray[np.float64], bounds: SignalRule, rule: LadderRule) -> Levels:
    """Return the level number that each value gives by itself; `NO_LEVEL` for NaN or a signal without bounds."""
    levels = np.full(values.shape, rule.levels[0] if bounds.bounds else NO_LEVEL)
    for number, bound in bounds.bounds:
        levels = np.where(_passes(values, bound, bounds, rule), number, levels)
    return np.where(np.isnan(values), NO_LEVEL, levels)


def _passes(
    values: npt.NDArray[np.float64], bound: float, signal: SignalRule, rule: LadderRule
) -> npt.NDArray[np.bool_]:
    sign = 1 if signal.higher_is_worse else -1
    return sign * values > sign * bound if rule.comparator == "above" else sign * values >= sign * bound


def assess(weekly: pd.DataFrame, rule: LadderRule) -> pd.DataFrame:
    """Hold weekly values against a ladder version.

    `weekly` is what `weekly_values` returned for the signals of `rule`. Returns one row per area and week with
    columns area, week, level (`NO_LEVEL` when unknown), state and, per signal code, the level by itself.
    """
    check_columns(weekly, WEEKLY, "weekly")
    blocks = dict(iter(weekly.groupby("signal", sort=False, observed=True)))
    first = next(iter(blocks.values()))
    alone = {s.signal: level_of(blocks[s.signal]["value"].to_numpy(float), s, rule) for s in rule.signals}
    worst, sure = np.zeros(len(first), dtype=np.int64), np.ones(len(first), dtype=bool)
    for signal in (s for s in rule.signals if s.role == DECIDING):
        complete = blocks[signal.signal]["state"].to_numpy() == ValueState.COMPLETE.value
        counts = (
            alone[signal.signal] if signal.partial_proves else np.where(complete, alone[signal.signal], NO_LEVEL)
        )
        worst, sure = np.maximum(worst, counts), sure & complete
    known = (worst != NO_LEVEL) & (sure | (worst > rule.levels[0]))
    state = np.where(~known, LevelState.UNKNOWN, np.where(sure, LevelState.COMPLETE, LevelState.PROVISIONAL))
    return pd.DataFrame(
        {
            "area": first["area"].to_numpy(),
            "week": first["week"].to_numpy(),
            "level": np.where(known, worst, NO_LEVEL),
            "state": state.astype(object),
            **alone,
        }
    )


def verdicts(weekly: pd.DataFrame, rule: LadderRule) -> Iterator[tuple[str, date, Verdict]]:
    """Yield (area code, Monday, verdict) for each area and week in `weekly`."""
    assessed = assess(weekly, rule)
    blocks = dict(iter(weekly.groupby("signal", sort=False, observed=True)))
    per_signal = [
        list(_signal_verdicts(blocks[signal.signal], assessed[signal.signal].tolist(), signal))
        for signal in rule.signals
    ]
    rows = zip(
        assessed["area"], assessed["week"], assessed["level"].tolist(), assessed["state"], *per_signal, strict=True
    )
    for area, week, level, state, *found in rows:
        yield area, week, _verdict(rule, level, state, tuple(found))


def _signal_verdicts(block: pd.DataFrame, levels: list[int], rule: SignalRule) -> Iterator[SignalVerdict]:
    columns = (block["state"], block["value"].tolist(), block["days"].tolist(), block["grain"], levels)
    for state, value, days, grain, level in zip(*columns, strict=True):
        yield SignalVerdict(
            signal=rule.signal,
            role=rule.role,
            state=ValueState(state),
            value=None if value != value else value,  # NaN is the only value that differs from itself
            days=days,
            days_expected=rule.days_expected,
            grain=grain or None,
            level=level or None,
            bounds=rule.bounds,
        )


def _verdict(rule: LadderRule, level: int, state: str, signals: tuple[SignalVerdict, ...]) -> Verdict:
    return Verdict(
        rule=rule.code,
        comparator=rule.comparator,
        level=level or None,
        state=LevelState(state),
        signals=signals,
        deciding=tuple(s.signal for s in signals if s.role == DECIDING and level and s.level == level),
    )

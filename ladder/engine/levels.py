"""From weekly values to levels: the worst deciding signal gives the level.

Incomplete figures can prove that a signal value has been passed; they cannot prove that none has. So a level above
the lowest stands as provisional while a deciding value is incomplete or missing, and the lowest becomes unknown:
nobody is waakzaam by default.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import repeat

import numpy as np
import numpy.typing as npt
import pandas as pd

from ladder.engine.columns import WEEKLY, check_columns
from ladder.engine.holding import NO_LEVEL, Held, Levels, Mask, Raw, hold
from ladder.engine.rules import DECIDING, LadderRule, SignalRule
from ladder.engine.verdicts import Holding, HoldingReason, LevelState, SignalVerdict, ValueState, Verdict

STATES = {state.value: state for state in ValueState}
REASONS = {reason.value: reason for reason in HoldingReason}


@dataclass(frozen=True)
class Assessed:
    """Levels (`NO_LEVEL` when unknown), flat over area × week in the order of the weekly values.

    `alone` gives per signal the level by itself; `banded` the same for deciding signals with their signal values
    moved by the dead-band. `raw` and `held` are areas × weeks and None where the version holds no levels.
    """

    area: npt.NDArray[np.object_]
    week: npt.NDArray[np.object_]
    level: Levels
    state: npt.NDArray[np.object_]
    alone: Mapping[str, Levels]
    banded: Mapping[str, Levels]
    raw: Raw | None = None
    held: Held | None = None


def level_of(
    values: npt.NDArray[np.float64], signal: SignalRule, rule: LadderRule, *, dead_band: float = 0.0
) -> Levels:
    """Return the level number that each value gives by itself; `NO_LEVEL` for NaN or a signal without bounds.

    With a `dead_band` (%) each level starts so much before its signal value.
    """
    levels = np.full(values.shape, rule.levels[0] if signal.bounds else NO_LEVEL)
    sign = 1 if signal.higher_is_worse else -1
    for number, bound in signal.bounds:
        # Multiplied first, so that 80 % of 35 is 28 and nothing beside it.
        start = bound * (100 - sign * dead_band) / 100 if bound >= 0 else bound * (100 + sign * dead_band) / 100
        passed = sign * values > sign * start if rule.comparator == "above" else sign * values >= sign * start
        levels = np.where(passed, number, levels)
    return np.where(np.isnan(values), NO_LEVEL, levels)


def assess(weekly: pd.DataFrame, rule: LadderRule, earlier: pd.DataFrame | None = None) -> Assessed:
    """Hold weekly values against a ladder version.

    `weekly` is what `weekly_values` returned for the signals of `rule`; `earlier` (columns `EARLIER`) what the
    weeks before left, for a version with a dead-band or dwell.
    """
    check_columns(weekly, WEEKLY, "weekly")
    return _assess(_blocks(weekly), rule, earlier)


def _blocks(weekly: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {str(signal): block for signal, block in weekly.groupby("signal", sort=False, observed=True)}


def _assess(blocks: Mapping[str, pd.DataFrame], rule: LadderRule, earlier: pd.DataFrame | None) -> Assessed:
    values = {signal.signal: blocks[signal.signal]["value"].to_numpy(float) for signal in rule.signals}
    deciding = [signal for signal in rule.signals if signal.role == DECIDING]
    complete = {s.signal: blocks[s.signal]["state"].to_numpy() == ValueState.COMPLETE.value for s in deciding}
    alone = {signal.signal: level_of(values[signal.signal], signal, rule) for signal in rule.signals}
    first = blocks[rule.signals[0].signal]
    sure = np.logical_and.reduce([np.ones(len(first), dtype=bool), *complete.values()])
    level = _worst(deciding, alone, complete, len(first))
    level = np.where((level != NO_LEVEL) & (sure | (level > rule.levels[0])), level, NO_LEVEL)
    area, week = first["area"].to_numpy(object), first["week"].to_numpy(object)
    if not rule.holds:
        return Assessed(area, week, level, _states(level, sure), alone, banded={})
    banded = {s.signal: level_of(values[s.signal], s, rule, dead_band=rule.dead_band) for s in deciding}
    weeks = list(dict.fromkeys(week))
    shape = (-1, len(weeks))
    band = _worst(deciding, banded, complete, len(first))
    raw = Raw(level.reshape(shape), band.reshape(shape), sure.reshape(shape))
    held = hold(raw, pd.Index(area[:: len(weeks)]), weeks, rule, earlier)
    return Assessed(area, week, held.level.ravel(), _states(level, sure), alone, banded, raw, held)


def _worst(
    deciding: list[SignalRule], levels: Mapping[str, Levels], complete: Mapping[str, Mask], rows: int
) -> Levels:
    worst = np.zeros(rows, dtype=np.int64)
    for signal in deciding:
        counts = levels[signal.signal]
        if not signal.partial_proves:
            counts = np.where(complete[signal.signal], counts, NO_LEVEL)
        worst = np.maximum(worst, counts)
    return worst


def _states(level: Levels, sure: Mask) -> npt.NDArray[np.object_]:
    known = np.where(sure, LevelState.COMPLETE, LevelState.PROVISIONAL)
    return np.where(level == NO_LEVEL, LevelState.UNKNOWN, known).astype(object)


def verdicts(
    weekly: pd.DataFrame, rule: LadderRule, earlier: pd.DataFrame | None = None
) -> Iterator[tuple[str, date, Verdict]]:
    """Yield (area code, Monday, verdict) for each area and week in `weekly`. See `assess` for `earlier`.

    A version without signals has nothing to judge by, and yields nothing.
    """
    if not rule.signals:
        return
    check_columns(weekly, WEEKLY, "weekly")
    blocks = _blocks(weekly)
    found = _assess(blocks, rule, earlier)
    per_signal = [
        _signal_verdicts(blocks[signal.signal], found.alone[signal.signal].tolist(), signal)
        for signal in rule.signals
    ]
    levels = (found.level.tolist(), found.state.tolist(), _deciding(found, rule), _holdings(found))
    rows = zip(found.area.tolist(), found.week.tolist(), *levels, zip(*per_signal, strict=True), strict=False)
    for area, week, level, state, deciding, holding, signals in rows:
        yield (
            area,
            week,
            Verdict(rule.code, rule.comparator, level or None, LevelState(state), signals, deciding, holding),
        )


def _signal_verdicts(block: pd.DataFrame, levels: list[int], rule: SignalRule) -> Iterator[SignalVerdict]:
    columns = (block[name].tolist() for name in ("state", "value", "days", "grain"))
    for state, value, days, grain, level in zip(*columns, levels, strict=True):
        yield SignalVerdict(
            signal=rule.signal,
            role=rule.role,
            state=STATES[state],
            value=None if value != value else value,  # NaN is the only value that differs from itself
            days=days,
            days_expected=rule.days_expected,
            grain=grain or None,
            level=level or None,
            bounds=rule.bounds,
        )


def _deciding(found: Assessed, rule: LadderRule) -> Iterator[tuple[str, ...]]:
    """Yield per row the deciding signals that gave the level, or whose value holds it within the dead-band."""
    names = [signal.signal for signal in rule.signals if signal.role == DECIDING]
    known = found.level != NO_LEVEL
    gives = {name: known & (found.alone[name] == found.level) for name in names}
    if found.held is not None:
        in_band = found.held.reason.ravel() == HoldingReason.DEAD_BAND.value
        gives = {name: gives[name] | (in_band & (found.banded[name] >= found.level)) for name in names}
    if not names:
        yield from repeat((), len(found.level))
    for row in zip(*(gives[name].tolist() for name in names), strict=True):
        yield tuple(name for name, yes in zip(names, row, strict=True) if yes)


def _holdings(found: Assessed) -> Iterator[Holding | None]:
    if found.held is None or found.raw is None:
        yield from repeat(None, len(found.level))
        return
    held, raw = found.held, found.raw
    band = np.where(raw.sure, raw.band, NO_LEVEL)
    columns = (raw.level, band, held.standing, held.reason, held.weeks_below)
    for level, low, standing, reason, weeks in zip(*(column.ravel().tolist() for column in columns), strict=True):
        yield Holding(level or None, low or None, standing or None, REASONS[reason], weeks)

"""From daily figures to one value per signal, area and week.

Everything is done at once on one dense array over signal × grain × area × week × weekday: a ladder has few
signals, a call few weeks, and a sum over an axis costs the same for 25 regions as for one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from ladder.engine.columns import AREAS, OBSERVATIONS, check_columns
from ladder.engine.rules import SignalRule
from ladder.engine.verdicts import ValueState

OWN, PARTS = 0, 1
GRAINS = ("own", "parts")
LATE_AFTER = pd.Timedelta(days=14)

Array = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class _Sums:
    """Sum and number of figures per (signal, grain, area, week, weekday), and how many areas are to report."""

    total: Array
    count: Counts
    expected: Counts  # (grain, area)


def weekly_values(
    observations: pd.DataFrame,
    areas: pd.DataFrame,
    signals: Sequence[SignalRule],
    weeks: Sequence[date],
    *,
    as_of: date,
) -> pd.DataFrame:
    """Return one row per signal, judged area and week with columns `columns.WEEKLY`.

    `observations` holds at most one figure per signal, area and date; figures of other signals, areas and weeks
    are passed over. `areas` has a row for each judged area (`judged` is itself) and for each of its parts. `weeks`
    are Mondays. The value is the sum over the days, over the parts of the area, divided by the sum of their
    inhabitants, times the base; for a signal that does not add up it is the mean of the area's own figures.

    Grain: the figures of the parts count when they cover the week completely, else the area's own when these
    do, else those that cover more days; never both. A week of which nothing was reported for any area is `late`
    until two weeks after its Sunday, seen from `as_of`; after that, or when other areas did report, `missing`.
    """
    check_columns(observations, OBSERVATIONS, "observations")
    check_columns(areas, AREAS, "areas")
    judged = pd.Index(areas.loc[areas["area"] == areas["judged"], "area"])
    sums = _add_up(observations, areas, judged, signals, weeks)
    population = _inhabitants(areas, judged)
    columns = [_one_signal(sums, number, rule, population, weeks, as_of) for number, rule in enumerate(signals)]
    index = pd.MultiIndex.from_product(
        [[rule.signal for rule in signals], judged, list(weeks)], names=["signal", "area", "week"]
    )
    return pd.DataFrame(
        {name: np.concatenate([column[name] for column in columns]) for name in columns[0]} if columns else None,
        index=index,
    ).reset_index()


def _inhabitants(areas: pd.DataFrame, judged: "pd.Index[str]") -> Array:
    """Return per judged area its own population, else the sum over its parts; NaN when one of these is unknown."""
    is_own = areas["area"] == areas["judged"]
    own = areas[is_own].set_index("area")["population"].reindex(judged)
    parts = areas[~is_own].groupby("judged")["population"].agg(lambda part: part.sum(skipna=False)).reindex(judged)
    return np.asarray(own.astype(float).fillna(parts.astype(float)), dtype=np.float64)


def _add_up(
    observations: pd.DataFrame,
    areas: pd.DataFrame,
    judged: "pd.Index[str]",
    signals: Sequence[SignalRule],
    weeks: Sequence[date],
) -> _Sums:
    grain_of_area = np.where(areas["area"] == areas["judged"], OWN, PARTS)
    place_of_area = judged.get_indexer(pd.Index(areas["judged"]))
    shape = (len(signals), len(GRAINS), len(judged), len(weeks), 7)
    signal = pd.Index([rule.signal for rule in signals]).get_indexer(pd.Index(observations["signal"]))
    row = pd.Index(areas["area"]).get_indexer(pd.Index(observations["area"]))
    days = observations["date"].to_numpy("datetime64[D]").astype(np.int64)
    weekday = (days + 3) % 7  # day 0 of numpy, 1 January 1970, was a Thursday
    mondays = np.array(weeks, dtype="datetime64[D]").astype(np.int64)
    week = pd.Index(mondays).get_indexer(pd.Index(days - weekday))
    known = (signal >= 0) & (row >= 0) & (week >= 0)
    cell = np.ravel_multi_index(
        (signal[known], grain_of_area[row[known]], place_of_area[row[known]], week[known], weekday[known]), shape
    )
    size = int(np.prod(shape))
    values = observations["value"].to_numpy(float)[known]
    expected = np.zeros((len(GRAINS), len(judged)), dtype=np.int64)
    np.add.at(expected, (grain_of_area, place_of_area), 1)
    return _Sums(
        total=np.bincount(cell, weights=values, minlength=size).astype(float).reshape(shape),
        count=np.bincount(cell, minlength=size).reshape(shape),
        expected=expected,
    )


def _one_signal(
    sums: _Sums, number: int, rule: SignalRule, population: Array, weeks: Sequence[date], as_of: date
) -> dict[str, npt.NDArray[np.generic]]:
    """Return value, days, grain and state of one signal, each flat over area × week."""
    total, count = sums.total[number].sum(-1), sums.count[number].sum(-1)
    whole_days = (sums.count[number] == sums.expected[:, :, None, None]) & (sums.expected > 0)[:, :, None, None]
    days = np.minimum(whole_days.sum(-1), rule.days_expected)
    grain = _finest_complete(days, count, rule)
    chosen = grain[None]
    total, count, days = (np.take_along_axis(array, chosen, 0)[0] for array in (total, count, days))
    with np.errstate(invalid="ignore", divide="ignore"):
        value = total if rule.adds_up else total / count
        if rule.per:
            # Multiplied first: a whole number of people then falls exactly on a signal value where it should.
            value = value * rule.per / population[:, None]
    anyone = (count > 0).any(axis=0)
    reported = (count > 0) & np.isfinite(value)
    state = _states(days == rule.days_expected, reported, anyone, weeks, as_of)
    return {
        "value": np.where(reported, value, np.nan).ravel(),
        "days": np.where(reported, days, 0).ravel(),
        "grain": np.array([*GRAINS, ""], dtype=object)[np.where(reported, grain, -1)].ravel(),
        "state": state.ravel(),
    }


def _finest_complete(days: Counts, count: Counts, rule: SignalRule) -> Counts:
    """Choose per area and week from whose figures the value is made: `PARTS` or `OWN`."""
    if not rule.adds_up:
        return np.full(days.shape[1:], OWN)
    more_days = days[PARTS] > days[OWN]
    as_many = (days[PARTS] == days[OWN]) & (count[PARTS] > 0)
    return np.where(more_days | as_many, PARTS, OWN)


def _states(
    complete: Mask, reported: Mask, anyone: Mask, weeks: Sequence[date], as_of: date
) -> npt.NDArray[np.object_]:
    sundays = pd.DatetimeIndex(list(weeks)) + pd.Timedelta(days=6)
    may_still_come = np.asarray(pd.Timestamp(as_of) <= sundays + LATE_AFTER) & ~anyone
    return np.select(
        [reported & complete, reported, np.broadcast_to(may_still_come, reported.shape)],
        [ValueState.COMPLETE.value, ValueState.INCOMPLETE.value, ValueState.LATE.value],
        ValueState.MISSING.value,
    ).astype(object)

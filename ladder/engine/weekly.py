"""From daily figures to one value per signal, area and week."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from ladder.engine.columns import AREAS, OBSERVATIONS, check_columns
from ladder.engine.rules import LATEST, SignalRule
from ladder.engine.sums import GRAINS, OWN, PARTS, Array, Counts, Mask, Sums, add_up, inhabitants
from ladder.engine.verdicts import ValueState

LATE_AFTER = timedelta(days=14)


def weekly_values(
    observations: pd.DataFrame,
    areas: pd.DataFrame,
    signals: Sequence[SignalRule],
    weeks: Sequence[date],
    *,
    as_of: date,
    reported: Collection[tuple[str, date]] = (),
) -> pd.DataFrame:
    """Return one row per signal, judged area and week with columns `columns.WEEKLY`.

    `observations` holds at most one figure per signal, area and date; figures of other signals, areas and weeks
    are passed over. `areas` has a row for each judged area (`judged` is itself) and for each of its parts. `weeks`
    are Mondays. The value is the sum over the days, over the parts of the area, divided by the sum of their
    inhabitants, times the base; for a signal that does not add up it is the mean or the latest of the area's own
    figures.

    Grain: the figures of the parts count when they cover the week completely, else the area's own when these
    do, else those that cover more days; never both. A week of which nothing was reported for any area is `late`
    until two weeks after its Sunday, seen from `as_of`; after that, or when other areas did report, `missing`.
    Days that are not final yet at `as_of` leave a week incomplete. For a latest figure `days` says how far into
    the week it reaches. `reported` are pairs (signal, Monday) of which something was reported for areas that are
    not among `areas`.
    """
    check_columns(observations, OBSERVATIONS, "observations")
    check_columns(areas, AREAS, "areas")
    judged = pd.Index(areas.loc[areas["area"] == areas["judged"], "area"])
    sums = add_up(observations, areas, judged, [rule.signal for rule in signals], weeks)
    population = inhabitants(areas, judged)
    elsewhere = [np.array([(rule.signal, week) in reported for week in weeks], dtype=bool) for rule in signals]
    columns = [
        _one_signal(sums, number, rule, population, weeks, as_of, elsewhere[number])
        for number, rule in enumerate(signals)
    ]
    index = pd.MultiIndex.from_product(
        [[rule.signal for rule in signals], judged, list(weeks)], names=["signal", "area", "week"]
    )
    return pd.DataFrame(
        {name: np.concatenate([column[name] for column in columns]) for name in columns[0]} if columns else None,
        index=index,
    ).reset_index()


def _one_signal(
    sums: Sums,
    number: int,
    rule: SignalRule,
    population: Array,
    weeks: Sequence[date],
    as_of: date,
    elsewhere: Mask,
) -> dict[str, npt.NDArray[np.generic]]:
    """Return value, days, grain and state of one signal, each flat over area × week."""
    expected = sums.expected[:, :, None, None]
    whole = (sums.count[number] == expected) & (expected > 0)
    grain = _finest_complete(whole, sums.count[number], rule)
    total, count, whole = (
        np.take_along_axis(cells, grain[None, :, :, None], 0)[0]
        for cells in (sums.total[number], sums.count[number], whole)
    )
    value = _value(total, count, rule, population)
    days = _days(whole & _final(weeks, rule, as_of), rule)
    counted = count.any(axis=-1)
    too_small = counted & (population < (rule.minimum_population or 0))[:, None]
    known = counted & np.isfinite(value) & ~too_small
    may_still_come = _may_still_come(weeks, as_of) & ~(counted.any(axis=0) | elsewhere)
    state = _states(days == rule.days_expected, known, too_small, may_still_come)
    return {
        "value": np.where(known, value, np.nan).ravel(),
        "days": np.where(known, days, 0).ravel(),
        "grain": np.array([*GRAINS, ""], dtype=object)[np.where(known, grain, -1)].ravel(),
        "state": state.ravel(),
    }


def _finest_complete(whole: Mask, count: Counts, rule: SignalRule) -> Counts:
    """Choose per area and week from whose figures the value is made: `PARTS` or `OWN`."""
    if not rule.adds_up:
        return np.full(whole.shape[1:3], OWN)
    days = np.minimum(whole.sum(-1), rule.days_expected)
    as_many = (days[PARTS] == days[OWN]) & count[PARTS].any(axis=-1)
    return np.where((days[PARTS] > days[OWN]) | as_many, PARTS, OWN)


def _value(total: Array, count: Counts, rule: SignalRule, population: Array) -> Array:
    """Return the value per area and week, of cells per day; NaN or nonsense where nothing was reported."""
    with np.errstate(invalid="ignore", divide="ignore"):
        if rule.aggregation == LATEST:
            last = np.maximum(_last_day(count > 0) - 1, 0)
            value = np.take_along_axis(total, last[..., None], -1)[..., 0]
        else:
            value = total.sum(-1) if rule.adds_up else total.sum(-1) / count.sum(-1)
        # Multiplied first: a whole number of people then falls exactly on a signal value where it should.
        return value * rule.per / population[:, None] if rule.per else value


def _days(final: Mask, rule: SignalRule) -> Counts:
    covered = _last_day(final) if rule.aggregation == LATEST else final.sum(-1)
    return np.minimum(covered, rule.days_expected)


def _last_day(there: Mask) -> Counts:
    """Return the number (1–7) of the last day that is there, 0 when none is."""
    days: Counts = (there * np.arange(1, 8)).max(axis=-1)
    return days


def _final(weeks: Sequence[date], rule: SignalRule, as_of: date) -> Mask:
    """Say per week and weekday whether its figures are final at `as_of`; a weekly figure is of its Sunday."""
    if not rule.usually_incomplete_days:
        return np.ones((len(weeks), 7), dtype=bool)
    days = np.arange(7) if rule.frequency == "daily" else np.full(7, 6)
    dates = np.array(weeks, dtype="datetime64[D]")[:, None] + days
    return np.asarray(dates + rule.usually_incomplete_days <= np.datetime64(as_of))


def _may_still_come(weeks: Sequence[date], as_of: date) -> Mask:
    last_days = np.array([monday + timedelta(days=6) + LATE_AFTER for monday in weeks], dtype="datetime64[D]")
    return np.asarray(np.datetime64(as_of) <= last_days)


def _states(complete: Mask, known: Mask, too_small: Mask, may_still_come: Mask) -> npt.NDArray[np.object_]:
    return np.select(
        [known & complete, known, too_small, np.broadcast_to(may_still_come, known.shape)],
        [
            ValueState.COMPLETE.value,
            ValueState.INCOMPLETE.value,
            ValueState.TOO_SMALL.value,
            ValueState.LATE.value,
        ],
        ValueState.MISSING.value,
    ).astype(object)

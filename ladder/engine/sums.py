"""Figures on one dense array over signal × grain × area × week × weekday.

A ladder has few signals, a call few weeks, and a sum over an axis costs the same for 25 regions as for one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

OWN, PARTS = 0, 1
GRAINS = ("own", "parts")

Array = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Sums:
    """Sum and number of figures per (signal, grain, area, week, weekday), and how many areas are to report."""

    total: Array
    count: Counts
    expected: Counts  # (grain, area)


def add_up(
    observations: pd.DataFrame,
    areas: pd.DataFrame,
    judged: "pd.Index[str]",
    signals: Sequence[str],
    weeks: Sequence[date],
) -> Sums:
    """Put figures in their cells; those of other signals, areas and weeks are passed over."""
    grain_of_area = np.where(areas["area"] == areas["judged"], OWN, PARTS)
    place_of_area = judged.get_indexer(pd.Index(areas["judged"]))
    shape = (len(signals), len(GRAINS), len(judged), len(weeks), 7)
    signal = pd.Index(list(signals)).get_indexer(pd.Index(observations["signal"]))
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
    return Sums(
        total=np.bincount(cell, weights=values, minlength=size).astype(float).reshape(shape),
        count=np.bincount(cell, minlength=size).reshape(shape),
        expected=expected,
    )


def inhabitants(areas: pd.DataFrame, judged: "pd.Index[str]") -> Array:
    """Return per judged area its own population, else the sum over its parts; NaN when one of these is unknown."""
    is_own = (areas["area"] == areas["judged"]).to_numpy()
    place = judged.get_indexer(pd.Index(areas["judged"]))
    people = areas["population"].to_numpy(float)
    own = np.full(len(judged), np.nan)
    own[place[is_own]] = people[is_own]
    has_parts = np.bincount(place[~is_own], minlength=len(judged)) > 0
    of_parts = np.bincount(place[~is_own], weights=people[~is_own], minlength=len(judged))
    return np.where(np.isnan(own) & has_parts, of_parts, own)

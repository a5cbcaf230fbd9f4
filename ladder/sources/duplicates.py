"""A figure that stands in a file more than once."""

import numpy as np
import pandas as pd

from ladder.sources import reasons
from ladder.sources.sieve import Sieve


def refuse_duplicates(sieve: Sieve) -> None:
    """Refuse repeated figures of the same signal, area and date.

    When all say the same, the first one stays and the others are refused, naming it. When they contradict each
    other none can be believed: all are refused, naming one that says otherwise.
    """
    rows = np.flatnonzero(sieve.accepted)
    keys = figure_keys(sieve.frame)[rows]
    repeated = pd.Series(keys).duplicated(keep=False).to_numpy()
    if not repeated.any():
        return
    rows = rows[repeated]
    told = sieve.frame.iloc[rows][["line", "value"]].assign(row=rows, key=keys[repeated])
    _refuse_repeated(sieve, told)


def figure_keys(frame: pd.DataFrame) -> np.ndarray:
    """Return one whole number per row, the same for rows of the same signal, area and date."""
    signals, areas = frame["signal"].cat, frame["area_code"].cat
    days = frame["date"].to_numpy().astype("datetime64[D]").astype("int64")
    of_signal = signals.codes.to_numpy().astype("int64")
    key = of_signal * (len(areas.categories) + 1) + areas.codes.to_numpy()
    return np.asarray(key * 100_000 + days)


def _refuse_repeated(sieve: Sieve, told: pd.DataFrame) -> None:
    groups = told.groupby("key", sort=False)
    lowest, highest = groups["value"].transform("min"), groups["value"].transform("max")
    first = groups["line"].transform("first")
    agrees = (lowest == highest).to_numpy()
    repeats = told[agrees & groups.cumcount().gt(0).to_numpy()]
    _refuse_rows(sieve, repeats, first[repeats.index], reasons.SAME_AS)
    at_odds = told[~agrees]
    _refuse_rows(sieve, at_odds, _at_odds_with(at_odds), reasons.CONTRADICTS)


def _at_odds_with(told: pd.DataFrame) -> "pd.Series[int]":
    """Name for each row the first line of its group with another value."""
    lowest = told.sort_values(["value", "line"]).groupby("key")[["line", "value"]].first()
    highest = told.sort_values(["value", "line"]).groupby("key")[["line", "value"]].last()
    of_lowest = told["key"].map(lowest["line"])
    of_highest = told["key"].map(highest["line"])
    return of_lowest.where(told["value"] != told["key"].map(lowest["value"]), of_highest)


def _refuse_rows(sieve: Sieve, rows: pd.DataFrame, other: "pd.Series[int]", reason: str) -> None:
    mask = np.zeros(len(sieve.frame), dtype=bool)
    mask[rows["row"]] = True
    sieve.refuse(mask, reason, lambda _: other.astype(str))

"""What is known of figures at a moment, as sorted arrays: the other side of a comparison with a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from django.db import connection

from ladder.bulk import read_numbers
from ladder.models import Observation

AREA_BITS, DAY_BITS = 24, 17
Days = tuple[int, int] | list[int]
"""First and last day, or every day by itself; counted from 1970-01-01."""

DAY_NUMBER = {
    "postgresql": "(date - DATE '1970-01-01')",
    "sqlite": "CAST(julianday(date) - 2440587.5 AS INTEGER)",
}


@dataclass(frozen=True)
class Known:
    """Keys in rising order (see `key_of`), each once, and the value that counted for each."""

    keys: np.ndarray
    values: np.ndarray

    def look_up(self, keys: np.ndarray) -> np.ndarray:
        """Return the known value for each key; NaN where none is known."""
        if not self.keys.size:
            return np.full(keys.shape, np.nan)
        places = np.minimum(np.searchsorted(self.keys, keys), self.keys.size - 1)
        return np.where(self.keys[places] == keys, self.values[places], np.nan)


def key_of(signal_ids: np.ndarray, days: np.ndarray, area_ids: np.ndarray) -> np.ndarray:
    """Return one whole number per figure; `days` count from 1970-01-01."""
    return np.asarray((((signal_ids << DAY_BITS) | days) << AREA_BITS) | area_ids)


def parts_of(keys: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return signal ids, days and area ids: the reverse of `key_of`."""
    of_days = keys >> AREA_BITS
    return of_days >> DAY_BITS, of_days & (2**DAY_BITS - 1), keys & (2**AREA_BITS - 1)


def known_between(
    signal_ids: Sequence[int],
    days: Days,
    *,
    after: datetime | None = None,
    until: datetime,
    areas: np.ndarray | None = None,
) -> Known:
    """Return what was reported of some signals and days up to a moment, the row reported last for each figure.

    With `after`, only rows reported later than that moment are looked at; with `areas`, only those of these ids.
    One query.
    """
    if not signal_ids or (areas is not None and not areas.size):
        return Known(np.empty(0, dtype=np.int64), np.empty(0))
    quoted, parameters = _conditions(signal_ids, days, after, until, areas)
    # In the order of the index of `observation_once_per_batch`: the last row of a figure is the one that counts.
    query = (
        f"SELECT signal_id, {DAY_NUMBER[connection.vendor]} AS day, area_id, value"
        f" FROM {Observation._meta.db_table} WHERE {quoted}"
        " ORDER BY signal_id, date, area_id, reported_at, batch_id"
    )
    found = read_numbers(query, parameters, {"signal_id": int, "day": int, "area_id": int, "value": float})
    keys = key_of(found["signal_id"], found["day"], found["area_id"])
    counts = np.append(keys[1:] != keys[:-1], True)[: keys.size]
    if areas is not None:
        counts &= np.isin(found["area_id"], areas)
    return Known(keys[counts], found["value"][counts])


def _conditions(
    signal_ids: Sequence[int], days: Days, after: datetime | None, until: datetime, areas: np.ndarray | None
) -> tuple[str, list[Any]]:
    adapt = connection.ops
    dates = [adapt.adapt_datefield_value(np.datetime64(day, "D").item()) for day in days]
    on_dates = "date BETWEEN %s AND %s" if isinstance(days, tuple) else f"date IN ({_marks(dates)})"
    quoted = f"signal_id IN ({_marks(signal_ids)}) AND {on_dates} AND reported_at <= %s"
    parameters: list[Any] = [*signal_ids, *dates, adapt.adapt_datetimefield_value(until)]
    if after:
        quoted += " AND reported_at > %s"
        parameters.append(adapt.adapt_datetimefield_value(after))
    if areas is not None:
        # From the lowest to the highest: exactly the areas of a chunk, and for others a little more than asked.
        quoted += " AND area_id BETWEEN %s AND %s"
        parameters += [int(areas.min()), int(areas.max())]
    return quoted, parameters


def _marks(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))

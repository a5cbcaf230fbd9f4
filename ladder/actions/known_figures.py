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


def known_between(
    signal_ids: Sequence[int], days: tuple[int, int], *, after: datetime | None = None, until: datetime
) -> Known:
    """Return what was reported of some signals and days up to a moment, the row reported last for each figure.

    With `after`, only rows reported later than that moment are looked at. One query.
    """
    quoted, parameters = _conditions(signal_ids, days, after, until)
    # In the order of the index of `observation_once_per_batch`: the last row of a figure is the one that counts.
    query = (
        f"SELECT signal_id, {DAY_NUMBER[connection.vendor]} AS day, area_id, value"
        f" FROM {Observation._meta.db_table} WHERE {quoted}"
        " ORDER BY signal_id, date, area_id, reported_at, batch_id"
    )
    found = read_numbers(query, parameters, {"signal_id": int, "day": int, "area_id": int, "value": float})
    keys = key_of(found["signal_id"], found["day"], found["area_id"])
    last = np.append(keys[1:] != keys[:-1], True)[: keys.size]
    return Known(keys[last], found["value"][last])


def _conditions(
    signal_ids: Sequence[int], days: tuple[int, int], after: datetime | None, until: datetime
) -> tuple[str, list[Any]]:
    first, last = (np.datetime64(day, "D").item() for day in days)
    adapt = connection.ops
    marks = ", ".join(["%s"] * len(signal_ids))
    quoted = f"signal_id IN ({marks}) AND date BETWEEN %s AND %s AND reported_at <= %s"
    parameters: list[Any] = [
        *signal_ids,
        adapt.adapt_datefield_value(first),
        adapt.adapt_datefield_value(last),
        adapt.adapt_datetimefield_value(until),
    ]
    if after:
        quoted += " AND reported_at > %s"
        parameters.append(adapt.adapt_datetimefield_value(after))
    return quoted, parameters

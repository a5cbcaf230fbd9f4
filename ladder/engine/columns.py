"""The columns of the engine's frames, checked where a frame comes in."""

from collections.abc import Sequence

import pandas as pd

# signal: code · area: code · date: datetime64 without time · value: float, the raw figure
OBSERVATIONS = ("signal", "area", "date", "value")
# area: code · judged: code of the area that is judged (itself, or the region of a municipality) ·
# population: inhabitants, NaN when unknown
AREAS = ("area", "judged", "population")
# one row per signal, judged area and week, in that order of nesting, whatever was reported;
# value: NaN and grain: "" when there is no value
WEEKLY = ("signal", "area", "week", "value", "days", "grain", "state")
# what earlier weeks leave to hold a level up; area: code · week: Monday · standing: level number, 0 when none ·
# band: the level that the week's figures give on the way down, a very high number when they cannot prove a fall
EARLIER = ("area", "week", "standing", "band")


class ColumnsError(ValueError):
    """A frame without the columns that the engine was promised."""


def check_columns(frame: pd.DataFrame, expected: Sequence[str], name: str) -> None:
    """Raise `ColumnsError` when columns are missing; more columns do no harm."""
    missing = [column for column in expected if column not in frame.columns]
    if missing:
        raise ColumnsError(f"{name}: expected columns {list(expected)}, missing {missing}")

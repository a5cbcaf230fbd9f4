"""What a reader hands over."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

import pandas as pd

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FIGURE_COLUMNS = ("signal", "area_code", "date", "value", "line", "place")
REFUSED_COLUMNS = ("line", "reason")

Progress = Callable[[int, int], None]
"""Told how many of how many files were read."""


class Measure(StrEnum):
    """What kind of number a figure is, which says what values can be true."""

    COUNT = "count"  # whole numbers; negative ones are corrections of earlier days
    PERCENTAGE = "percentage"  # 0–100
    AMOUNT = "amount"  # any number from 0


@dataclass(frozen=True)
class SourceFigures:
    """The figures of one file.

    `figures` has the columns `FIGURE_COLUMNS`: signal and area_code (categories), date (datetime64, the day; the
    Monday for a weekly figure), value (float, raw), line (int: the line of the file, the header being 1; in JSON
    the number within its series), place (category: which series of which file, empty when there is only one).
    Every (signal, area_code, date) stands there once.
    `refused` has the columns `REFUSED_COLUMNS`, one row per figure that was not taken.
    `areas` gives per signal the codes of the areas that have at least one row. `whole_country` says that the file
    is meant to hold every area of its kind. `reported_at` is the moment that the file itself gives, if any.
    """

    figures: pd.DataFrame
    refused: pd.DataFrame
    reported_at: datetime | None
    areas: dict[str, frozenset[str]] = field(default_factory=dict)
    whole_country: bool = True
    remarks: list[str] = field(default_factory=list)

    @property
    def rows_read(self) -> int:
        """The number of figures in the file. The unit is one figure: a signal of an area on a date."""
        return len(self.figures) + len(self.refused)

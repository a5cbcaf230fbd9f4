"""The checks that a file can be put through by itself: areas, dates, values."""

import re
from datetime import date, datetime

import numpy as np
import pandas as pd

from ladder.sources import reasons
from ladder.sources.figures import AMSTERDAM, Measure
from ladder.sources.sieve import Sieve

FIRST_DAY = np.datetime64("2020-01-01")
UNKNOWN_DAY = np.datetime64("1900-01-01")
UNKNOWN_AREA = re.compile(r"onbekend|unknown", re.IGNORECASE)
DAY_FIRST = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})(?:[ T](.*))?")


def parse_moment(text: str) -> datetime | None:
    """Read a moment in Dutch local time, such as `2020-09-23 15:00:00`, `2020-09-23` or `23-9-2020 15:00`.

    None when it is none of these. A moment that gives its own offset keeps it.
    """
    try:
        if match := DAY_FIRST.fullmatch(text):
            day, month, year, time = match.groups()
            text = f"{year}-{int(month):02d}-{int(day):02d}" + (f" {time.zfill(5)}" if time else "")
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)


def parse_days(texts: "pd.Series[str]") -> np.ndarray:
    """Read a column of categories of text as days (datetime64[D]); NaT where empty or unreadable."""
    days = [_parse_day(text) for text in texts.cat.categories]
    return np.array([*days, None], dtype="datetime64[D]")[texts.cat.codes.to_numpy()]


def parse_numbers(texts: "pd.Series[str]", measure: Measure) -> np.ndarray:
    """Read a column of categories of text as numbers; NaN where empty or unreadable.

    A decimal comma is read as such, except in a count, where it can only be a mistake.
    """
    found = texts.cat.categories
    if measure != Measure.COUNT:
        found = found.str.replace(",", ".", regex=False)
    plain = found.where(found.str.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?").astype(bool), "nan")
    numbers = np.array([float(text) for text in plain] + [np.nan])
    return numbers[texts.cat.codes.to_numpy()]


def check_areas(sieve: Sieve, column: str, pattern: str) -> None:
    """Refuse rows without area code (also "Onbekend") and codes of another kind of area."""
    codes = sieve.frame[column]
    names = codes.cat.categories
    unknown = [bool(UNKNOWN_AREA.fullmatch(name)) for name in names]
    fits = [bool(re.fullmatch(pattern, name)) for name in names]
    sieve.refuse_plainly(_of_rows(codes, unknown, empty=True), reasons.AREA_EMPTY)
    sieve.refuse_column(~_of_rows(codes, fits, empty=False), reasons.AREA_OTHER_KIND, column)


def check_days(sieve: Sieve, days: np.ndarray, column: str, *, empty: np.ndarray) -> None:
    """Refuse days that are empty, the 1900-01-01 that stands for unknown, unreadable, or before 2020."""
    sieve.refuse_plainly(empty | (days == UNKNOWN_DAY), reasons.DATE_EMPTY)
    sieve.refuse_column(np.isnat(days), reasons.DATE_UNREADABLE, column)
    sieve.refuse_column(days < FIRST_DAY, reasons.DATE_TOO_EARLY, column)


def check_numbers(sieve: Sieve, numbers: np.ndarray, column: str, *, empty: np.ndarray) -> None:
    """Refuse values that are empty or no finite number. `column` holds what the file said."""
    sieve.refuse_plainly(empty, reasons.VALUE_EMPTY)
    sieve.refuse_column(~np.isfinite(numbers), reasons.VALUE_NOT_A_NUMBER, column)


def check_measure(sieve: Sieve, numbers: np.ndarray, measure: Measure, of_rows: np.ndarray) -> None:
    """Refuse numbers that cannot be true for their kind. Needs a column `value` to show."""
    if measure == Measure.COUNT:
        with np.errstate(invalid="ignore"):
            sieve.refuse_column(of_rows & (numbers != np.trunc(numbers)), reasons.VALUE_FRACTION, "value")
    elif measure == Measure.PERCENTAGE:
        outside = (numbers < 0) | (numbers > 100)
        sieve.refuse_column(of_rows & outside, reasons.VALUE_NO_PERCENTAGE, "value")
    else:
        sieve.refuse_column(of_rows & (numbers < 0), reasons.VALUE_NEGATIVE, "value")


def corrections(figures: pd.DataFrame) -> list[str]:
    """Return the remark on negative figures, which correct earlier days, when there are any."""
    number = int((figures["value"] < 0).sum())
    return [f"{reasons.NEGATIVE_FIGURES}: {number}"] if number else []


def _parse_day(text: str) -> date | None:
    moment = parse_moment(text)
    return moment.date() if moment else None


def _of_rows(column: "pd.Series[str]", of_categories: list[bool], *, empty: bool) -> np.ndarray:
    """Spread a finding on categories over the rows; `empty` is the finding on missing ones."""
    return np.array([*of_categories, empty], dtype=bool)[column.cat.codes.to_numpy()]

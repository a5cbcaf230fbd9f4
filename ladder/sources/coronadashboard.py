"""The Coronadashboard's JSON: a folder, a .zip or one file; of safety regions, municipalities or both.

Days are unix seconds of midnight UTC. What is null was not reported.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ladder.sources import checks, reasons
from ladder.sources.dashboard_files import AreaFile, parse_area_file
from ladder.sources.dashboard_series import Series
from ladder.sources.duplicates import refuse_duplicates
from ladder.sources.errors import SourceError
from ladder.sources.figures import Measure, Progress, SourceFigures
from ladder.sources.files import read_members
from ladder.sources.sieve import Sieve
from ladder.sources.snippets import shortened

SECONDS_PER_DAY = 86_400
FIRST_MILLISECOND = 100_000_000_000  # as seconds: the year 5138
MONDAY = 4  # 1970-01-05, in days since 1970-01-01


def read(path: Path, progress: Progress | None = None) -> SourceFigures:
    """Read JSON of the Coronadashboard; `SourceError` when there is none of a region or municipality.

    `line` is the number of the entry in its series, `place` the file and the series.
    """
    collected = _Collected()
    for done, (name, data, number) in enumerate(read_members(path), start=1):
        collected.add(name, parse_area_file(name, data))
        if progress:
            progress(done, number)
    if not collected.frames:
        raise SourceError(
            "no figures of the Coronadashboard",
            expected="VR01.json …, GM0014.json …",
            found=shortened(collected.skipped, 5) or "nothing",
            where=path.name,
        )
    sieve = Sieve(collected.frame())
    _check(sieve)
    figures = sieve.figures()
    return SourceFigures(
        figures=figures,
        refused=sieve.refused(),
        reported_at=max(collected.made_at, default=None),
        areas={signal: frozenset(codes) for signal, codes in collected.areas.items()},
        whole_country=collected.files > 1,
        remarks=[*collected.remarks(), *checks.corrections(figures)],
    )


class _Collected:
    """What was taken from the files so far: numbers only, so that one file at a time is in memory."""

    def __init__(self) -> None:
        self.frames: list[pd.DataFrame] = []
        self.areas: dict[str, set[str]] = {}
        self.made_at: list[datetime] = []
        self.skipped: list[str] = []
        self.present: set[str] = set()
        self.absent: set[str] = set()
        self.files = 0

    def add(self, name: str, file: AreaFile | None) -> None:
        self.files += 1
        if file is None:
            self.skipped.append(name)
            return
        if file.made_at:
            self.made_at.append(file.made_at)
        for series in file.series:
            self._add_series(file, series)

    def _add_series(self, file: AreaFile, series: Series) -> None:
        found = file.entries(series)
        if found is None:
            self.absent.add(series.names[0])
            return
        self.present.add(series.names[0])
        name, entries = found
        if entries:
            self.areas.setdefault(series.signal, set()).add(file.area_code)
            self.frames.append(_frame(file, series, name, entries))

    def frame(self) -> pd.DataFrame:
        texts = ("signal", "area_code", "place", "measure")
        return pd.concat(self.frames, ignore_index=True).astype(dict.fromkeys(texts, "category"))

    def remarks(self) -> list[str]:
        told = [f"{reasons.FILES_SKIPPED}: {shortened(self.skipped)}"] if self.skipped else []
        absent = sorted(self.absent - self.present)
        return [*told, f"{reasons.SERIES_ABSENT}: {', '.join(absent)}"] if absent else told


def _frame(file: AreaFile, series: Series, name: str, entries: list[Any]) -> pd.DataFrame:
    """Return one row per entry: what it said of date and value, and both as numbers (NaN where they are none)."""
    read = [entry if isinstance(entry, dict) else {} for entry in entries]
    dates = [_first_of(entry, series.date_fields) for entry in read]
    values = [entry.get(series.value_field) for entry in read]
    return pd.DataFrame(
        {
            "signal": series.signal,
            "area_code": file.area_code,
            "place": f"{file.name}, {name}",
            "measure": series.measure.value,
            "weekly": series.weekly,
            "line": np.arange(1, len(entries) + 1),
            "date_said": pd.Series(dates, dtype=object),
            "seconds": _numbers(dates),
            "value_said": pd.Series(values, dtype=object),
            "value": _numbers(values),
            "empty": [value is None for value in values],
        }
    )


def _first_of(entry: dict[str, Any], fields: tuple[str, ...]) -> Any:
    return next((entry[field] for field in fields if entry.get(field) is not None), None)


def _numbers(said: list[Any]) -> np.ndarray:
    if set(map(type, said)) <= {int, float, type(None)}:
        try:
            return np.array(said, dtype=float)
        except OverflowError:
            pass
    return np.array([_number(value) for value in said])


def _number(said: Any) -> float:
    try:
        return float(said) if type(said) in (int, float) else float("nan")
    except OverflowError:
        return float("inf")


def _check(sieve: Sieve) -> None:
    frame = sieve.frame
    _check_seconds(sieve)
    numbers = frame["value"].to_numpy()
    checks.check_numbers(sieve, numbers, "value_said", empty=frame["empty"].to_numpy(dtype=bool))
    for measure in Measure:
        checks.check_measure(sieve, numbers, measure, (frame["measure"] == measure.value).to_numpy())
    refuse_duplicates(sieve)


def _check_seconds(sieve: Sieve) -> None:
    """Turn unix seconds into days, explicitly: only a midnight in UTC is a day."""
    frame = sieve.frame
    seconds = frame["seconds"].to_numpy()
    sieve.refuse_plainly(frame["date_said"].isna().to_numpy(), reasons.DATE_EMPTY)
    finite = np.isfinite(seconds)
    sieve.refuse_column(~finite, reasons.DATE_UNREADABLE, "date_said")
    seconds = np.where(finite, seconds, np.nan)  # with an infinite number the remainders below would warn
    sieve.refuse_column(seconds >= FIRST_MILLISECOND, reasons.DATE_IN_MILLISECONDS, "date_said")
    sieve.refuse_column(seconds % SECONDS_PER_DAY != 0, reasons.DATE_NOT_MIDNIGHT, "date_said")
    days = np.where(sieve.accepted, seconds // SECONDS_PER_DAY, 0).astype("int64")
    frame["date"] = days.astype("datetime64[D]").astype("datetime64[s]")
    nothing = np.zeros(len(frame), dtype=bool)
    checks.check_days(sieve, frame["date"].to_numpy(), "date", empty=nothing)
    weekly = frame["weekly"].to_numpy(dtype=bool)
    sieve.refuse_column(weekly & (days % 7 != MONDAY), reasons.WEEK_NOT_FROM_MONDAY, "date")

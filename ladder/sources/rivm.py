"""What the open data files of RIVM have in common: a table with a line per area and day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd

from ladder.sources import checks, reasons
from ladder.sources.duplicates import refuse_duplicates
from ladder.sources.figures import Measure, Progress, SourceFigures
from ladder.sources.files import read_bytes, start_of
from ladder.sources.sieve import Sieve
from ladder.sources.tables import read_table
from ladder.sources.text import as_utf8

REPORT_COLUMN = "Date_of_report"
MUNICIPALITY, SAFETY_REGION = r"GM\d{4}", r"VR\d{2}"


@dataclass(frozen=True)
class Layout:
    """The columns of one RIVM file that matter. Others may come, go and change places.

    `signals` gives per column of counts the signal that it holds.
    """

    area_column: str
    area_pattern: str
    date_column: str
    signals: Mapping[str, str]

    @property
    def needed(self) -> tuple[str, ...]:
        return (self.area_column, self.date_column, *self.signals)


def read_rivm(path: Path, layout: Layout, progress: Progress | None = None) -> SourceFigures:
    """Read a file of RIVM: plain, .gz or .zip; `SourceError` when it is not one with this layout."""
    body = as_utf8(read_bytes(path), path.name)
    table = read_table(body, needed=layout.needed, optional=[REPORT_COLUMN], where=path.name)
    reported_at, later = _moments(table[REPORT_COLUMN])
    sieve = Sieve(_figures_of(table, layout))
    _check(sieve, layout, np.tile(later, len(layout.signals)))
    figures = sieve.figures()
    if progress:
        progress(1, 1)
    codes = frozenset(sieve.frame["area_code"].cat.categories)
    return SourceFigures(
        figures=figures,
        refused=sieve.refused(),
        reported_at=reported_at,
        areas=dict.fromkeys(layout.signals.values(), codes),
        remarks=checks.corrections(figures),
    )


def peek_reported_at(path: Path) -> datetime | None:
    """Return the moment of reporting on the first line, without reading on; None when it cannot be had."""
    header, first = [*start_of(path).decode("utf-8-sig", "replace").split("\n")[:2], ""][:2]
    for separator in (";", ","):
        names, fields = (line.strip().split(separator) for line in (header, first))
        if REPORT_COLUMN in names and len(names) == len(fields):
            return checks.parse_moment(fields[names.index(REPORT_COLUMN)])
    return None


def _figures_of(table: pd.DataFrame, layout: Layout) -> pd.DataFrame:
    """Put the columns of counts under each other: one row per figure, as the sieve wants them."""
    days = checks.parse_days(table[layout.date_column])
    parts = [
        pd.DataFrame(
            {
                "area_code": table[layout.area_column],
                "day_text": table[layout.date_column],
                "date": days.astype("datetime64[s]"),
                "value_text": table[column].astype(object) if len(layout.signals) > 1 else table[column],
                "value": checks.parse_numbers(table[column], Measure.COUNT),
                "fields": table["fields"],
                "line": table["line"],
            }
        )
        for column in layout.signals
    ]
    signals = np.repeat(np.arange(len(parts)), len(table))
    places = list(layout.signals) if len(parts) > 1 else [""]
    return pd.concat(parts, ignore_index=True).assign(
        signal=pd.Categorical.from_codes(signals, categories=pd.Index(layout.signals.values())),
        place=pd.Categorical.from_codes(signals, categories=pd.Index(places)),
    )


def _check(sieve: Sieve, layout: Layout, later: np.ndarray) -> None:
    frame = sieve.frame
    numbers, days = frame["value"].to_numpy(), frame["date"].to_numpy()
    sieve.refuse_column(frame["fields"].to_numpy() > 0, reasons.OTHER_COLUMNS, "fields")
    sieve.refuse_plainly(later, reasons.REPORTED_LATER)
    checks.check_areas(sieve, "area_code", layout.area_pattern)
    checks.check_days(sieve, days, "day_text", empty=frame["day_text"].isna().to_numpy())
    checks.check_numbers(sieve, numbers, "value_text", empty=frame["value_text"].isna().to_numpy())
    checks.check_measure(sieve, numbers, Measure.COUNT, np.ones(len(frame), dtype=bool))
    refuse_duplicates(sieve)


def _moments(texts: "pd.Series[str]") -> tuple[datetime | None, np.ndarray]:
    """Return the moment at which most lines were reported, and which lines say that they are of later.

    One damaged line must not change the moment of all others.
    """
    moments = [checks.parse_moment(text) for text in texts.cat.categories]
    number_of = np.bincount(texts.cat.codes.to_numpy() + 1, minlength=len(moments) + 1)[1:]
    known = [(number, moment) for number, moment in zip(number_of, moments, strict=True) if moment]
    if not known:
        return None, np.zeros(len(texts), dtype=bool)
    reported_at = max(known, key=lambda pair: (pair[0], pair[1]))[1]
    later = [bool(moment and moment > reported_at) for moment in moments]
    return reported_at, np.array([*later, False])[texts.cat.codes.to_numpy()]

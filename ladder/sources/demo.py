"""The project's own table of figures per safety region, `ladder/data/demo_figures.csv`.

One line per signal and region, one column per day; an empty cell is a day without a figure (of a weekly figure
only the Mondays are filled). `tools/build_demo_figures.py` makes it from the published files.
"""

from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd

from ladder.sources import checks
from ladder.sources.duplicates import refuse_duplicates
from ladder.sources.errors import SourceError
from ladder.sources.figures import AMSTERDAM, Measure, Progress, SourceFigures
from ladder.sources.files import read_bytes
from ladder.sources.rivm import SAFETY_REGION
from ladder.sources.sieve import Sieve
from ladder.sources.tables import read_table
from ladder.sources.text import as_utf8

REPORTED_AT = datetime(2021, 10, 4, 10, tzinfo=AMSTERDAM)
"""The moment of the files of positive tests and admissions from which the table was computed."""

KEYS = ["signal", "area_code"]
MEASURES = {
    "share_positive": Measure.PERCENTAGE,
    "nursing_home_share": Measure.PERCENTAGE,
    "sewage": Measure.AMOUNT,
}


def read(path: Path, progress: Progress | None = None) -> SourceFigures:
    """Read the demonstration table; `SourceError` when the file is another one."""
    body = as_utf8(read_bytes(path), path.name)
    table = read_table(body, needed=[*KEYS, *_days_of(body, path.name)], where=path.name)
    sieve = Sieve(_melted(table))
    checks.check_areas(sieve, "area_code", SAFETY_REGION)
    numbers = sieve.frame["value"].to_numpy()
    nothing = np.zeros(len(numbers), dtype=bool)
    checks.check_numbers(sieve, numbers, "value_text", empty=nothing)
    for signal in sieve.frame["signal"].cat.categories:
        measure = MEASURES.get(signal, Measure.COUNT)
        checks.check_measure(sieve, numbers, measure, (sieve.frame["signal"] == signal).to_numpy())
    refuse_duplicates(sieve)
    if progress:
        progress(1, 1)
    return SourceFigures(
        figures=sieve.figures(),
        refused=sieve.refused(),
        reported_at=REPORTED_AT,
        areas={
            str(signal): frozenset(rows["area_code"].astype(str))
            for signal, rows in table.groupby("signal", observed=True)
        },
    )


def reported_at(path: Path) -> datetime:
    """Return the moment of reporting, the same for every edition of the table."""
    return REPORTED_AT


def _days_of(body: bytes, where: str) -> list[str]:
    """Return the columns after signal and area code, which must all be days."""
    names = [name.strip() for name in body.partition(b"\n")[0].decode().split(",")]
    days = names[len(KEYS) :]
    if names[: len(KEYS)] != KEYS or not days or not all(checks.parse_moment(day) for day in days):
        raise SourceError(
            "another header than expected",
            expected=f"{', '.join(KEYS)}, 2020-07-27 …",
            found=", ".join(names[:4]),
            where=where,
        )
    return days


def _melted(table: pd.DataFrame) -> pd.DataFrame:
    texts = table.drop(columns="fields").astype(
        dict.fromkeys(table.columns.difference(["line", "fields"]), object)
    )
    tidy = texts.melt(id_vars=[*KEYS, "line"], var_name="day", value_name="value_text").dropna()
    tidy = tidy.astype(dict.fromkeys(["signal", "area_code", "day", "value_text"], "category"))
    return tidy.reset_index(drop=True).assign(
        date=checks.parse_days(tidy["day"]).astype("datetime64[s]"),
        value=checks.parse_numbers(tidy["value_text"], Measure.AMOUNT),
        place=pd.Categorical([""] * len(tidy)),
    )

"""What cannot be done without: the least work with which the same result could be had, written down bare."""

import io
from collections.abc import Callable
from datetime import UTC, datetime

import numpy as np
import pandas as pd
from django.db import connection, transaction

from ladder.models import Assessment, ImportBatch, Observation, Signal
from regions.models import Area
from tests.bench.figures import File

NOW = datetime(2021, 10, 6, 6, tzinfo=UTC)
OBSERVATION_COLUMNS = ("area_id", "date", "value", "signal_id", "reported_at", "batch_id")
ASSESSMENT_COLUMNS = ("version_id", "area_id", "week_start", "as_of", "computed_at", "level_id", "state", "facts")
BASES = {"positive_tests": 100_000, "hospital_admissions": 1_000_000}
BOUNDS = {"positive_tests": (35, 100), "hospital_admissions": (4, 16)}


def is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def a_batch() -> ImportBatch:
    return ImportBatch.objects.create(
        source="bench", file_name="bench", sha256="0" * 64, reported_at=NOW, imported_at=NOW, status="stored"
    )


def prepared_rows(frames: list[pd.DataFrame], files: list[File], batch: ImportBatch) -> list[pd.DataFrame]:
    """Return parsed files as rows of the table of observations."""
    areas = dict(Area.objects.values_list("code", "pk"))
    signals = dict(Signal.objects.values_list("code", "pk"))
    codes = ("positive_tests", "hospital_admissions")
    return [
        frame.set_axis([{file.area: "area_id", file.day: "date", file.value: "value"}[c] for c in frame], axis=1)
        .assign(
            area_id=frame[file.area].map(areas),
            signal_id=signals[code],
            reported_at=NOW.isoformat(),
            batch_id=batch.pk,
        )
        .reindex(columns=list(OBSERVATION_COLUMNS))
        for frame, file, code in zip(frames, files, codes, strict=True)
    ]


def buffered(frames: list[pd.DataFrame]) -> Callable[[], None]:
    """Turn rows into what the database takes at once, and return what then stores them in one transaction."""
    if is_postgresql():
        return _copying(_csv(frames), Observation._meta.db_table, OBSERVATION_COLUMNS)
    rows = [row for frame in frames for row in frame.itertuples(index=False, name=None)]
    return _inserting(rows, Observation._meta.db_table, OBSERVATION_COLUMNS)


def _copying(text: io.StringIO, table: str, columns: tuple[str, ...]) -> Callable[[], None]:
    def copy() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.copy_expert(f"COPY {table} ({', '.join(columns)}) FROM STDIN WITH (FORMAT csv)", text)

    return copy


def _inserting(rows: list[tuple[object, ...]], table: str, columns: tuple[str, ...]) -> Callable[[], None]:
    def insert() -> None:
        marks = ", ".join(["%s"] * len(columns))
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)

    return insert


def read_figures(signals: list[int], first: str, last: str) -> pd.DataFrame:
    """Read figures by COPY TO (SQLite: a cursor) into a frame, whatever was reported when."""
    query = (
        f"SELECT signal_id, area_id, date, value FROM {Observation._meta.db_table}"
        f" WHERE signal_id IN ({', '.join(map(str, signals))}) AND date BETWEEN '{first}' AND '{last}'"
    )
    names = ["signal", "area", "date", "value"]
    with connection.cursor() as cursor:
        if is_postgresql():
            text = io.BytesIO()
            cursor.copy_expert(f"COPY ({query}) TO STDOUT WITH (FORMAT csv)", text)
            text.seek(0)
            return pd.read_csv(text, names=names, parse_dates=["date"])
        cursor.execute(query)
        frame = pd.DataFrame(cursor.fetchall(), columns=names)
    return frame.assign(date=pd.to_datetime(frame["date"], format="%Y-%m-%d"))


def bare_levels(
    figures: pd.DataFrame, region_of: dict[object, object], people: "pd.Series[float]"
) -> pd.DataFrame:
    """Compute the level of every region and week with plain pandas: sums, rates, bounds, the worst one.

    `figures`: signal (one of `BASES`, or in their order), area, date, value. No states, gaps, grains or reasons.
    """
    monday = (figures["date"].to_numpy().astype("datetime64[D]").astype("int64") + 3) // 7
    keys = {"region": figures["area"].map(region_of), "week": monday, "signal": figures["signal"]}
    sums = figures["value"].groupby(list(keys.values()), observed=True).sum().unstack()
    inhabitants = people.reindex(sums.index.get_level_values(0)).to_numpy()
    levels = []
    for column, (per, bounds) in zip(sums, zip(BASES.values(), BOUNDS.values(), strict=True), strict=True):
        rate = sums[column].to_numpy() * per / inhabitants
        levels.append(1 + sum((rate >= bound).astype(int) for bound in bounds))
    return pd.DataFrame({"level": np.maximum.reduce(levels)}, index=sums.index).reset_index(
        names=["region", "week"]
    )


def store_levels(levels: pd.DataFrame, version_id: int, level_ids: list[int]) -> None:
    """Store bare levels as assessments without facts: one COPY (SQLite: executemany)."""
    days = ((levels["week"].to_numpy() * 7 - 3).astype("datetime64[D]")).astype(str)
    frame = pd.DataFrame(
        {
            "version_id": version_id,
            "area_id": levels["region"],
            "week_start": days,
            "as_of": NOW.isoformat(),
            "computed_at": NOW.isoformat(),
            "level_id": np.array(level_ids)[levels["level"].to_numpy() - 1],
            "state": "complete",
            "facts": "{}",
        }
    )
    table = Assessment._meta.db_table
    if is_postgresql():
        _copying(_csv([frame]), table, ASSESSMENT_COLUMNS)()
    else:
        _inserting(list(frame.itertuples(index=False, name=None)), table, ASSESSMENT_COLUMNS)()


def _csv(frames: list[pd.DataFrame]) -> io.StringIO:
    text = io.StringIO()
    for frame in frames:
        frame.to_csv(text, index=False, header=False)
    text.seek(0)
    return text

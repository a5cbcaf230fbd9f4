"""Figures in: from a file to stored observations, of which only what is new or changed is stored."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd
from django.contrib.auth.models import User
from django.db import transaction

from ladder.actions.known_figures import key_of, known_between
from ladder.actions.known_notes import brings_note
from ladder.actions.origins import Origin
from ladder.actions.repeated_imports import import_again
from ladder.bulk import bulk_insert
from ladder.figure_checks import AreaTable, check_against_areas, check_reported_by, check_signals, missing_areas
from ladder.models import ImportBatch, Observation, RefusedRow, Signal
from ladder.sources import reasons
from ladder.sources.errors import SourceError
from ladder.sources.figures import AMSTERDAM, SourceFigures
from ladder.sources.files import fingerprint
from ladder.sources.registry import SOURCES, source_named
from ladder.sources.sieve import Sieve, together
from ladder.sources.snippets import snippet

Progress = Callable[[str, int, int], None]
"""Told the step ("read", "store"), how much of it is done, and how much there is."""


def import_figures(
    *,
    source: str,
    path: Path,
    by: User | None,
    now: datetime,
    reported_at: datetime | None = None,
    file_name: str = "",
    progress: Progress | None = None,
) -> ImportBatch:
    """Import a file (or folder) of a source and return its batch.

    `reported_at` is the moment from which the figures were known; without it the file's own moment counts, and
    without that `now`. It cannot lie after `now`. `file_name` is for a file that has another name on disk.
    The same file again is answered from its first batch, without reading it, as long as nothing came in between.

    A file of the wrong kind raises `SourceError` and stores no figure; it leaves a batch with status `refused`,
    unless the caller holds a transaction that it rolls back.
    """
    reader = source_named(source)
    _refuse_future(reported_at, now)
    name = snippet(file_name or path.name, 300)
    origin = Origin(source, name, fingerprint(path), reported_at or now, imported_at=now, imported_by=by)
    again = import_again(origin, reader, own=reader.peek and reader.peek(path), given=reported_at)
    if again:
        return again
    try:
        found = reader.read(path, _step(progress, "read"))
        _refuse_future(found.reported_at if not reported_at else None, now)
    except SourceError as error:
        origin.batch(status=ImportBatch.Status.REFUSED, problem=str(error))
        raise
    origin = replace(
        origin, reported_at=reported_at or found.reported_at or now, remarks=tuple(_all_remarks(found))
    )
    return _store(origin, found.figures, found.refused, progress)


def store_observations(
    *,
    figures: pd.DataFrame,
    refused: pd.DataFrame,
    source: str,
    file_name: str,
    sha256: str,
    reported_at: datetime,
    by: User | None,
    now: datetime,
    remarks: Sequence[str] = (),
    progress: Progress | None = None,
) -> ImportBatch:
    """Store what is new or changed of a table of figures, with its batch and refused rows; all or nothing.

    `figures` and `refused` are as in `ladder.sources.figures.SourceFigures` (`place` may be left out, a column
    `note` may be added). Figures of unknown areas or signals, of days after `reported_at`, and counts above the
    population are refused too. A figure is compared with what was known of it at `reported_at`. `SourceError` when
    that lies after `now`.
    """
    _refuse_future(reported_at, now)
    origin = Origin(source, file_name, sha256, reported_at, now, by, tuple(remarks))
    return _store(origin, figures, refused, progress)


@transaction.atomic
def _store(origin: Origin, figures: pd.DataFrame, refused: pd.DataFrame, progress: Progress | None) -> ImportBatch:
    signals = lock_signals(figures)
    rows, refused_here = check_figures(figures, signals, origin.reported_at)
    refused = together([refused, refused_here])
    fresh, restated, restated_at = _compared(rows, origin)
    batch = origin.batch(
        status=ImportBatch.Status.STORED,
        remarks=[*origin.remarks, *([f"{reasons.RESTATED}: {len(restated)}"] if len(restated) else [])],
        rows_read=len(rows) + len(refused),
        rows_stored=len(fresh),
        rows_unchanged=len(rows) - len(fresh),
        rows_refused=len(refused),
    )
    of_batch = {"batch_id": batch.pk}
    report = _step(progress, "store")
    bulk_insert(Observation, fresh, constants={"reported_at": origin.reported_at, **of_batch}, progress=report)
    bulk_insert(Observation, restated, constants={"reported_at": restated_at, **of_batch})
    bulk_insert(RefusedRow, refused, constants=of_batch)
    return batch


def lock_signals(figures: pd.DataFrame) -> dict[str, Signal]:
    """Let one import at a time store figures of these signals; on SQLite there is one writer anyway."""
    codes = figures["signal"].astype("category").cat.categories.tolist()
    locked = Signal.objects.select_for_update().filter(code__in=codes).order_by("code")
    return {signal.code: signal for signal in locked}


def check_figures(
    figures: pd.DataFrame, signals: Mapping[str, Signal], reported_at: datetime
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the figures that can be stored, by the ids of the database, and what was refused of them.

    The index of the first says which row of `figures` each one was, counted from 0.
    """
    categories = dict.fromkeys(["signal", "area_code"], "category")
    given = figures if "place" in figures else figures.assign(place="")
    sieve, areas = Sieve(given.astype(categories)), AreaTable.load()
    signal_ids = check_signals(sieve, signals)
    area_ids = check_against_areas(sieve, areas, signals)
    check_reported_by(sieve, reported_at.astimezone(AMSTERDAM).date())
    kept = sieve.accepted
    columns = {"signal_id": signal_ids[kept], "area_id": area_ids[kept]}
    told = [name for name in ("date", "value", "note") if name in sieve.frame]
    rows = pd.DataFrame(columns, index=np.flatnonzero(kept)).assign(
        **{name: sieve.frame[name].to_numpy()[kept] for name in told}
    )
    return rows, sieve.refused()


def _compared(rows: pd.DataFrame, origin: Origin) -> tuple[pd.DataFrame, pd.DataFrame, datetime | None]:
    """Return the rows that say something new at the moment of reporting, and what must be said again after it.

    A later file that is already here may have left a figure unchanged, and then has no row of it. When this file
    brings another value for the time between, that later file's word is put back as a row of its own moment.
    """
    if rows.empty:
        return rows, rows, None
    days = rows["date"].to_numpy().astype("datetime64[D]").astype("int64")
    keys = key_of(rows["signal_id"].to_numpy(), days, rows["area_id"].to_numpy())
    asked = rows["signal_id"].unique().tolist(), (int(days.min()), int(days.max()))
    values = known_between(*asked, until=origin.reported_at).look_up(keys)
    changed = (values != rows["value"].to_numpy()) | brings_note(rows, until=origin.reported_at)
    next_at = _next_complete_report(origin)
    if next_at is None:
        return rows[changed], rows[:0], None
    unsaid = np.isnan(known_between(*asked, after=origin.reported_at, until=next_at).look_up(keys))
    again = changed & ~np.isnan(values) & unsaid
    return rows[changed], rows[again].assign(value=values[again]), next_at


def _next_complete_report(origin: Origin) -> datetime | None:
    """Return when the next file of this source was reported, if it is here and repeats all earlier days."""
    source = SOURCES.get(origin.source)
    if source is None or not source.complete:
        return None
    later = ImportBatch.objects.filter(
        source=origin.source, status=ImportBatch.Status.STORED, reported_at__gt=origin.reported_at
    )
    return later.order_by("reported_at").values_list("reported_at", flat=True).first()


def _all_remarks(found: SourceFigures) -> list[str]:
    if not found.whole_country:
        return found.remarks
    return [*found.remarks, *missing_areas(found.areas, AreaTable.load())]


def _refuse_future(reported_at: datetime | None, now: datetime) -> None:
    if reported_at and reported_at > now:
        raise SourceError(
            "the moment of reporting lies in the future",
            expected=f"≤ {now.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}",
            found=f"{reported_at.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}",
        )


def _step(progress: Progress | None, step: str) -> Callable[[int, int], None] | None:
    return (lambda done, total: progress(step, done, total)) if progress else None

"""Much in the database quickly, for measures that are not about storing it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta

import numpy as np
import pandas as pd
from django.db import connection, transaction

from ladder.bulk import bulk_insert
from ladder.models import Observation, Signal
from regions.models import Area
from tests.bench.floors import NOW, a_batch, is_postgresql


@contextmanager
def without_foreign_keys() -> Iterator[None]:
    """Let rows in without a look at what they refer to: only here, where their ids have just been read."""
    off, on = ("SET session_replication_role = replica", "SET session_replication_role = DEFAULT")
    if not is_postgresql():
        off, on = ("PRAGMA foreign_keys = OFF", "PRAGMA foreign_keys = ON")
    with connection.cursor() as cursor:
        cursor.execute(off)
        try:
            yield
        finally:
            cursor.execute(on)


def fill(signals: Sequence[str], areas: Sequence[int], first: date, last: date) -> None:
    """Store a small figure for every signal, area and day."""
    ids = dict(Signal.objects.values_list("code", "pk"))
    parts = [[ids[code] for code in signals], pd.date_range(first, last), list(areas)]
    rows = pd.MultiIndex.from_product(parts, names=["signal_id", "date", "area_id"]).to_frame(index=False)
    rows["value"] = np.random.default_rng(1).integers(0, 3, len(rows)).astype(float)
    # In one transaction: outside one SQLite would commit, and wait for the disk, row by row.
    with without_foreign_keys(), transaction.atomic():
        bulk_insert(Observation, rows, constants={"reported_at": NOW, "batch_id": a_batch().pk})
    analyse()


def analyse() -> None:
    """Tell the planner how much there is, as autovacuum does on a server in use."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def vacuum() -> None:
    """Do all that autovacuum does on a server in use: only then an index can answer by itself."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def institutions(number: int) -> list[int]:
    """See to it that there are this many institutions, spread over the regions; return the ids of all."""
    kind, regions = Area.Kind.INSTITUTION, list(Area.objects.safety_regions())
    there = Area.objects.of_kind(kind).count()
    Area.objects.bulk_create(
        (
            Area(code=f"IN{place:06d}", kind=kind, name=f"instelling {place}", population=100 + place % 50,
                 parent=regions[place % len(regions)])
            for place in range(there, number)
        ),
        batch_size=5000,
    )  # fmt: skip
    return list(Area.objects.of_kind(kind).order_by("pk").values_list("pk", flat=True))


def a_year_before(day: date) -> date:
    return day - timedelta(days=364)

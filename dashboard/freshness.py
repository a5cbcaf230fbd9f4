"""Whether anything that can be read has changed, from a light query or two: for conditional requests.

What people do is in the audit trail, what the system does leaves assessments, imports and drawings. The sum of the
newest ids of each grows when something was added, also when that was committed late, with an id that was handed
out before. Signing in and out is left out: it changes nothing that others read.

PostgreSQL tells in a tenth of the time whether anybody committed anything at all; while nobody did, the text of
before still holds.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection
from django.db.models import Model
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from dashboard.edition import edition
from ladder.models import Assessment, AuditEntry, ImportBatch
from meetings.models import Decision
from regions.models import MapDrawing

LATE: Final = 2000
"""Among so many of the newest rows one that was committed late is still noticed."""
TABLES: Final[Mapping[type[Model], str]] = {
    Assessment: "TRUE",
    AuditEntry: "action NOT IN ('account.signed_in', 'account.signed_out', 'account.sign_in_failed')",
    Decision: "TRUE",
    ImportBatch: "TRUE",
    MapDrawing: "TRUE",
}
"""The rows of each table that count, as SQL."""
SNAPSHOT: Final = "SELECT concat_ws(' ', current_database(), pg_postmaster_start_time(), pg_current_snapshot())"


@dataclass(frozen=True)
class _Remembered:
    """A stamp, the state of the database that it was made of, and the time in which it holds."""

    snapshot: str
    since: datetime
    until: datetime | None
    stamp: str

    def holds(self, snapshot: str, now: datetime) -> bool:
        return self.snapshot == snapshot and self.since <= now and (self.until is None or now < self.until)


_remembered: _Remembered | None = None


def stamp(*, now: datetime) -> str:
    """Return a text that changes when anything did, or when a figure dated ahead has become known.

    One query; on PostgreSQL two, of which the second is asked only after somebody committed something.
    """
    global _remembered  # one per process: what threads write into it holds for all of them
    snapshot, remembered = _snapshot(), _remembered
    if snapshot and remembered and remembered.holds(snapshot, now):
        return remembered.stamp
    made, until = _made(now)
    if snapshot:
        _remembered = _Remembered(snapshot, now, until, made)
    return made


def _snapshot() -> str | None:
    """Return a text that stays the same while nobody commits anything, on any connection; None where nobody tells.

    In a transaction it would not show the changes of its own. The start of the server tells two servers apart, of
    which one was restored from the other.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        return None
    with connection.cursor() as cursor:
        cursor.execute(SNAPSHOT)
        return str(cursor.fetchone()[0])


def _made(now: datetime) -> tuple[str, datetime | None]:
    """Return the stamp, and the first moment at which a figure that is dated ahead becomes known."""
    parts = [_newest(model._meta.db_table, counting) for model, counting in TABLES.items()]
    batches = ImportBatch._meta.db_table
    known = f"SELECT MAX(reported_at) FROM {batches} WHERE reported_at <= %s"
    ahead = f"SELECT MIN(reported_at) FROM {batches} WHERE reported_at > %s"
    with connection.cursor() as cursor:
        moment = connection.ops.adapt_datetimefield_value(now)
        cursor.execute(f"SELECT {', '.join(f'({part})' for part in (*parts, known, ahead))}", [moment, moment])
        *found, until = cursor.fetchone()
    return "-".join(map(str, found)), until


def state_of_data(*, now: datetime) -> str:
    """Return a text that changes when anything did that can be read, or the software that shows it; as `stamp`."""
    return f"{edition()}-{stamp(now=now)}"


def entity_tag(*parts: str, now: datetime) -> str:
    """Return the weak ETag of what is shown at an address: `parts` are all that it depends on beside the data."""
    return weak_tag(*parts, state_of_data(now=now))


def weak_tag(*parts: str) -> str:
    """Return the weak ETag of what depends on nothing but these texts."""
    return f'W/"{digest(*parts)}"'


def digest(*parts: str) -> str:
    """Return a short text that tells these texts apart from all others."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def not_modified(request: HttpRequest, tag: str) -> HttpResponseBase | None:
    """Return a 304 with the tag when the reader has what it names; None when the answer must be made."""
    # `If-None-Match: *` would say that the reader has something, whatever it is; only a tag of ours says what.
    if request.headers.get("If-None-Match", "*").strip() == "*":
        return None
    known = get_conditional_response(request, etag=tag)
    if known is not None:
        known.headers["ETag"] = tag
    return known


def _newest(table: str, counting: str) -> str:
    newest = f"SELECT id FROM {table} WHERE {counting} ORDER BY id DESC LIMIT {LATE}"
    return f"SELECT SUM(id) FROM ({newest}) AS newest"

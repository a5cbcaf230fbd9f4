"""Whether anything that can be read has changed, from one light query: for conditional requests.

What people do is in the audit trail, what the system does leaves assessments, imports and drawings. The newest id
of each tells that something was added; the count of the last ones also that something was committed late, with an
id that was handed out before.
"""

import hashlib
from datetime import datetime
from typing import Final

from django.db import connection
from django.db.models import Model

from ladder.models import Assessment, AuditEntry, ImportBatch
from meetings.models import Decision
from regions.models import MapDrawing

LATE: Final = 2000
"""So many ids back a row that was committed late is still noticed."""
TABLES: Final[tuple[type[Model], ...]] = (Assessment, AuditEntry, Decision, ImportBatch, MapDrawing)


def stamp(*, now: datetime) -> str:
    """Return a text that changes when anything did, or when a figure dated ahead has become known. One query."""
    parts = [part for model in TABLES for part in _parts(model._meta.db_table)]
    known = f"SELECT MAX(reported_at) FROM {ImportBatch._meta.db_table} WHERE reported_at <= %s"
    with connection.cursor() as cursor:
        moment = connection.ops.adapt_datetimefield_value(now)
        cursor.execute(f"SELECT {', '.join(f'({part})' for part in (*parts, known))}", [moment])
        return "-".join(str(found) for found in cursor.fetchone())


def entity_tag(*parts: str, now: datetime) -> str:
    """Return the weak ETag of what is shown at an address: `parts` are all that it depends on beside the data."""
    told = "\n".join((*parts, stamp(now=now)))
    return f'W/"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'


def _parts(table: str) -> tuple[str, str]:
    newest = f"SELECT MAX(id) FROM {table}"
    return newest, f"SELECT COUNT(*) FROM {table} WHERE id > ({newest}) - {LATE}"

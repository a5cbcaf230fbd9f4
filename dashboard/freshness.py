"""Whether anything that can be read has changed, from one light query: for conditional requests.

What people do is in the audit trail, what the system does leaves assessments, imports and drawings. The sum of the
newest ids of each grows when something was added, also when that was committed late, with an id that was handed
out before. Signing in and out is left out: it changes nothing that others read.
"""

import hashlib
from collections.abc import Mapping
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


def stamp(*, now: datetime) -> str:
    """Return a text that changes when anything did, or when a figure dated ahead has become known. One query."""
    parts = [_newest(model._meta.db_table, counting) for model, counting in TABLES.items()]
    known = f"SELECT MAX(reported_at) FROM {ImportBatch._meta.db_table} WHERE reported_at <= %s"
    with connection.cursor() as cursor:
        moment = connection.ops.adapt_datetimefield_value(now)
        cursor.execute(f"SELECT {', '.join(f'({part})' for part in (*parts, known))}", [moment])
        return "-".join(str(found) for found in cursor.fetchone())


def state_of_data(*, now: datetime) -> str:
    """Return a text that changes when anything did that can be read, or the software that shows it. One query."""
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

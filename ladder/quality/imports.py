"""Imports that were refused since the previous meeting, whole or in part. Of feeds see `ladder.quality.feeds`."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from ladder.models import ImportBatch
from ladder.quality.findings import Finding, Kind, Severity

SINCE = timedelta(days=7)
MANY = 0.01


def refused_imports(as_of: datetime) -> Iterator[Finding]:
    """Name, per source, what was refused in the seven days before `as_of`: meetings are weekly. One query.

    A file refused whole asks for attention, unless a later one of its source was stored. Refused rows do when they
    are more than one in a hundred of the figures read: real files have a few of an unknown municipality every day.
    """
    recent = ImportBatch.objects.filter(imported_at__gt=as_of - SINCE, imported_at__lte=as_of)
    for source, batches in groupby(recent.order_by("source", "-imported_at", "-pk"), key=lambda b: b.source):
        yield from _of_source(source, list(batches))


def _of_source(source: str, batches: Sequence[ImportBatch]) -> Iterator[Finding]:
    """`batches` are those of one source, latest first."""
    refused = [batch for batch in batches if batch.status == ImportBatch.Status.REFUSED]
    if refused:
        severity = Severity.ATTENTION if refused[0] is batches[0] else Severity.INFORMATION
        facts = {"source": source, "files": len(refused), "batch": refused[0]}
        yield Finding(Kind.FILE_REFUSED, severity, facts=facts)
    partly = [batch for batch in batches if batch.status == ImportBatch.Status.STORED and batch.rows_refused]
    if partly:
        latest = partly[0]
        many = any(batch.rows_refused > MANY * batch.rows_read for batch in partly)
        severity = Severity.ATTENTION if many else Severity.INFORMATION
        facts = {"source": source, "files": len(partly), "batch": latest}
        yield Finding(Kind.ROWS_REFUSED, severity, facts=facts)

"""The same file again: answered from its first import as long as that still tells all."""

from dataclasses import replace
from datetime import datetime

import pandas as pd
from django.db import transaction

from ladder.actions.origins import Origin
from ladder.bulk import bulk_insert
from ladder.models import ImportBatch, RefusedRow
from ladder.sources import reasons
from ladder.sources.registry import SOURCES, Source

DEPENDS_ON_MORE_THAN_THE_FILE = (
    reasons.AREA_UNKNOWN,
    reasons.SIGNAL_UNKNOWN,
    reasons.DATE_AFTER_REPORT,
    reasons.VALUE_ABOVE_POPULATION,
)


@transaction.atomic
def import_again(
    origin: Origin, reader: Source, *, own: datetime | None, given: datetime | None
) -> ImportBatch | None:
    """Answer for a file that was imported before; None when it has to be read after all.

    `own` is the moment of reporting that the file gives, `given` the one that the user gave, which wins.
    """
    reported_at = given or own
    earlier = _earlier_import(origin, reader, reported_at, given=given)
    if earlier is None or reported_at is None:
        return None
    batch = replace(
        origin, reported_at=reported_at, remarks=(*earlier.remarks, f"{reasons.SEEN_BEFORE}: {earlier.pk}")
    ).batch(
        status=ImportBatch.Status.STORED,
        rows_read=earlier.rows_read,
        rows_unchanged=earlier.rows_stored + earlier.rows_unchanged,
        rows_refused=earlier.rows_refused,
    )
    refused = pd.DataFrame(earlier.refused_rows.values_list("line", "reason"), columns=["line", "reason"])
    bulk_insert(RefusedRow, refused, constants={"batch_id": batch.pk})
    return batch


def _earlier_import(
    origin: Origin, reader: Source, reported_at: datetime | None, *, given: datetime | None
) -> ImportBatch | None:
    """Return the import of the same file that still tells all: nothing that it depends on has changed since."""
    if reported_at is None or reported_at > origin.imported_at:
        return None
    if reader.signals is None:  # how such a file is read depends on the signals of the moment
        return None
    stored = ImportBatch.objects.filter(status=ImportBatch.Status.STORED)
    same = stored.filter(source=origin.source, sha256=origin.sha256)
    same = same.filter(reported_at__lte=reported_at) if given else same.filter(reported_at=reported_at)
    earlier = same.order_by("-pk").first()
    if earlier is None:
        return None
    unrelated = [name for name, other in SOURCES.items() if not other.shares_signals(reader)]
    since = stored.filter(pk__gt=earlier.pk, rows_stored__gt=0, reported_at__lte=reported_at)
    if since.exclude(source__in=unrelated).exists():
        return None
    between = stored.filter(pk__lt=earlier.pk, reported_at__gt=earlier.reported_at, reported_at__lte=reported_at)
    if between.exclude(source__in=unrelated).exists():
        return None
    return None if _may_be_judged_otherwise(earlier) else earlier


def _may_be_judged_otherwise(earlier: ImportBatch) -> bool:
    """Say whether rows were refused for what the database or the moment said, which may be different now."""
    if not earlier.rows_refused:
        return False
    starts = tuple(DEPENDS_ON_MORE_THAN_THE_FILE)
    told = earlier.refused_rows.values_list("reason", flat=True)
    return any(reason.startswith(starts) for reason in told.iterator())

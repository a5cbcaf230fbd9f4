"""Where imported figures come from."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from ladder.audit import record
from ladder.models import ImportBatch

TOLD = ("reported_at", "rows_stored", "rows_unchanged", "rows_refused")


@dataclass(frozen=True)
class Origin:
    """What a batch says besides its numbers."""

    source: str
    file_name: str
    sha256: str
    reported_at: datetime
    imported_at: datetime
    imported_by: User | None
    remarks: tuple[str, ...] = ()

    def batch(self, **fields: object) -> ImportBatch:
        """Store the batch with the other fields given; complete at once, because it cannot be changed later."""
        given = vars(self) | {"remarks": list(self.remarks)} | fields
        with transaction.atomic():
            batch = ImportBatch.objects.create(**given)
            _record(batch, by=self.imported_by)
        return batch


def _record(batch: ImportBatch, *, by: User | None) -> None:
    told = {name: getattr(batch, name) for name in TOLD}
    if batch.status == ImportBatch.Status.REFUSED:
        record("figures.refused", about=batch, by=by, now=batch.imported_at, after={"problem": batch.problem})
    else:
        record("figures.imported", about=batch, by=by, now=batch.imported_at, after=told)

"""Where imported figures come from."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User

from ladder.models import ImportBatch


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
        return ImportBatch.objects.create(**given)

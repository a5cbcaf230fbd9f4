"""Which levels new figures may change, and asking for those."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from ladder.actions.jobs import request_recompute
from ladder.in_force import version_for
from ladder.known_levels import adopted_versions
from ladder.models import ImportBatch, Ladder, SignalUse
from ladder.weeks import Week

if TYPE_CHECKING:
    from django.contrib.auth.models import User

WEEKS_AT_MOST = 8


@transaction.atomic
def request_recomputes(*, batch: ImportBatch, now: datetime, by: "User | None" = None) -> None:
    """Ask for a recompute of the weeks that an import touched, under each ladder that uses its signals."""
    for ladder in Ladder.objects.all():
        weeks = touched_weeks(batch, ladder, now)
        if weeks:
            request_recompute(ladder=ladder, weeks=weeks, as_of=now, now=now, by=by)


def touched_weeks(batch: ImportBatch, ladder: Ladder, now: datetime) -> list[Week]:
    """Return the full weeks that a ladder judges and of which an import stored figures, in order.

    The last `WEEKS_AT_MOST` of them: the first import of a source brings years, and each week is a job.
    """
    adopted = adopted_versions(ladder.pk)
    signals = SignalUse.objects.filter(version__in=adopted).values("signal")
    days = batch.observations.filter(signal__in=signals).values_list("date", flat=True).distinct()
    last_full = Week.last_full_before(timezone.localdate(now))
    weeks = {Week.of(day) for day in days}
    return sorted(week for week in weeks if week <= last_full and version_for(adopted, week))[-WEEKS_AT_MOST:]

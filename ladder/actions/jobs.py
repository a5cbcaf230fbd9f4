"""Work for the workers, kept in the database until it is done."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from ladder.actions.recompute import recompute_week
from ladder.models import Ladder, LadderVersion, RecomputeJob
from ladder.weeks import Week

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def request_recompute(
    *,
    ladder: Ladder,
    weeks: Sequence[Week],
    as_of: datetime,
    now: datetime,
    by: "User | None" = None,
    version: LadderVersion | None = None,
) -> list[RecomputeJob]:
    """Ask the workers to recompute weeks: a job per week, sent once the transaction is committed.

    When the broker cannot be reached the jobs stay, and `resume_recomputes` sends them later.
    """
    from ladder.tasks import send_recomputes  # tasks call actions; only this action calls a task

    jobs = RecomputeJob.objects.bulk_create(
        RecomputeJob(
            ladder=ladder, version=version, week_start=week.start, as_of=as_of, requested_at=now, requested_by=by
        )
        for week in weeks
    )
    transaction.on_commit(lambda: send_recomputes([job.pk for job in jobs]))
    return jobs


@transaction.atomic
def run_recompute_job(*, job_id: int, now: datetime) -> int:
    """Do one job and mark it finished, in one transaction; return the number of assessments stored.

    Does nothing when the job is finished or another worker is at it: messages may come twice.
    """
    waiting = RecomputeJob.objects.filter(pk=job_id, finished_at=None)
    # `of` keeps the lock to the job itself: its ladder is locked by the recompute.
    job = waiting.select_related("ladder", "version").select_for_update(skip_locked=True, of=("self",)).first()
    if job is None:
        return 0
    stored = recompute_week(
        ladder=job.ladder, week=Week(job.week_start), as_of=job.as_of, computed_at=now, version=job.version
    )
    job.finished_at = now
    job.save(update_fields=["finished_at"])
    return stored

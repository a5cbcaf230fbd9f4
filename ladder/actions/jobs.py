"""Work for the workers, kept in the database until it is done."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, Q

from ladder.actions.recompute import recompute_week
from ladder.actions.spread import chunks_of
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
    """Ask the workers to recompute weeks: a job per week and chunk of areas, sent once the transaction commits.

    With an `as_of` of `now` the levels are asked for as things stand, and the cut-off is the moment at which a job
    runs (see `run_recompute_job`); an earlier `as_of` is a cut-off of its own, and stays.
    When the broker cannot be reached the jobs stay, and `resume_recomputes` sends them later.
    """
    from ladder.tasks import send_recomputes  # tasks call actions; only this action calls a task

    chunks = chunks_of(ladder)
    jobs = RecomputeJob.objects.bulk_create(
        RecomputeJob(
            ladder=ladder,
            version=version,
            week_start=week.start,
            chunk=chunk,
            as_of=as_of,
            requested_at=now,
            requested_by=by,
        )
        for week in weeks
        for chunk in chunks
    )
    transaction.on_commit(lambda: send_recomputes([job.pk for job in jobs]))
    return jobs


@transaction.atomic
def run_recompute_job(*, job_id: int, now: datetime) -> int:
    """Do one job and mark it finished, in one transaction; return the number of assessments stored.

    Does nothing when the job is finished or another worker is at it: messages may come twice. Where the level of a
    week depends on that of the week before, the earliest week asked with this one is done first, in its place.

    A job that was asked for as things stood has `now` as its cut-off, not the moment of asking. That one lies
    before its figures were committed: a job for other figures can have run as of a later moment without them, and
    its levels would count above those of this job. A job is sent after the commit, so whatever has run as of a
    later moment than its own has seen its figures too.
    """
    job = _job_to_do(job_id)
    if job is None:
        return 0
    now = _not_before_the_week_before(job, now)
    stored = recompute_week(
        ladder=job.ladder,
        week=Week(job.week_start),
        as_of=now if job.as_of == job.requested_at else job.as_of,
        computed_at=now,
        version=job.version,
        chunk=job.chunk,
    )
    job.finished_at = now
    job.save(update_fields=["finished_at"])
    return stored


def _job_to_do(job_id: int) -> RecomputeJob | None:
    """Return the job to do for a message, locked; None when there is nothing to do."""
    asked = RecomputeJob.objects.select_related("ladder").filter(pk=job_id).first()
    if asked is None:  # a message of another database, left in a queue
        return None
    # `of` keeps the lock to the job itself: other jobs of its ladder go on beside it.
    unfinished = RecomputeJob.objects.filter(finished_at=None).select_related("ladder", "version")
    if not _weeks_depend(asked.ladder):
        return unfinished.filter(pk=job_id).select_for_update(skip_locked=True, of=("self",)).first()
    together = unfinished.filter(_asked_with(asked))
    # All are locked, in order: this one waits for the week before, and then finds what is left.
    left = list(together.order_by("week_start", "pk").select_for_update(of=("self",)))
    return left[0] if left else None


def _not_before_the_week_before(job: RecomputeJob, now: datetime) -> datetime:
    """Return `now`, or when a week asked with this one was done if that is later: its level has to be seen.

    The clock was read before this job waited for that week, so it can be behind by as much as that took.
    """
    if not _weeks_depend(job.ladder):
        return now
    done = RecomputeJob.objects.filter(_asked_with(job)).aggregate(last=Max("finished_at"))["last"]
    return max(now, done) if done else now


def _asked_with(job: RecomputeJob) -> Q:
    return Q(ladder=job.ladder_id, version=job.version_id, chunk=job.chunk, as_of=job.as_of)


def _weeks_depend(ladder: Ladder) -> bool:
    return ladder.versions.filter(Q(dead_band__isnull=False) | Q(dwell_weeks__isnull=False)).exists()

"""What the workers do. Tasks take ids, call one action and may come twice."""

import logging
from collections.abc import Sequence
from typing import Any

from celery import shared_task
from celery.signals import worker_ready
from django.utils import timezone
from kombu.exceptions import OperationalError

from ladder import feed_tasks as feed_tasks  # the workers find the tasks of this module only
from ladder.actions.jobs import request_recompute, run_recompute_job
from ladder.models import Ladder, RecomputeJob
from ladder.weeks import Week, weeks_between

logger = logging.getLogger(__name__)

# A value stays "late" until two weeks after its Sunday, and a source may miss a week or two on top of that.
REVISED_WEEKS = 4


@shared_task
def recompute_week(job_id: int) -> None:
    """Do one recompute job."""
    stored = run_recompute_job(job_id=job_id, now=timezone.now())
    logger.info("recompute job %s: %s assessments stored", job_id, stored)


@shared_task
def recompute_last_week() -> None:
    """Ask for the last full week of every ladder, and the `REVISED_WEEKS` before it: the weekly run.

    The earlier weeks make the revision report: what their levels would have been with the figures of now. Their
    number is fixed, so the work does not grow with the years; an unchanged level is not stored again.
    """
    now = timezone.now()
    week = Week.last_full_before(timezone.localdate(now))
    weeks = list(weeks_between(week.plus(-REVISED_WEEKS), week))
    for ladder in Ladder.objects.all():
        request_recompute(ladder=ladder, weeks=weeks, as_of=now, now=now)


@shared_task
def resume_recomputes() -> None:
    """Send every unfinished job again: its message may have been lost with a worker or with the broker."""
    send_recomputes(list(RecomputeJob.objects.filter(finished_at=None).values_list("pk", flat=True)))


def send_recomputes(job_ids: Sequence[int]) -> None:
    """Send jobs to the workers. Without a broker they stay unfinished, to be sent by `resume_recomputes`."""
    try:
        for job_id in job_ids:
            recompute_week.delay(job_id)
    except OperationalError:
        logger.exception("broker out of reach: recompute jobs %s wait", list(job_ids))


@worker_ready.connect
def resume_at_start(**kwargs: Any) -> None:
    """Take up what a killed worker left behind."""
    resume_recomputes.delay()

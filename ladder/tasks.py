"""What the workers do. Tasks take ids, call one action and may come twice."""

import logging
from collections.abc import Sequence
from typing import Any

from celery import shared_task
from celery.signals import worker_ready
from django.utils import timezone
from kombu.exceptions import OperationalError

from ladder.actions.jobs import request_recompute, run_recompute_job
from ladder.models import Ladder, RecomputeJob
from ladder.weeks import Week

logger = logging.getLogger(__name__)


@shared_task
def recompute_week(job_id: int) -> None:
    """Do one recompute job."""
    stored = run_recompute_job(job_id=job_id, now=timezone.now())
    logger.info("recompute job %s: %s assessments stored", job_id, stored)


@shared_task
def recompute_last_week() -> None:
    """Ask for the last full week of every ladder: the weekly run, scheduled in the admin."""
    now = timezone.now()
    week = Week.last_full_before(timezone.localdate(now))
    for ladder in Ladder.objects.all():
        request_recompute(ladder=ladder, weeks=[week], as_of=now, now=now)


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

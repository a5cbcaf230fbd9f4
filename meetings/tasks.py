"""What the workers do for the meetings. Tasks take ids, call one action and may come twice."""

import logging
import random
from collections.abc import Sequence

from celery import Task, shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from ladder.feed_tasks import RETRIES, back_off
from meetings.actions import digests
from meetings.unsent import digests_to_send_again

SEND_TIME_LIMIT = 480
"""Seconds; below the `visibility_timeout` of the broker, which would send the message twice."""

logger = logging.getLogger(__name__)


@shared_task(bind=True, max_retries=RETRIES, time_limit=SEND_TIME_LIMIT)
def send_digest(self: "Task[[int], None]", digest_id: int) -> None:
    """Send one digest to whoever has not got it; when the mail server is out of reach again, later and later."""
    try:
        sent = digests.send_digest(digest_id=digest_id, now=timezone.now())
    except OSError as error:  # out of reach, or an SMTPException: the server hung up or refused
        wait = back_off(self.request.retries, None, random.random())  # noqa: S311  # spreads retries, hides nothing
        if wait is None:
            logger.exception("digest %s: left to the schedule", digest_id)
            return
        raise self.retry(countdown=wait, exc=error) from error
    logger.info("digest %s: %s mails sent", digest_id, sent)


@shared_task
def close_agendas() -> None:
    """Close the agendas whose moment has come, and send again what a killed worker left: every five minutes."""
    now = timezone.now()
    closed = digests.close_due_agendas(now=now)
    ask_to_send(digests_to_send_again(now=now))
    logger.info("%s agendas closed", len(closed))


def ask_to_send(digest_ids: Sequence[int]) -> None:
    """Hand digests to the workers. Without a broker they wait for the schedule."""
    try:
        for digest_id in digest_ids:
            send_digest.delay(digest_id)
    except OperationalError:
        logger.exception("broker out of reach: digests %s wait", list(digest_ids))

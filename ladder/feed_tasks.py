"""Fetching on a schedule. `ladder.tasks` imports this module, so that the workers know its tasks."""

import logging
import random
from collections.abc import Sequence

from celery import Task, shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from ladder.actions import feed_warnings, feeds
from ladder.models import Feed
from ladder.sources.download import seconds_to_wait
from ladder.sources.errors import TemporaryError

RETRIES = 3
FIRST_WAIT, LONGEST_WAIT = 20.0, 300.0
"""Seconds. The longest stays below the `visibility_timeout` of the broker, which would send the message twice."""
AN_HOUR = 3600

logger = logging.getLogger(__name__)


@shared_task(bind=True, max_retries=RETRIES, time_limit=feeds.TIME_LIMIT)
def fetch_feed(self: "Task[[int], None]", feed_id: int) -> None:
    """Fetch one feed; after a temporary error again, later and later."""
    now = timezone.now()
    try:
        fetch = feeds.fetch_feed(feed_id=feed_id, now=now)
    except TemporaryError as error:
        asked = seconds_to_wait(error.retry_after, now=now)
        wait = back_off(self.request.retries, asked, random.random())  # noqa: S311  # spreads retries, hides nothing
        if wait is None:
            logger.warning("feed %s: %s; left to the next hour", feed_id, error)
            return
        raise self.retry(countdown=wait, exc=error) from error
    logger.info("feed %s: %s", feed_id, fetch.outcome if fetch else "busy or gone")


@shared_task
def fetch_active_feeds() -> None:
    """Send every feed that is switched on to the workers: the hourly run, scheduled in the admin."""
    send_fetches(list(Feed.objects.filter(is_active=True).values_list("pk", flat=True)))


@shared_task
def warn_about_feeds() -> None:
    """Tell the administrators of feeds that are late or changed: the daily run, scheduled in the admin."""
    warnings = feed_warnings.warn_about_feeds(now=timezone.now())
    logger.info("%s warnings about feeds", len(warnings))


def back_off(retries: int, asked: float | None, chance: float) -> float | None:
    """Return how many seconds to wait after so many retries; None to give up until the next hour.

    Twice as long each time, and between half and all of that by `chance` (0–1), so that feeds of one server do not
    come back together. Never shorter than the server `asked`; when that is too long, not at all.
    """
    if retries >= RETRIES or (asked or 0.0) > LONGEST_WAIT:
        return None
    wait = FIRST_WAIT * float(2**retries) * (1 + chance) / 2
    return min(max(wait, asked or 0.0), LONGEST_WAIT)


def send_fetches(feed_ids: Sequence[int]) -> bool:
    """Send feeds to the workers; False when there is no broker, and then the next hour does it."""
    try:
        for feed_id in feed_ids:
            fetch_feed.apply_async((feed_id,), expires=AN_HOUR)
    except OperationalError:
        logger.exception("broker out of reach: feeds %s wait for the next hour", list(feed_ids))
        return False
    return True


def send_warnings() -> None:
    """Have the administrators told at once; without a broker the daily run does it."""
    try:
        warn_about_feeds.delay()
    except OperationalError:
        logger.exception("broker out of reach: the warning waits for the daily run")

"""Fetching a feed in a test: a small file, quick limits, and what is told afterwards."""

from datetime import UTC, datetime, timedelta

from ladder.actions.feeds import fetch_feed
from ladder.models import Feed, Fetch
from ladder.sources.download import Limits
from tests.unit.ladder.sources.rivm_files import line, text_of

NOW = datetime(2020, 10, 2, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
QUICK = Limits(size=100_000, patience=0.3, seconds=0.6)
BODY = text_of([line(), line(code="")]).encode()
NEXT_BODY = text_of([line(value=6, report="2020-10-02 09:00:00"), line(code="")]).encode()


def fetch(feed: Feed, hours: int = 0) -> Fetch | None:
    return fetch_feed(feed_id=feed.pk, now=NOW + hours * HOUR, limits=QUICK)


def told(feed: Feed) -> list[str]:
    """The outcomes of a feed, oldest first."""
    return list(feed.fetches.order_by("started_at", "pk").values_list("outcome", flat=True))


def assert_free(feed: Feed) -> None:
    feed.refresh_from_db()
    assert feed.busy_until is None

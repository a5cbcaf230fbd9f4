"""How feeds stand: when they were last fetched, what came of it, and which of them need somebody's attention."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from ladder.models import Feed, Fetch
from ladder.sources.download import Marks

GOOD = (Fetch.Outcome.IMPORTED, Fetch.Outcome.UNCHANGED)


@dataclass(frozen=True)
class LateFeed:
    """A feed that brought nothing new for too long. `since` is its last new file, or its first attempt if none."""

    feed: Feed
    since: datetime
    brought_anything: bool
    last: Fetch


def with_last_fetch(feeds: QuerySet[Feed]) -> QuerySet[Any]:
    """Add of each feed, in the same query: `last_fetched_at`, `last_outcome`, `last_news_at`; None where never."""
    fetches = Fetch.objects.filter(feed=OuterRef("pk")).order_by("-started_at", "-pk")
    news = fetches.filter(outcome=Fetch.Outcome.IMPORTED)
    return feeds.annotate(
        last_fetched_at=Subquery(fetches.values("started_at")[:1]),
        last_outcome=Subquery(fetches.values("outcome")[:1]),
        last_news_at=Subquery(news.values("started_at")[:1]),
    )


def last_good_fetch(feed: Feed) -> Fetch | None:
    """Return the last fetch that came to an import, of this address and for this source; None if there is none."""
    same = Fetch.objects.filter(feed=feed, url=feed.url, batch__source=feed.source, outcome__in=GOOD)
    return same.select_related("batch").order_by("-started_at", "-pk").first()


def marks_of(fetch: Fetch | None) -> Marks:
    """Return by what the server knows the file that we have."""
    return Marks(fetch.etag, fetch.last_modified) if fetch else Marks()


def late_feeds(now: datetime) -> list[LateFeed]:
    """Return the feeds that are switched on and brought nothing new for longer than expected, by name.

    A feed that was never tried is not late: nobody knows since when.
    """
    first = Fetch.objects.filter(feed=OuterRef("pk")).order_by("started_at", "pk").values("started_at")[:1]
    active = with_last_fetch(Feed.objects.filter(is_active=True)).annotate(first_fetched_at=Subquery(first))
    since = {feed: feed.last_news_at or feed.first_fetched_at for feed in active.exclude(first_fetched_at=None)}
    late = {feed: moment for feed, moment in since.items() if is_late(feed, moment, now)}
    last = last_fetches([feed.pk for feed in late])
    return [
        LateFeed(feed, moment, brought_anything=feed.last_news_at is not None, last=last[feed.pk])
        for feed, moment in late.items()
    ]


def is_late(feed: Feed, last_news_at: datetime, now: datetime) -> bool:
    """Say whether nothing new came for longer than expected; exactly as long is not late."""
    return now - last_news_at > timedelta(days=feed.expected_every_days)


def refused_feeds() -> list[Fetch]:
    """Return the last fetch of each feed that is switched on, where that had another layout than expected."""
    active = list(Feed.objects.filter(is_active=True).values_list("pk", flat=True))
    return [fetch for fetch in last_fetches(active).values() if fetch.outcome == Fetch.Outcome.REFUSED]


def last_fetches(feed_ids: Collection[int]) -> dict[int, Fetch]:
    """Return the last fetch of each of these feeds, by the id of the feed, in the order of their names."""
    newest = Fetch.objects.filter(feed=OuterRef("feed")).order_by("-started_at", "-pk").values("pk")[:1]
    rows = Fetch.objects.filter(feed__in=feed_ids, pk=Subquery(newest)).select_related("feed")
    return {fetch.feed_id: fetch for fetch in rows.order_by("feed__name")}

"""Feeds of which the last file was refused, so that no import of it exists."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery

from ladder.models import Feed, Fetch
from ladder.quality.findings import Finding, Kind, Severity
from ladder.quality.imports import SINCE


def active_feeds(as_of: datetime) -> Sequence[Any]:
    """Return the feeds that are switched on, by name, with what became of their last file by `as_of`. One query.

    `last_at`, `last_outcome` and `last_message` are None where there was no file. An attempt that failed brought
    none, so it says nothing of the file before it.
    """
    fetches = Fetch.objects.filter(feed=OuterRef("pk"), started_at__lte=as_of)
    last = fetches.exclude(outcome=Fetch.Outcome.FAILED).order_by("-started_at", "-pk")
    return list(
        Feed.objects.filter(is_active=True).annotate(
            last_at=Subquery(last.values("started_at")[:1]),
            last_outcome=Subquery(last.values("outcome")[:1]),
            last_message=Subquery(last.values("message")[:1]),
        )
    )


def refused_feeds(feeds: Sequence[Any], as_of: datetime) -> Iterator[Finding]:
    """Name the feeds of which the last file was refused in the seven days before `as_of`; a good one ends it.

    `feeds` come from `active_feeds`. Only what is wrong is told: the address behind it may hold a secret.
    """
    for feed in feeds:
        if feed.last_outcome == Fetch.Outcome.REFUSED and feed.last_at > as_of - SINCE:
            problem = feed.last_message.partition("; ")[0]
            facts = {"feed": feed.name, "fetched_at": feed.last_at, "problem": problem}
            yield Finding(Kind.FEED_REFUSED, Severity.ATTENTION, facts=facts)

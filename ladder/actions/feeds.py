"""Fetching: from the address of a feed to stored figures, with a row for every attempt that ended."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_noop as _

from ladder.actions.feed_recompute import request_recomputes
from ladder.actions.observations import import_figures
from ladder.feed_states import last_good_fetch, marks_of
from ladder.models import Feed, Fetch, ImportBatch
from ladder.sources.download import Downloaded, Limits, Marks, download_if_changed
from ladder.sources.errors import SourceError, TemporaryError

PAGE_TYPES = ("text/html", "application/xhtml+xml")
FEED_LIMITS = Limits(seconds=300)
TIME_LIMIT = 480  # seconds for one attempt: to fetch, read and store
CLAIM = timedelta(seconds=TIME_LIMIT + 120)
SAYS_UNCHANGED = _("the server says that nothing changed")
SAME_FILE = _("the same file as before")
STORED, ROWS_UNCHANGED, ROWS_REFUSED = _("figures stored"), _("figures unchanged"), _("figures refused")


def fetch_feed(*, feed_id: int, now: datetime, limits: Limits = FEED_LIMITS) -> Fetch | None:
    """Try once to fetch a feed, import what is new, and ask for a recompute of the weeks that it touched.

    Returns the row of the attempt; None when the feed is gone or somebody else is at it. Every outcome is stored;
    a `TemporaryError` is then raised as well, for the caller to try again. Import, row and recompute jobs are
    stored in one transaction, so that a worker that is killed leaves nothing, and the next run does it all.
    """
    feed = _claim(feed_id, now)
    if feed is None:
        return None
    with _given_back(feed), TemporaryDirectory() as folder:
        before = last_good_fetch(feed)
        attempt = Fetch(feed=feed, url=feed.url, started_at=now)
        try:
            found = download_if_changed(feed.url, Path(folder), known=marks_of(before), limits=limits)
        except SourceError as error:
            _end(attempt, Fetch.Outcome.FAILED, str(error))
            if isinstance(error, TemporaryError):
                raise
            return attempt
        return _keep(attempt, found, before)


def _claim(feed_id: int, now: datetime) -> Feed | None:
    """Take the feed, in one statement, for as long as an attempt can last; a killed worker loses it after that.

    No lock is held while the network is waited for: SQLite has only one, for the whole site.
    """
    free = Q(busy_until=None) | Q(busy_until__lte=now)
    if not Feed.objects.filter(free, pk=feed_id).update(busy_until=now + CLAIM):
        return None
    return Feed.objects.filter(pk=feed_id, busy_until=now + CLAIM).first()


@contextmanager
def _given_back(feed: Feed) -> Iterator[None]:
    try:
        yield
    finally:
        Feed.objects.filter(pk=feed.pk, busy_until=feed.busy_until).update(busy_until=None)


@transaction.atomic
def _keep(attempt: Fetch, found: Downloaded | None, before: Fetch | None) -> Fetch | None:
    """Store what was fetched; None, and nothing, when it took so long that the feed was lost to another worker."""
    feed = attempt.feed
    if not Feed.objects.select_for_update().filter(pk=feed.pk, busy_until=feed.busy_until).exists():
        return None
    if found is None or (before and found.sha256 == before.sha256):
        _end_unchanged(attempt, found, before)
    else:
        _end_imported(attempt, found)
    return attempt


def _end_unchanged(attempt: Fetch, found: Downloaded | None, before: Fetch | None) -> None:
    assert before is not None  # noqa: S101 — without an earlier file there is no condition and nothing to equal
    attempt.sha256, attempt.batch = before.sha256, before.batch
    _note_marks(attempt, found.marks if found else marks_of(before))
    attempt.size = found.size if found else None
    _end(attempt, Fetch.Outcome.UNCHANGED, SAME_FILE if found else SAYS_UNCHANGED)


def _end_imported(attempt: Fetch, found: Downloaded) -> None:
    attempt.size, attempt.sha256 = found.size, found.sha256
    _note_marks(attempt, found.marks)
    try:
        with transaction.atomic():  # of what is refused this row tells; no import of nothing beside it
            attempt.batch = _import(attempt, found)
    except SourceError as error:
        _end(attempt, Fetch.Outcome.REFUSED, str(error))
        transaction.on_commit(_warn)
        return
    _end(attempt, Fetch.Outcome.IMPORTED, _numbers(attempt.batch))
    request_recomputes(batch=attempt.batch, now=attempt.started_at)


def _import(attempt: Fetch, found: Downloaded) -> ImportBatch:
    if found.content_type in PAGE_TYPES:
        raise SourceError(
            "a web page instead of figures", expected="csv, json, zip", found=found.content_type, where=attempt.url
        )
    return import_figures(source=attempt.feed.source, path=found.path, by=None, now=attempt.started_at)


def _numbers(batch: ImportBatch) -> str:
    told = {STORED: batch.rows_stored, ROWS_UNCHANGED: batch.rows_unchanged, ROWS_REFUSED: batch.rows_refused}
    return "; ".join(f"{words}: {number}" for words, number in told.items())


def _note_marks(attempt: Fetch, marks: Marks) -> None:
    attempt.etag, attempt.last_modified = marks.etag, marks.last_modified


def _end(attempt: Fetch, outcome: Fetch.Outcome, message: str) -> None:
    attempt.outcome, attempt.message = outcome, message
    attempt.save()


def _warn() -> None:
    from ladder.feed_tasks import send_warnings  # tasks call actions; here an action calls a task

    send_warnings()

"""Where the figures of each signal come from, when they were last reported, and whether that is too long ago.

The rule is that of the quality gate (`ladder.quality.sources`): a source is late when nothing was reported for
more days than its feed says, or without a feed than the frequency of its figures says.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from ladder.models import Feed, Fetch, ImportBatch, Observation, Signal, SpreadsheetUpload
from ladder.quality.sources import signals_of, usual_days


class State(StrEnum):
    """How a signal stands."""

    FRESH = "fresh"
    LATE = "late"
    NEVER = "never"  # no figure of it is known


class Way(StrEnum):
    """How a file came in. Who sent it is told to nobody here."""

    FETCHED = "fetched"
    SHEET = "sheet"
    LOADED = "loaded"


@dataclass(frozen=True)
class LastReport:
    """The last file that reported a signal: what it is a file of, how and when it came."""

    source: str
    way: Way
    reported_at: datetime
    imported_at: datetime


@dataclass(frozen=True)
class SignalSource:
    """What is known of the source of a signal at a moment.

    `feeds` are those that can bring the signal, each with `last_outcome` (None: never tried). `covers_until` is
    the last day of which a figure is known, for a weekly signal the Monday of that week. `usual` is after how many
    days without a report it is late; `late_since` is when that was.
    """

    signal: Signal
    feeds: tuple[Any, ...]  # Feed, with `last_outcome`
    last: LastReport | None
    covers_until: date | None
    usual: int
    late_since: datetime | None

    @property
    def state(self) -> State:
        if self.last is None:
            return State.NEVER
        return State.LATE if self.late_since else State.FRESH


def load_signal_sources(*, as_of: datetime) -> list[SignalSource]:
    """Return all signals with their sources as known at a moment, in the order of the signals. Six queries.

    A file that changed nothing was a report as well. A sheet that only changed older weeks is not seen here.
    """
    signals = list(_with_newest_figure(as_of).prefetch_related("steps"))
    feeds = list(_with_last_outcome(as_of).order_by("name"))
    usual = usual_days(signals)
    of_figures = {batch.pk: batch for batch in _batches(as_of).filter(pk__in={s.newest_batch for s in signals})}
    of_files = list(_last_files(as_of))
    return [
        _of_signal(signal, feeds, _last_report(signal, of_figures, of_files), usual[signal.code], as_of)
        for signal in signals
    ]


def _with_newest_figure(as_of: datetime) -> QuerySet[Any]:
    """Add of each signal, from the index of figures: its last day, and the import that reported that day last."""
    known = Observation.objects.filter(signal=OuterRef("pk"), date__lte=as_of.date(), reported_at__lte=as_of)
    newest = known.order_by("-date", "-reported_at", "-batch")
    return Signal.objects.annotate(
        covers_until=Subquery(newest.values("date")[:1]), newest_batch=Subquery(newest.values("batch")[:1])
    )


def _with_last_outcome(as_of: datetime) -> QuerySet[Any]:
    tried = Fetch.objects.filter(feed=OuterRef("pk"), started_at__lte=as_of).order_by("-started_at", "-pk")
    return Feed.objects.annotate(last_outcome=Subquery(tried.values("outcome")[:1]))


def _batches(as_of: datetime) -> QuerySet[Any]:
    return ImportBatch.objects.filter(status=ImportBatch.Status.STORED, reported_at__lte=as_of).annotate(
        was_fetched=Exists(Fetch.objects.filter(batch=OuterRef("pk"))),
        was_sheet=Exists(SpreadsheetUpload.objects.filter(batch=OuterRef("pk"))),
    )


def _last_files(as_of: datetime) -> QuerySet[Any]:
    """Return the last stored file of each source."""
    newest_first = Window(RowNumber(), partition_by=["source"], order_by=[F("reported_at").desc(), F("pk").desc()])
    found: QuerySet[Any] = _batches(as_of).annotate(rank=newest_first).filter(rank=1)
    return found


def _last_report(signal: Any, of_figures: Mapping[int, Any], of_files: Iterable[Any]) -> LastReport | None:
    own = of_figures.get(signal.newest_batch)
    if own is None:
        return None
    files = [batch for batch in of_files if signal.code in signals_of(batch.source)]
    last = max([own, *files], key=lambda batch: (batch.reported_at, batch.pk))
    return LastReport(last.source, _way(last), last.reported_at, last.imported_at)


def _way(batch: Any) -> Way:
    if batch.was_fetched:
        return Way.FETCHED
    return Way.SHEET if batch.was_sheet else Way.LOADED


def _of_signal(
    signal: Any, feeds: Sequence[Any], last: LastReport | None, usual: int, as_of: datetime
) -> SignalSource:
    late_from = last.reported_at + timedelta(days=usual) if last else None
    return SignalSource(
        signal=signal,
        feeds=tuple(feed for feed in feeds if signal.code in signals_of(feed.source)),
        last=last,
        covers_until=signal.covers_until,
        usual=usual,
        late_since=late_from if late_from and as_of > late_from else None,
    )

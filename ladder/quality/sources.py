"""Sources that have not been heard of for longer than usual."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from django.db.models import Max
from django.utils import timezone

from ladder.models import Feed, ImportBatch, Observation, Signal
from ladder.quality.findings import Finding, Kind, Severity
from ladder.sources.registry import SOURCES
from ladder.weeks import Week

LOOKED_BACK = timedelta(weeks=4)
GRACE_DAYS = 2
EVERY_DAYS = {Signal.Frequency.DAILY: 1, Signal.Frequency.WEEKLY: 7}


def old_sources(
    signals: Sequence[Signal], week: Week, as_of: datetime, *, deciding: frozenset[str], feeds: Sequence[Feed]
) -> Iterator[Finding]:
    """Name the signals of which nothing was reported for longer than usual before the meeting. Two queries.

    Usual is what the feed of the signal says (`expected_every_days`; `feeds` are those that are switched on);
    without a feed a day for daily figures and seven for weekly ones, and two days more, for a weekend. A week is
    looked at until the Sunday after it: that a source is silent years later says nothing about it. A file that
    changed nothing was a report as well. A signal of which nothing at all was reported is not named here: its
    values are missing.
    """
    moment = min(as_of, timezone.make_aware(datetime.combine(week.plus(2).start, datetime.min.time())))
    last = _last_reports(signals, week, as_of)
    usual = usual_days(signals, feeds)
    for signal in signals:
        reported_at = last.get(signal.code)
        if reported_at is None or moment - reported_at <= timedelta(days=usual[signal.code]):
            continue
        severity = Severity.ATTENTION if signal.code in deciding else Severity.INFORMATION
        facts = {"reported_at": reported_at, "days": (moment - reported_at).days, "usual": usual[signal.code]}
        yield Finding(Kind.SOURCE_OLD, severity, signal, facts=facts)


def _last_reports(signals: Sequence[Signal], week: Week, as_of: datetime) -> dict[str, datetime]:
    """Return per signal when it was last reported by `as_of`, of days from four weeks before the week on."""
    since = week.start - LOOKED_BACK
    figures = (
        Observation.objects.filter(signal__in=signals, date__gte=since, date__lt=week.plus(2).start)
        .filter(reported_at__lte=as_of)
        .values_list("signal__code")
        .annotate(last=Max("reported_at"))
        .order_by()
    )
    last: dict[str, datetime] = dict(figures)
    for source, reported_at in _last_files(since, as_of).items():
        for code in signals_of(source) & last.keys():
            last[code] = max(last[code], reported_at)
    return last


def _last_files(since: object, as_of: datetime) -> dict[str, datetime]:
    files = ImportBatch.objects.filter(
        status=ImportBatch.Status.STORED, reported_at__date__gte=since, reported_at__lte=as_of
    )
    return dict(files.values_list("source").annotate(last=Max("reported_at")).order_by())


def usual_days(signals: Iterable[Signal], feeds: Iterable[Feed] | None = None) -> Mapping[str, int]:
    """Return per signal after how many days of silence its source is older than expected.

    Without the `feeds` that are switched on, they are asked of the database: one query.
    """
    usual = {s.code: EVERY_DAYS[Signal.Frequency(s.frequency)] + GRACE_DAYS for s in signals}
    for feed in Feed.objects.filter(is_active=True) if feeds is None else feeds:
        for code in signals_of(feed.source) & usual.keys():
            usual[code] = feed.expected_every_days
    return usual


def signals_of(source: str) -> frozenset[str]:
    """Return the signals that every file of a source can bring; none for a source that may bring any."""
    return (SOURCES[source].signals if source in SOURCES else None) or frozenset()

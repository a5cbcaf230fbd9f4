"""The signals as the page of sources shows them: definition, source, last report, and what is wrong with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext, pgettext

from ladder import formats
from ladder.models import Feed, Fetch, ImportBatch, LadderVersion, Signal
from ladder.quality import Finding, Kind, sentence
from ladder.quality.sources import signals_of
from ladder.signal_sources import SignalSource, State, Way
from ladder.sources.licences import LICENCES
from ladder.weeks import Week

OF_FIGURES = (Kind.VALUES_NOT_COMPLETE, Kind.JUMP)
OF_FILES = (Kind.FILE_REFUSED, Kind.ROWS_REFUSED)
BAD_OUTCOMES = {
    Fetch.Outcome.REFUSED: gettext_noop("%(feed)s: the last file had another layout and was not stored."),
    Fetch.Outcome.FAILED: gettext_noop("%(feed)s: the last file could not be fetched."),
}


@dataclass(frozen=True)
class Publisher:
    """An address from which a signal is or was fetched. `licence` is empty where this site knows none."""

    name: str
    url: str
    is_fetched: bool
    licence: str
    licence_url: str


@dataclass(frozen=True)
class SignalRow:
    """One signal; every text is ready to be read, empty where there is nothing to say."""

    source: SignalSource
    role: str
    window: str
    weekly_value: str
    base: str
    direction: str
    incomplete: str
    too_small: str
    steps: str
    publishers: tuple[Publisher, ...]
    usual: str
    state: str
    covers: str
    way: str
    problems: tuple[str, ...]

    @property
    def signal(self) -> Signal:
        return self.source.signal

    @property
    def name(self) -> str:
        return capfirst(self.signal.label)

    @property
    def is_fresh(self) -> bool:
        return self.source.state == State.FRESH


def signal_rows(
    sources: Sequence[SignalSource], version: LadderVersion, findings: Sequence[Finding]
) -> tuple[SignalRow, ...]:
    """Return a row per signal, those that decide first; `version` is the one whose roles are told. No queries."""
    uses = {use.signal_id: use for use in version.uses.all()}
    order = ["deciding", "supporting", "shown", ""]
    roles = {
        source.signal.pk: uses[source.signal.pk].role if source.signal.pk in uses else "" for source in sources
    }
    ordered = sorted(sources, key=lambda source: order.index(roles[source.signal.pk]))
    labels = {pk: use.get_role_display() for pk, use in uses.items()}
    return tuple(_row(source, labels.get(source.signal.pk) or _("not used"), findings) for source in ordered)


def _row(source: SignalSource, role: str, findings: Sequence[Finding]) -> SignalRow:
    signal = source.signal
    daily = signal.frequency == Signal.Frequency.DAILY
    return SignalRow(
        source=source,
        role=role,
        window=_("7 days, Monday to Sunday") if daily else _("one figure per week, Monday to Sunday"),
        weekly_value=signal.get_aggregation_display() if daily else _("the figure of the week"),
        base=_per(signal.per),
        direction=signal.get_direction_display(),
        incomplete=_incomplete(signal.usually_incomplete_days),
        too_small=formats.number(signal.minimum_population, 0) if signal.minimum_population else "",
        steps=" · ".join(f"{step.value} {step.label}" for step in signal.steps.all()),
        publishers=tuple(_publisher(feed) for feed in source.feeds),
        usual=_usual(source.usual),
        state=_state(source),
        covers=_covers(source.covers_until, daily),
        way=_way(source),
        problems=tuple(_problems(source, findings)),
    )


def _per(number: int | None) -> str:
    if number is None:
        return _("not divided by inhabitants")
    return _("per %(number)s inhabitants") % {"number": formats.number(number, 0)}


def _incomplete(days: int) -> str:
    if not days:
        return _("none")
    return ngettext("the last day", "the last %(days)d days", days) % {"days": days}


def _usual(days: int) -> str:
    return ngettext("late after a day without a report", "late after %(days)d days without a report", days) % {
        "days": days
    }


def _state(source: SignalSource) -> str:
    if source.state == State.NEVER:
        return _("never reported")
    if source.late_since:
        return _("late since %(day)s") % {"day": formats.day(timezone.localtime(source.late_since).date())}
    return pgettext("source", "up to date")


def _covers(day: date | None, daily: bool) -> str:
    if day is None:
        return ""
    return formats.day(day) if daily else formats.week_option(Week.of(day))


def _way(source: SignalSource) -> str:
    if source.last is None:
        return ""
    return {
        Way.FETCHED: _("fetched by the site itself"),
        Way.SHEET: _("sent in as a spreadsheet"),
        Way.LOADED: _("loaded by the administration"),
    }[source.last.way]


def _publisher(feed: Feed) -> Publisher:
    licence = LICENCES.get(feed.source)
    return Publisher(
        name=feed.name,
        url=open_address(feed.url),
        is_fetched=feed.is_active,
        licence=_(licence.name) if licence else "",
        licence_url=licence.url if licence else "",
    )


def open_address(url: str) -> str:
    """Return an address without what may be secret in it: a name and password, and all behind the question mark.

    >>> open_address("https://name:word@files.example:8443/figures.csv?token=1#a")
    'https://files.example:8443/figures.csv'
    """
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()


def _problems(source: SignalSource, findings: Sequence[Finding]) -> Iterable[str]:
    """Say what is wrong, first with the fetching, then with the files and the figures. No file is named."""
    for feed in source.feeds:
        if feed.is_active and feed.last_outcome in BAD_OUTCOMES:
            yield _(BAD_OUTCOMES[feed.last_outcome]) % {"feed": feed.name}
    for finding in findings:
        if finding.kind in OF_FIGURES and finding.signal and finding.signal.pk == source.signal.pk:
            # Of what was never reported, the state says so already.
            yield from [sentence(finding)] if source.last else []
        elif finding.kind in OF_FILES and source.signal.code in signals_of(finding.facts["source"]):
            yield _of_files(finding)


def _of_files(finding: Finding) -> str:
    """Say how many files were refused in the last seven days; a name of a file may name a person."""
    batch: ImportBatch = finding.facts["batch"]
    facts = {
        "source": finding.facts["source"],
        "files": finding.facts["files"],
        "refused": formats.number(batch.rows_refused, 0),
        "read": formats.number(batch.rows_read, 0),
    }
    if finding.kind == Kind.FILE_REFUSED:
        return (
            ngettext(
                "%(source)s: %(files)d file was refused as a whole in the last seven days.",
                "%(source)s: %(files)d files were refused as a whole in the last seven days.",
                finding.facts["files"],
            )
            % facts
        )
    return (
        _("%(source)s: of the last file with refused rows %(refused)s of %(read)s figures were refused.") % facts
    )

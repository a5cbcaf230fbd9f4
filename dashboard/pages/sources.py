"""The page of sources: every signal with its source, and the versions of the ladder that judge by them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboard.pages.glossary import Term, glossary
from dashboard.pages.levels import LadderInTime
from dashboard.pages.sources_signals import SignalRow, signal_rows
from dashboard.pages.sources_versions import Drawing, VersionRow, draw, version_rows
from ladder import formats
from ladder.computed_weeks import computed_weeks
from ladder.models import Ladder, LadderVersion, Threshold
from ladder.quality import Finding, quality_gate
from ladder.signal_sources import State, load_signal_sources
from ladder.weeks import Week


@dataclass(frozen=True)
class Sources:
    """All that the page shows. `week` is the last computed one, in which problems were looked for; None: none."""

    ladder: LadderInTime
    ladders: tuple[Ladder, ...]
    week: Week | None
    signals: tuple[SignalRow, ...]
    versions: tuple[VersionRow, ...]
    drawing: Drawing
    steps: tuple[str, ...]
    words: tuple[Term, ...]
    sentence: str
    as_of: datetime | None
    kept_parameters: tuple[tuple[str, str], ...]

    @property
    def week_name(self) -> str:
        return formats.week_option(self.week) if self.week else ""

    @property
    def problems(self) -> list[str]:
        """What is wrong, each thing once: a file may hold several signals."""
        return list(dict.fromkeys(problem for row in self.signals for problem in row.problems))


def load_sources(ladder: LadderInTime, *, as_of: datetime, kept: Sequence[tuple[str, str]] = ()) -> Sources:
    """Load the page in a fixed number of queries, whatever the number of signals, files, weeks and versions."""
    prefetch_related_objects(
        list(ladder.versions), Prefetch("uses__thresholds", Threshold.objects.select_related("level"))
    )
    day = timezone.localtime(as_of).date()
    weeks = computed_weeks(ladder.versions, as_of=as_of)
    week = weeks[-1] if weeks else None
    rows = version_rows(ladder.versions, day=day)
    shown = next((row.version for row in rows if row.is_in_force), ladder.versions[0])
    signals = signal_rows(load_signal_sources(as_of=as_of), shown, _findings(ladder, week, as_of=as_of))
    return Sources(
        ladder=ladder,
        ladders=tuple(_ladders()),
        week=week,
        signals=signals,
        versions=rows,
        drawing=draw(rows, day=day),
        steps=_steps(),
        words=tuple(glossary(shown.levels.all())),
        sentence=_sentence(signals),
        as_of=as_of if "as_of" in dict(kept) else None,
        kept_parameters=tuple(kept),
    )


def _ladders() -> list[Ladder]:
    adopted = LadderVersion.objects.filter(status=LadderVersion.Status.ADOPTED)
    return list(Ladder.objects.filter(pk__in=adopted.values("ladder")).order_by("name"))


def _findings(ladder: LadderInTime, week: Week | None, *, as_of: datetime) -> list[Finding]:
    if week is None:
        return []
    return quality_gate(ladder.ladder, week, as_of=as_of, versions=ladder.versions)


def _sentence(rows: Sequence[SignalRow]) -> str:
    """Say how the signals stand: `Van 10 signalen zijn er 7 bijgewerkt; 1 te laat, 2 nog nooit gemeld.`"""
    states = [row.source.state for row in rows]
    counts = {state: states.count(state) for state in State}
    told = ngettext(
        "Of %(number)d signal %(fresh)d is up to date; %(late)d late, %(never)d never reported.",
        "Of %(number)d signals %(fresh)d are up to date; %(late)d late, %(never)d never reported.",
        len(rows),
    )
    return told % {"number": len(rows), **{str(state): counts[state] for state in State}}


def _steps() -> tuple[str, ...]:
    """How a level comes about, in five sentences."""
    return (
        _("Each source reports figures per day or per week, for municipalities or for safety regions."),
        _(
            "Over the seven days of a week, Monday to Sunday, they become one weekly value per region; where the"
            " signal says so, divided by the number of inhabitants."
        ),
        _(
            "The weekly value is held against the signal values of the ladder version that is in force on the"
            " Sunday of that week."
        ),
        _("The worst deciding signal gives the computed level; supporting signals are told beside it."),
        _(
            "Where figures are missing the level is provisional or unknown, never the lowest one; people decide"
            " which level applies."
        ),
    )

"""The revision report: with the figures of now, which levels of a week would have been others.

Nothing is stored for it. Every recompute adds an assessment where the verdict changed, so a week as it was known
at two moments is there already.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ladder import formats
from ladder.engine.rules import DECIDING
from ladder.engine.verdicts import SignalVerdict
from ladder.in_force import version_for
from ladder.known_levels import adopted_with_signals, known_levels
from ladder.models import Assessment, Ladder, LadderVersion, Level, Signal
from ladder.weeks import Week
from regions.models import Area


@dataclass(frozen=True)
class RevisedSignal:
    """A signal of an area then and now (None: not computed, or not used by the version)."""

    signal: Signal
    decides: bool
    old: SignalVerdict | None
    new: SignalVerdict | None

    @property
    def is_changed(self) -> bool:
        return _told(self.old) != _told(self.new)


@dataclass(frozen=True)
class RevisedRegion:
    """An area then and now; its signals stand in the order of the ladder version."""

    area: Area
    old: Assessment | None
    new: Assessment | None
    signals: tuple[RevisedSignal, ...]

    @property
    def old_level(self) -> Level | None:
        return self.old.level if self.old else None

    @property
    def new_level(self) -> Level | None:
        return self.new.level if self.new else None

    @property
    def level_changed(self) -> bool:
        """Whether the level is another one; unknown and not computed are both no level."""
        return _number(self.old_level) != _number(self.new_level)

    @property
    def is_changed(self) -> bool:
        """Whether the level, its state or a signal is not what it was."""
        states = [found.state if found else "" for found in (self.old, self.new)]
        return self.level_changed or states[0] != states[1] or any(one.is_changed for one in self.signals)

    @property
    def changed_signals(self) -> tuple[RevisedSignal, ...]:
        return tuple(one for one in self.signals if one.is_changed)


@dataclass(frozen=True)
class RevisionReport:
    """A week as it was known at `before` and at `as_of`, under the version that judges it.

    `regions` holds every area of the ladder: first those with another level, then those with other figures only.
    """

    ladder: Ladder
    week: Week
    before: datetime
    as_of: datetime
    regions: tuple[RevisedRegion, ...]

    @property
    def level_changes(self) -> tuple[RevisedRegion, ...]:
        return tuple(region for region in self.regions if region.level_changed)

    @property
    def changes(self) -> tuple[RevisedRegion, ...]:
        return tuple(region for region in self.regions if region.is_changed)

    def sentence(self) -> str:
        """Say in how many regions the level would have been another one, in the reader's language."""
        facts = {"week": formats.week_name(self.week).lower(), "number": len(self.level_changes)}
        if not self.level_changes:
            return _("With the figures of now, the levels of %(week)s would have been the same.") % facts
        sentence = ngettext(
            "With the figures of now, the level of %(week)s would have been different in %(number)d region.",
            "With the figures of now, the level of %(week)s would have been different in %(number)d regions.",
            len(self.level_changes),
        )
        return sentence % facts


def revision_report(
    ladder: Ladder,
    week: Week,
    *,
    before: datetime,
    as_of: datetime,
    version: LadderVersion | None = None,
) -> RevisionReport:
    """Compare a week as it was known at two moments, in five queries for any number of areas.

    `version` is the one that judges the week, with its uses and their signals, where the caller has it already.
    """
    judge = version or version_for(adopted_with_signals(ladder.pk), week)
    versions = [judge] if judge else []
    old = known_levels(versions, [week], as_of=before)
    new = known_levels(versions, [week], as_of=as_of)
    signals = [use.signal for use in judge.uses.all()] if judge else []
    regions = [
        _region(area, old.get((area.pk, week)), new.get((area.pk, week)), signals)
        for area in Area.objects.of_kind(ladder.area_kind).order_by("code")
    ]
    regions.sort(key=lambda region: (not region.level_changed, not region.is_changed))
    return RevisionReport(ladder, week, before, as_of, tuple(regions))


def first_cut_off(ladder: Ladder, week: Week, *, as_of: datetime) -> datetime | None:
    """Return the data cut-off with which a week was computed first; None when it was not by `as_of`."""
    judge = LadderVersion.objects.for_week(week).filter(ladder=ladder)
    computed = Assessment.objects.for_week(week).filter(version__in=judge, as_of__lte=as_of)
    return computed.order_by("computed_at", "as_of").values_list("as_of", flat=True).first()


def _region(
    area: Area, old: Assessment | None, new: Assessment | None, signals: Sequence[Signal]
) -> RevisedRegion:
    return RevisedRegion(area, old, new, tuple(_signal(signal, old, new) for signal in signals))


def _signal(signal: Signal, old: Assessment | None, new: Assessment | None) -> RevisedSignal:
    then, now = (found.verdict.of(signal.code) if found else None for found in (old, new))
    role = next((found.role for found in (now, then) if found), "")
    return RevisedSignal(signal, role == DECIDING, then, now)


def _told(found: SignalVerdict | None) -> tuple[object, ...] | None:
    """Return what a reader sees of a weekly value: itself, and how far it can be trusted."""
    return (found.value, found.state, found.days) if found else None


def _number(level: Level | None) -> int | None:
    return level.number if level else None

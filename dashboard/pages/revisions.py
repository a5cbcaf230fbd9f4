"""The page of revisions: a week as it was discussed, beside the same week with the figures of now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboard.pages.levels import LadderInTime
from dashboard.pages.overview_dates import Fact
from dashboard.pages.weeks import WeekChoice, week_choice
from ladder import formats
from ladder.computed_weeks import computed_weeks
from ladder.level_states import computed_state
from ladder.models import Level, Signal
from ladder.revisions import RevisedRegion, RevisedSignal, RevisionReport, revision_report
from ladder.weekly_values import Cell, cell
from ladder.weeks import Week
from meetings.cut_offs import cut_off_then
from regions.models import Area


@dataclass(frozen=True)
class Pair:
    """A weekly value then and now."""

    old: Cell
    new: Cell
    is_changed: bool


@dataclass(frozen=True)
class Row:
    """A region of which something changed; `values` are those of the deciding signals."""

    area: Area
    old_level: Level | None
    old_state: str
    new_level: Level | None
    new_state: str
    level_changed: bool
    values: tuple[Pair, ...]
    others: str


@dataclass(frozen=True)
class Revisions:
    """All that the page shows; `report` is None when the week was not computed by `as_of`."""

    week: Week
    weeks: WeekChoice
    report: RevisionReport | None
    signals: tuple[Signal, ...]
    as_of: datetime | None
    kept_parameters: tuple[tuple[str, str], ...]

    @property
    def rows(self) -> list[Row]:
        return [_row(region) for region in self.report.changes] if self.report else []

    @property
    def sentence(self) -> str:
        if self.report:
            return self.report.sentence()
        if self.as_of:
            return _("By then, no levels had been computed for this week.")
        return _("No levels have been computed for this week.")

    @property
    def only_figures(self) -> str:
        """Say in how many regions the figures changed and the level did not; empty when there are none."""
        number = len(self.report.changes) - len(self.report.level_changes) if self.report else 0
        if not number:
            return ""
        return ngettext(
            "In %(number)d other region only figures changed.",
            "In %(number)d other regions only figures changed.",
            number,
        ) % {"number": number}

    @property
    def facts(self) -> list[Fact]:
        if self.report is None:
            return []
        return [
            Fact(_("Figures of"), formats.days(self.week.start, self.week.end)),
            Fact(_("Then: reported until"), formats.moment(self.report.before)),
            Fact(_("Now: reported until"), formats.moment(self.report.as_of)),
        ]


def load_revisions(
    ladder: LadderInTime, *, week: Week | None, as_of: datetime, kept: Sequence[tuple[str, str]]
) -> Revisions:
    """Load the page in a fixed number of queries; without a week the one before the last computed one."""
    weeks = computed_weeks(ladder.versions, as_of=as_of)
    chosen = week or next(iter(weeks[-2:]), Week.last_full_before(as_of.date()))
    before = cut_off_then(ladder.ladder, chosen, as_of=as_of)
    judge = ladder.version_for(chosen)
    report = revision_report(ladder.ladder, chosen, before=before, as_of=as_of, version=judge) if before else None
    return Revisions(
        week=chosen,
        weeks=week_choice(weeks, chosen),
        report=report,
        signals=_deciding(report),
        as_of=as_of if "as_of" in dict(kept) else None,
        kept_parameters=tuple(kept),
    )


def _deciding(report: RevisionReport | None) -> tuple[Signal, ...]:
    signals = {one.signal: None for region in (report.regions if report else ()) for one in _decisive(region)}
    return tuple(signals)


def _decisive(region: RevisedRegion) -> list[RevisedSignal]:
    return [one for one in region.signals if one.decides]


def _row(region: RevisedRegion) -> Row:
    others = [one.signal.label for one in region.changed_signals if not one.decides]
    return Row(
        area=region.area,
        old_level=region.old_level,
        old_state=computed_state(region.old),
        new_level=region.new_level,
        new_state=computed_state(region.new),
        level_changed=region.level_changed,
        values=tuple(
            Pair(cell(one.old, one.signal), cell(one.new, one.signal), one.is_changed) for one in _decisive(region)
        ),
        others=", ".join(others),
    )

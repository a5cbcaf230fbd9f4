"""The five dates, kept apart: data window, computed at, decided at, valid from, next meeting."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from dashboard.pages.levels import RegionLevels
from ladder import formats
from ladder.models import Assessment
from ladder.weeks import Week
from meetings.models import Decision


@dataclass(frozen=True)
class Fact:
    """A term with its text, for a definition list."""

    term: str
    text: str


@dataclass(frozen=True)
class Dates:
    """Where regions differ, the latest moment counts. None where there is no such moment.

    The data window, cut-off and computation belong to what is shown: for decided levels, the pinned assessments.
    """

    window_from: date
    window_to: date
    reported_until: datetime | None
    computed_at: datetime | None
    decided_at: datetime | None = None
    valid_from: date | None = None
    next_meeting: date | None = None

    def facts(self) -> list[Fact]:
        """Return the dates that are there, as terms and texts."""
        return [Fact(term, text) for term, text in self._texts() if text]

    def _texts(self) -> list[tuple[str, str]]:
        return [
            (_("Figures of"), formats.days(self.window_from, self.window_to)),
            (_("Figures reported until"), formats.moment(self.reported_until) if self.reported_until else ""),
            (_("Computed on"), formats.moment(self.computed_at) if self.computed_at else ""),
            (_("Decided on"), formats.moment(self.decided_at) if self.decided_at else ""),
            (_("Valid from"), formats.day(self.valid_from) if self.valid_from else ""),
            (_("Next meeting"), formats.day(self.next_meeting) if self.next_meeting else ""),
        ]


def dates_of(week: Week, regions: Sequence[RegionLevels], *, decided: bool) -> Dates:
    """Return the dates of the levels that are shown."""
    if not decided:
        return _computed_dates(week, [region.computed for region in regions if region.computed])
    return _decided_dates(week, [region.decided for region in regions if region.decided])


def dates_of_both(week: Week, regions: Sequence[RegionLevels]) -> Dates:
    """Return the dates of the computed levels of the week, and when the decided ones beside them were decided."""
    decided = dates_of(week, regions, decided=True)
    return replace(
        dates_of(week, regions, decided=False),
        decided_at=decided.decided_at,
        valid_from=decided.valid_from,
        next_meeting=decided.next_meeting,
    )


def _computed_dates(week: Week, assessments: Sequence[Assessment]) -> Dates:
    return Dates(
        window_from=week.start,
        window_to=week.end,
        reported_until=max((assessment.as_of for assessment in assessments), default=None),
        computed_at=max((assessment.computed_at for assessment in assessments), default=None),
    )


def _decided_dates(week: Week, decisions: Sequence[Decision]) -> Dates:
    if not decisions:
        return Dates(week.start, week.end, None, None)
    latest = max((decision.item.meeting for decision in decisions), key=lambda meeting: meeting.week_start)
    bases = [decision.item.assessment for decision in decisions if decision.item.assessment]
    basis = _computed_dates(latest.week, bases)
    return Dates(
        window_from=basis.window_from,
        window_to=basis.window_to,
        reported_until=basis.reported_until,
        computed_at=basis.computed_at,
        decided_at=max(decision.decided_at for decision in decisions),
        valid_from=max(decision.valid_from for decision in decisions),
        next_meeting=latest.next_on,
    )

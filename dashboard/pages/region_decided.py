"""The decided level of a region: on which figures, by which meeting, and how it stands to its route."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from dashboard.pages.levels import LadderInTime
from dashboard.pages.overview_dates import Fact
from dashboard.pages.region_levels import LevelsOfRegion
from dashboard.pages.region_meetings import meeting_name
from dashboard.pages.region_routes import Routes, state_of
from dashboard.pages.standings import LastChange, level_words
from ladder import formats
from ladder.models import Assessment, Signal
from ladder.weekly_values import Cell, cell, compared_signals
from meetings.models import Decision, Meeting
from meetings.route import RouteState


@dataclass(frozen=True)
class Decided:
    """The decision in force. `routes` is None for readers who are not to know of routes.

    `change` says since when its level has been in force, which may be longer than since this decision.
    """

    decision: Decision
    change: LastChange
    computed: Assessment | None
    signals: tuple[Signal, ...]
    routes: Routes | None

    @property
    def meeting(self) -> Meeting:
        return self.decision.item.meeting

    @property
    def meeting_name(self) -> str:
        return meeting_name(self.meeting)

    @property
    def basis(self) -> Assessment | None:
        """The computed level that lay before the meeting."""
        return self.decision.basis

    @property
    def route(self) -> RouteState | None:
        return None if self.routes is None else state_of(self.decision, self.routes)

    @property
    def facts(self) -> list[Fact]:
        """When it was decided, from when it is valid, and when it is looked at again."""
        decision = self.decision
        found = [
            (_("Valid from"), formats.day(decision.valid_from)),
            (_("Decided on"), formats.moment(decision.decided_at)),
            (_("Next review"), formats.day(decision.next_review) if decision.next_review else ""),
            (_("Next meeting"), formats.day(self.meeting.next_on)),
        ]
        return [Fact(term, text) for term, text in found if text]

    @property
    def basis_facts(self) -> list[Fact]:
        """Of when the figures are on which was decided."""
        week = self.meeting.week
        return [Fact(_("Figures of"), formats.week_option(week)), *_computation(self.basis)]

    @property
    def values(self) -> list[tuple[Signal, Cell]]:
        """The weekly values on which was decided: of the signals that are held against signal values."""
        if self.basis is None:
            return []
        found = [(signal, self.basis.verdict.of(signal.code)) for signal in self.signals]
        return [(signal, cell(verdict, signal)) for signal, verdict in found if verdict is not None]

    @property
    def newer(self) -> str:
        """Say that there are newer figures than those of the decision, and what they give; empty without them."""
        if self.computed is None or (self.basis and self.computed.as_of <= self.basis.as_of and self._same_week):
            return ""
        facts = {
            "week": formats.week_name(self.computed.week).lower(),
            "days": formats.days(self.computed.week.start, self.computed.week.end),
            "moment": formats.moment(self.computed.as_of),
            "level": level_words(self.computed.level, self.computed.state),
        }
        if self._same_week:
            text = _(
                "Since the decision, figures of %(week)s were reported until %(moment)s; they give: %(level)s."
            )
        else:
            text = _(
                "There are newer figures than those of the decision: %(week)s, %(days)s; they give: %(level)s."
            )
        return text % facts

    @property
    def _same_week(self) -> bool:
        return self.computed is not None and self.computed.week <= self.meeting.week


def decided_of(levels: LevelsOfRegion, ladder: LadderInTime, routes: Routes | None) -> Decided | None:
    """Return the decided level of a region; None when there is none in force."""
    own = levels.own
    if own.decided is None:
        return None
    version = ladder.version_shown(own.decided.item.meeting.week)
    return Decided(own.decided, levels.change, own.computed, tuple(compared_signals(version)), routes)


def computed_facts(found: Assessment) -> list[Fact]:
    """Of when the figures of a computed level are."""
    return [Fact(_("Figures of"), formats.week_option(found.week)), *_computation(found)]


def _computation(found: Assessment | None) -> list[Fact]:
    if found is None:
        return []
    return [
        Fact(_("Figures reported until"), formats.moment(found.as_of)),
        Fact(_("Computed on"), formats.moment(found.computed_at)),
    ]

"""The decided level of a region: on which figures, by which meeting, and how it stands to its route."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from dashboard.pages.levels import LadderInTime, RegionLevels
from dashboard.pages.overview_dates import Fact
from dashboard.pages.region_meetings import MeetingOnRegion, meeting_name
from ladder import formats
from ladder.models import Assessment, Signal
from ladder.weekly_values import Cell, cell, compared_signals
from meetings.models import Decision, Meeting, RouteEntry
from meetings.route import RouteState, route_state

Routes = Mapping[int, list[RouteEntry]]
"""By id of the meeting, its entries, oldest first."""


@dataclass(frozen=True)
class Decided:
    """The decision in force. `routes` is None for readers who are not to know of routes.

    `latest` is the last adopted meeting on the region, known to the same readers.
    """

    decision: Decision
    computed: Assessment | None
    signals: tuple[Signal, ...]
    latest: MeetingOnRegion | None
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
        return self.decision.item.assessment

    @property
    def differs(self) -> bool:
        """Whether the meeting decided another level than the computed one that it had before it."""
        level = self.basis.level if self.basis else None
        return level is None or level.number != self.decision.level.number

    @property
    def route(self) -> RouteState | None:
        return None if self.routes is None else _state(self.decision, self.routes)

    @property
    def waiting(self) -> MeetingOnRegion | None:
        """A later decision that is not in force, because of its route."""
        if self.routes is None or self.latest is None or self.latest.decision == self.decision:
            return None
        is_later = self.latest.meeting.week_start > self.meeting.week_start
        return None if not is_later or self.waiting_state(self.latest).is_in_force else self.latest

    def waiting_state(self, found: MeetingOnRegion) -> RouteState:
        return _state(found.decision, self.routes or {})

    @property
    def waiting_text(self) -> str:
        """Say what was decided later and is not in force; empty when there is no such decision."""
        found = self.waiting
        if found is None:
            return ""
        facts = {
            "week": formats.week_name(found.meeting.week).lower(),
            "level": found.decision.level.label,
            "state": self.waiting_state(found).label,
        }
        return _("The meeting on %(week)s decided %(level)s: %(state)s.") % facts

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
            "level": self.computed.level.label if self.computed.level else _("unknown"),
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


def decided_of(
    levels: RegionLevels, ladder: LadderInTime, latest: MeetingOnRegion | None, routes: Routes | None
) -> Decided | None:
    """Return the decided level of a region; None when there is none."""
    if levels.decided is None:
        return None
    version = ladder.version_shown(levels.decided.item.meeting.week)
    return Decided(levels.decided, levels.computed, tuple(compared_signals(version)), latest, routes)


def load_routes(levels: RegionLevels, latest: MeetingOnRegion | None, *, as_of: datetime) -> Routes:
    """Load what was entered by `as_of` on the routes of both meetings, in one query."""
    meetings = {found.item.meeting_id for found in (levels.decided, latest and latest.decision) if found}
    routes: dict[int, list[RouteEntry]] = {meeting: [] for meeting in meetings}
    for entry in RouteEntry.objects.filter(meeting__in=meetings, at__lte=as_of).order_by("pk"):
        routes[entry.meeting_id].append(entry)
    return routes


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


def _state(decision: Decision, routes: Routes) -> RouteState:
    meeting = decision.item.meeting
    entries = routes.get(meeting.pk, [])
    return route_state(decision, entries, adopted=meeting.is_adopted, exercise=meeting.is_exercise)

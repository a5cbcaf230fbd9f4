"""How the decisions on a region stand to their routes, and which one is not in force because of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from dashboard.pages.levels import RegionLevels
from dashboard.pages.overview_dates import Fact
from dashboard.pages.region_meetings import MeetingOnRegion
from ladder import formats
from meetings.models import Decision, RouteEntry, RouteStep
from meetings.route import RouteState, awaited, last_words, route_state

Routes = Mapping[int, list[RouteEntry]]
"""By id of the meeting, its entries, oldest first."""


@dataclass(frozen=True)
class Waiting:
    """What the last meeting decided on a region, as long as that is not in force because of its route.

    `steps` are those that hold it up; none when the steps themselves were changed since.
    """

    found: MeetingOnRegion
    state: RouteState
    steps: tuple[RouteStep, ...]

    @property
    def text(self) -> str:
        """`Het overleg over week 39 stelde ernstig vast; dat besluit wacht op de route.`"""
        facts = {
            "week": formats.week_name(self.found.meeting.week).lower(),
            "level": self.found.decision.level.label,
        }
        if self.state.is_sent_back:
            text = _("The meeting on %(week)s decided %(level)s; sent back on its route, that is not in force.")
        else:
            text = _("The meeting on %(week)s decided %(level)s; that waits for its route.")
        return text % facts

    @property
    def facts(self) -> list[Fact]:
        """From when it would be valid, and when it was decided."""
        decision = self.found.decision
        return [
            Fact(_("Would be valid from"), formats.day(decision.valid_from)),
            Fact(_("Decided on"), formats.moment(decision.decided_at)),
        ]

    @property
    def steps_term(self) -> str:
        return _("Sent back, or still open, at") if self.state.is_sent_back else _("Waits for")


def load_routes(levels: RegionLevels, latest: MeetingOnRegion | None, *, as_of: datetime) -> Routes:
    """Load what was entered by `as_of` on the routes of both meetings, in one query; in none without a meeting."""
    meetings = {found.item.meeting_id for found in (levels.decided, latest and latest.decision) if found}
    routes: dict[int, list[RouteEntry]] = {meeting: [] for meeting in meetings}
    for entry in RouteEntry.objects.filter(meeting__in=meetings, at__lte=as_of).order_by("pk"):
        routes[entry.meeting_id].append(entry)
    return routes


def load_waiting(levels: RegionLevels, latest: MeetingOnRegion | None, routes: Routes) -> Waiting | None:
    """Return what was decided after the decision in force, if there is one, and is not in force itself.

    The steps are loaded, in one query, only when there is something to tell.
    """
    if latest is None or not _is_later(latest, levels.decided):
        return None
    state = state_of(latest.decision, routes)
    if state.is_in_force:
        return None
    return Waiting(latest, state, tuple(_holding_up(routes[latest.meeting.pk])))


def state_of(decision: Decision, routes: Routes) -> RouteState:
    """Return how a decision stands to the route of its meeting."""
    meeting = decision.item.meeting
    entries = routes.get(meeting.pk, [])
    return route_state(decision, entries, adopted=meeting.is_adopted, exercise=meeting.is_exercise)


def _is_later(latest: MeetingOnRegion, in_force: Decision | None) -> bool:
    return in_force is None or latest.meeting.week_start > in_force.item.meeting.week_start


def _holding_up(entries: Iterable[RouteEntry]) -> list[RouteStep]:
    return awaited(last_words(entries), RouteStep.objects.all())

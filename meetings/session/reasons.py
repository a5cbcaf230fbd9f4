"""Why a region has its computed level, and which levels it can get, in four queries."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, prefetch_related_objects

from ladder.explanations import Context, Explanation, explanation
from ladder.explanations.context import WEEKS_BACK
from ladder.in_force import version_for
from ladder.known_levels import adopted_with_signals, known_levels
from ladder.models import Assessment, LadderVersion, Level
from ladder.weeks import weeks_between
from meetings.models import AgendaItem, Meeting


@dataclass(frozen=True)
class Reasons:
    """The explanation of the computed level (None: none was computed), and the levels that can be chosen."""

    told: Explanation | None
    levels: tuple[Level, ...]


def reasons_of(item: AgendaItem, neighbours: list[AgendaItem], meeting: Meeting) -> Reasons:
    """Explain an item from `items_around`; its neighbours are the items beside it on the map.

    The levels are those of the version by which it was computed, else of the one that judges the week.
    """
    versions = adopted_with_signals(meeting.ladder_id)
    prefetch_related_objects(versions, "levels")
    version = version_for(versions, meeting.week)
    if item.assessment is None:
        return Reasons(None, tuple(version.levels.all()) if version else ())
    pinned = _pinned(item.assessment, versions)
    context = _context(item, neighbours, meeting, versions, named=None if pinned == version else pinned)
    return Reasons(explanation(item.assessment, context), tuple(pinned.levels.all()))


def _pinned(assessment: Assessment, versions: list[LadderVersion]) -> LadderVersion:
    """Give an assessment its version with the levels and signals that were fetched."""
    known = next((version for version in versions if version.pk == assessment.version_id), None)
    if known is None:
        prefetch_related_objects([assessment.version], "levels", "uses__signal")
    else:
        assessment.version = known
    return assessment.version


def _context(
    item: AgendaItem,
    neighbours: list[AgendaItem],
    meeting: Meeting,
    versions: list[LadderVersion],
    named: LadderVersion | None,
) -> Context:
    """Return what `ladder.explanations.load_context` does, from the rows that are at hand and one query."""
    beside = [other.area for other in neighbours]
    found = known_levels(
        versions,
        weeks_between(meeting.week.plus(-WEEKS_BACK), meeting.week),
        as_of=meeting.as_of,
        named=named,
        where=Q(area=item.area_id) | Q(area__in=beside, week_start=meeting.week_start),
    )
    inhabitants: Any = getattr(item, "inhabitants", None)
    return Context(found, {item.area_id: beside}, {item.area_id: inhabitants})

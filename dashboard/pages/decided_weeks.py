"""The decided levels of many weeks at once, each with what it was based on: one query for any number."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from dashboard.pages.levels import LadderInTime
from ladder.weeks import Week
from meetings.models import Decision
from regions.models import Area

RELATED = ("level", "item__meeting", "item__assessment__level")


def decided_in_weeks(
    ladder: LadderInTime, weeks: Collection[Week], *, as_of: datetime, areas: Iterable[Area]
) -> dict[tuple[Week, int], Decision]:
    """Return the decision in force for each of the weeks, by week and id of the area, as `decided_levels` does."""
    if not weeks:
        return {}
    of_areas = Decision.objects.filter(item__area__in=list(areas))
    found = of_areas.in_force_over_weeks(ladder.ladder.code, min(weeks), max(weeks), as_of=as_of)
    earliest_first = found.select_related(*RELATED).order_by("item__meeting__week_start", "pk")
    return _carried_on(sorted(weeks), list(earliest_first))


def _carried_on(weeks: Sequence[Week], decisions: Sequence[Decision]) -> dict[tuple[Week, int], Decision]:
    """Let each decision stand from the week of its meeting up to that of the next one on the same area."""
    found: dict[tuple[Week, int], Decision] = {}
    standing: dict[int, Decision] = {}
    coming = list(reversed(decisions))
    for week in weeks:
        while coming and coming[-1].item.meeting.week_start <= week.start:
            decision = coming.pop()
            standing[decision.item.area_id] = decision
        found.update({(week, area): decision for area, decision in standing.items()})
    return found

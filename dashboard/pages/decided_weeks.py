"""The decided levels of many weeks at once: one query for any number."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import TypeVar

from dashboard.pages.levels import LadderInTime
from ladder.models import Level
from ladder.weeks import Week
from meetings.models import Decision
from meetings.querysets import DecisionQuerySet
from regions.models import Area

RELATED = ("level", "item__meeting", "item__assessment__level")
EARLIEST_FIRST = ("item__meeting__week_start", "pk")
Taken = TypeVar("Taken")


def decided_in_weeks(
    ladder: LadderInTime, weeks: Collection[Week], *, as_of: datetime, areas: Iterable[Area]
) -> dict[tuple[Week, int], Decision]:
    """Return the decision in force for each of the weeks, by week and id of the area, as `decided_levels` does.

    Each comes with what it was based on.
    """
    if not weeks:
        return {}
    decisions = _in_force(ladder, weeks, as_of=as_of, areas=areas).select_related(*RELATED)
    taken = [(one.item.area_id, one.item.meeting.week_start, one) for one in decisions]
    return _carried_on(sorted(weeks), taken)


def decided_levels_in_weeks(
    ladder: LadderInTime, weeks: Collection[Week], *, as_of: datetime, areas: Iterable[Area]
) -> dict[tuple[Week, int], Level]:
    """Return only the level that was in force for each of the weeks, by week and id of the area."""
    if not weeks:
        return {}
    levels = {level.pk: level for version in ladder.versions for level in version.levels.all()}
    rows = _in_force(ladder, weeks, as_of=as_of, areas=areas).values_list(
        "item__area_id", "item__meeting__week_start", "level_id"
    )
    return _carried_on(sorted(weeks), [(area, monday, levels[level]) for area, monday, level in rows])


def _in_force(
    ladder: LadderInTime, weeks: Collection[Week], *, as_of: datetime, areas: Iterable[Area]
) -> DecisionQuerySet:
    of_areas = Decision.objects.filter(item__area__in=list(areas))
    found = of_areas.in_force_over_weeks(ladder.ladder.code, min(weeks), max(weeks), as_of=as_of)
    return found.order_by(*EARLIEST_FIRST)


def _carried_on(weeks: Sequence[Week], taken: Sequence[tuple[int, date, Taken]]) -> dict[tuple[Week, int], Taken]:
    """Let what was taken on an area stand from the week of its meeting up to that of the next one on it."""
    found: dict[tuple[Week, int], Taken] = {}
    standing: dict[int, Taken] = {}
    coming = list(reversed(taken))
    for week in weeks:
        while coming and coming[-1][1] <= week.start:
            area, _monday, one = coming.pop()
            standing[area] = one
        found.update({(week, area): one for area, one in standing.items()})
    return found

"""The decided levels of many weeks at once: one query for any number."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from dashboard.pages.levels import RELATED, UNREAD, LadderInTime
from ladder.models import Level
from ladder.weeks import Week
from meetings.models import Decision
from meetings.querysets import DecisionQuerySet
from regions.models import Area

FACTS = "item__assessment__facts"
EARLIEST_FIRST = ("item__meeting__week_start", "pk")
Found = TypeVar("Found")


@dataclass(frozen=True)
class Taken:
    """A level, and the id of the decision by which it is in force."""

    decision: int
    level: Level


def decided_in_weeks(
    ladder: LadderInTime,
    weeks: Collection[Week],
    *,
    as_of: datetime,
    areas: Iterable[Area],
    explained: bool = False,
) -> dict[tuple[Week, int], Decision]:
    """Return the decision in force for each of the weeks, by week and id of the area, as `decided_levels` does.

    Each comes with the level it was based on; only those that are to be `explained` bring the facts of it along.
    """
    if not weeks:
        return {}
    found = _in_force(ladder, weeks, as_of=as_of, areas=areas)
    unread = UNREAD if explained else (*UNREAD, FACTS)
    decisions = found.select_related(*RELATED).defer(*unread)
    taken = [(one.item.area_id, one.item.meeting.week_start, one) for one in decisions]
    return _carried_on(sorted(weeks), taken)


def taken_in_weeks(
    ladder: LadderInTime, weeks: Collection[Week], *, as_of: datetime, areas: Iterable[Area]
) -> dict[tuple[Week, int], Taken]:
    """Return only the level that was in force for each of the weeks, by week and id of the area."""
    if not weeks:
        return {}
    levels = {level.pk: level for version in ladder.versions for level in version.levels.all()}
    rows = _in_force(ladder, weeks, as_of=as_of, areas=areas).values_list(
        "item__area_id", "item__meeting__week_start", "pk", "level_id"
    )
    taken = [(area, monday, Taken(decision, levels[level])) for area, monday, decision, level in rows]
    return _carried_on(sorted(weeks), taken)


def load_decisions(taken: Iterable[Taken]) -> dict[int, Decision]:
    """Load the decisions that were taken, each with what it was based on, by id of the area. One query."""
    found = Decision.objects.filter(pk__in={one.decision for one in taken})
    decisions = found.select_related(*RELATED).defer(*UNREAD)
    return {decision.item.area_id: decision for decision in decisions}


def _in_force(
    ladder: LadderInTime, weeks: Collection[Week], *, as_of: datetime, areas: Iterable[Area]
) -> DecisionQuerySet:
    every, first, last = list(areas), min(weeks), max(weeks)
    found = Decision.objects.in_force_over_weeks(ladder.ladder, first, last, as_of=as_of, areas=every)
    return found.order_by(*EARLIEST_FIRST)


def _carried_on(weeks: Sequence[Week], taken: Sequence[tuple[int, date, Found]]) -> dict[tuple[Week, int], Found]:
    """Let what was taken on an area stand from the week of its meeting up to that of the next one on it."""
    found: dict[tuple[Week, int], Found] = {}
    standing: dict[int, Found] = {}
    coming = list(reversed(taken))
    for week in weeks:
        while coming and coming[-1][1] <= week.start:
            area, _monday, one = coming.pop()
            standing[area] = one
        found.update({(week, area): one for area, one in standing.items()})
    return found

"""Loading the levels of areas in weeks: what the pages show, for one page of an answer."""

from collections.abc import Sequence

from django.db.models import Q

from dashboard.api.asked import Asked
from dashboard.pages.decided_weeks import decided_in_weeks
from dashboard.pages.levels import RegionLevels, computed_levels
from ladder.known_levels import known_levels
from ladder.models import Assessment
from ladder.weeks import Week
from regions.models import Area

Place = tuple[Week, Area]


def load_computed(asked: Asked, places: Sequence[Place]) -> dict[tuple[Week, int], Assessment]:
    """Return the assessments of areas in weeks, by week and id of the area, in one query."""
    weeks, areas = {week for week, _area in places}, {area for _week, area in places}
    if asked.named is None:
        return computed_levels(asked.ladder, weeks, as_of=asked.as_of, areas=areas)
    found = known_levels(
        asked.ladder.versions, weeks, as_of=asked.as_of, named=asked.named, where=Q(area__in=areas)
    )
    return {(week, area): assessment for (area, week), assessment in found.items()}


def load_levels(asked: Asked, places: Sequence[Place]) -> list[tuple[Week, RegionLevels]]:
    """Return both levels of areas in weeks, in three queries for any number."""
    weeks, areas = {week for week, _area in places}, {area for _week, area in places}
    computed = load_computed(asked, places)
    decided = decided_in_weeks(asked.ladder, weeks, as_of=asked.as_of, areas=areas)
    return [
        (week, RegionLevels(area, computed.get((week, area.pk)), decided.get((week, area.pk))))
        for week, area in places
    ]

"""The levels that the overview shows: those of its week, and where each region stood in the weeks before it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from dashboard.pages.decided_weeks import Taken, load_decisions, taken_in_weeks
from dashboard.pages.kinds_of_level import COMPUTED, DECIDED
from dashboard.pages.levels import LadderInTime, RegionLevels, computed_at
from dashboard.pages.standings import LastChange, Standing, last_change, weeks_looked_at
from ladder.level_states import ABSENT, COMPLETE, UNDECIDED
from ladder.models import Assessment
from ladder.weeks import Week
from regions.models import Area


@dataclass(frozen=True)
class Levels:
    """All regions in one week.

    `show` is the kind of level that is shown: the one asked for, or else decided levels where there are any.
    `before` are the computed levels of the week before, by id of the area. `standings` are where each area stood,
    latest week first: by what was decided where decided levels are shown, by what was computed otherwise.
    """

    week: Week
    show: str
    regions: tuple[RegionLevels, ...]
    before: Mapping[int, Assessment]
    standings: Mapping[int, tuple[Standing, ...]]

    @property
    def anything_decided(self) -> bool:
        return any(region.decided for region in self.regions)

    def last_two(self, area: Area) -> tuple[Standing, Standing]:
        """Return where an area stands in the week, and where it stood in the week before."""
        now, before = self.standings[area.pk][:2]
        return now, before

    def change_of(self, area: Area) -> LastChange:
        return last_change(self.week, self.standings[area.pk])


def load_levels(
    ladder: LadderInTime, week: Week, show: str | None, *, as_of: datetime, areas: Sequence[Area]
) -> Levels:
    """Load a week with the weeks before it in three queries, however many there were."""
    weeks = weeks_looked_at(week)
    taken = taken_in_weeks(ladder, weeks, as_of=as_of, areas=areas)
    decided = load_decisions(one for (of_week, _area), one in taken.items() if of_week == week)
    shown = show or (DECIDED if decided else COMPUTED)
    looked_at = weeks[:2] if shown == DECIDED else weeks
    places = Q(week_start__in=[each.start for each in looked_at], area__in=areas)
    computed = computed_at(ladder, places, as_of=as_of, facts_of=weeks[:2])
    return Levels(
        week=week,
        show=shown,
        regions=tuple(RegionLevels(area, computed.get((week, area.pk)), decided.get(area.pk)) for area in areas),
        before={area.pk: computed[weeks[1], area.pk] for area in areas if (weeks[1], area.pk) in computed},
        standings=(
            _decided_history(taken, weeks, areas)
            if shown == DECIDED
            else _computed_history(computed, weeks, areas)
        ),
    )


def _computed_history(
    computed: Mapping[tuple[Week, int], Assessment], weeks: Sequence[Week], areas: Sequence[Area]
) -> dict[int, tuple[Standing, ...]]:
    stood = {place: Standing(found.level, found.state) for place, found in computed.items()}
    absent = Standing(None, ABSENT)
    return {area.pk: tuple(stood.get((week, area.pk), absent) for week in weeks) for area in areas}


def _decided_history(
    taken: Mapping[tuple[Week, int], Taken], weeks: Sequence[Week], areas: Sequence[Area]
) -> dict[int, tuple[Standing, ...]]:
    stood = {place: Standing(one.level, COMPLETE) for place, one in taken.items()}
    none = Standing(None, UNDECIDED)
    return {area.pk: tuple(stood.get((week, area.pk), none) for week in weeks) for area in areas}

"""The levels of many regions over many weeks, computed and decided, without the facts behind them.

`dashboard.pages.levels` loads the same levels of one week with everything that explains them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.pages.decided_weeks import decided_in_weeks
from dashboard.pages.levels import LadderInTime
from dashboard.pages.period import Period
from ladder.level_states import ABSENT, PROVISIONAL
from ladder.models import Assessment, Level
from ladder.weeks import Week
from meetings.models import Decision
from regions.models import Area

Place = tuple[int, Week]
"""Id of the area, and week."""


@dataclass(frozen=True)
class LevelsOfWeek:
    """One region in one week. `state` is that of the computed level, `absent` when nothing was computed.

    `decided` is the decision that was in force for the week, also when it was taken earlier.
    """

    computed: Level | None
    state: str
    decided: Decision | None

    @property
    def difference(self) -> int | None:
        """By how many steps the decided level is higher than the computed one; None without one of them.

        None too for a decided level above a provisional one, which is at least its number: it can still come up to
        the decided level, or above it.
        """
        if self.computed is None or self.decided is None:
            return None
        steps = self.decided.level.number - self.computed.number
        return None if steps > 0 and self.state == PROVISIONAL else steps


def load_levels_in_period(
    ladder: LadderInTime, period: Period, *, as_of: datetime, areas: Iterable[Area]
) -> dict[Place, LevelsOfWeek]:
    """Load both levels of every area and week of a period as they were known at `as_of`, in two queries."""
    every, weeks = list(areas), period.weeks
    computed = computed_in_weeks(ladder, weeks, as_of=as_of, areas=every)
    decided = decided_in_weeks(ladder, weeks, as_of=as_of, areas=every)
    return {
        (area.pk, week): LevelsOfWeek(*computed.get((area.pk, week), (None, ABSENT)), decided.get((week, area.pk)))
        for area in every
        for week in weeks
    }


def computed_in_weeks(
    ladder: LadderInTime, weeks: Sequence[Week], *, as_of: datetime, areas: Sequence[Area]
) -> dict[Place, tuple[Level | None, str]]:
    """Load the computed level of every area and week with its state, in one query; absent where there is none."""
    judges = {week: ladder.version_for(week) for week in weeks}
    levels = {level.pk: level for version in ladder.versions for level in version.levels.all()}
    rows = (
        Assessment.objects.known_at(as_of)
        .for_weeks(weeks)
        .filter(version__in=ladder.versions, area__in=areas)
        .values_list("area_id", "week_start", "version_id", "level_id", "state")
    )
    found = {}
    for area, monday, version, level, state in rows:
        judge = judges[Week(monday)]
        if judge is not None and judge.pk == version:
            found[area, Week(monday)] = (levels[level] if level else None, state)
    return found

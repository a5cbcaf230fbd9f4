"""Which level each region has on a day: the decided one, else the computed one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from ladder.models import Assessment, Ladder, LadderVersion, Level
from ladder.weeks import Week
from meetings.models import Decision
from regions.models import Area

SUNDAY = timedelta(days=6)  # a week is judged by the version in force on its Sunday (ladder.in_force)
WEEKS_BACK = 8  # a level that was computed longer ago says nothing about the day


@dataclass(frozen=True)
class LevelHere:
    """The level of a region; `since`: the day from which it was decided (None: it is computed)."""

    level: Level
    since: date | None = None

    @property
    def is_decided(self) -> bool:
        return self.since is not None


def decided_on(day: date, ladder: Ladder, *, as_of: datetime) -> dict[str, LevelHere]:
    """Return the decided levels that are valid on a day, by code of the area, in one query."""
    found = Decision.objects.in_force_for_week(ladder, Week.of(day), as_of=as_of, valid_by=day)
    decisions = found.select_related("level", "item__area")
    return {one.item.area.code: LevelHere(one.level, one.valid_from) for one in decisions}


def levels_on(
    day: date, versions: Sequence[LadderVersion], areas: Iterable[Area], *, as_of: datetime
) -> dict[str, LevelHere]:
    """Return the level of each area on a day, by code; without a decision the one computed last.

    `versions` come from `versions_of`. An area with neither is absent, and so is one of which the level that was
    computed last is unknown. One query, and one more when an area has no decided level.
    """
    decided, every = decided_on(day, versions[0].ladder, as_of=as_of), list(areas)
    if all(area.code in decided for area in every):
        return decided
    return {**_computed(day, versions, every, as_of=as_of), **decided}


def versions_of(ladder_code: str) -> list[LadderVersion]:
    """Return the adopted versions of a ladder with the ladder itself, oldest first, in one query."""
    adopted = LadderVersion.objects.filter(ladder__code=ladder_code, status=LadderVersion.Status.ADOPTED)
    return list(adopted.select_related("ladder").order_by("valid_from"))


def _computed(
    day: date, versions: Sequence[LadderVersion], areas: list[Area], *, as_of: datetime
) -> dict[str, LevelHere]:
    week = Week.of(day)
    weeks = (week.plus(-WEEKS_BACK).start, week.start)
    known = Assessment.objects.filter(_judged(versions), area__in=areas, week_start__range=weeks)
    newest: dict[str, Assessment] = {}
    for found in known.known_at(as_of).select_related("level", "area").defer("facts").order_by("week_start"):
        newest[found.area.code] = found
    return {code: LevelHere(found.level) for code, found in newest.items() if found.level}


def _judged(versions: Sequence[LadderVersion]) -> Q:
    """Return the filter that takes the assessments of each week from the version that judges it."""
    wanted = Q(pk=None)
    for version, follower in zip(versions, [*versions[1:], None], strict=True):
        weeks = Q(week_start__gte=version.valid_from - SUNDAY)
        if follower:
            weeks &= Q(week_start__lt=follower.valid_from - SUNDAY)
        wanted |= Q(version=version) & weeks
    return wanted


def level_labels(ladder_code: str) -> dict[int, str]:
    """Return the names of the levels by number, as the newest adopted version has them, in one query."""
    levels = Level.objects.filter(version__ladder__code=ladder_code, version__status=LadderVersion.Status.ADOPTED)
    return {level.number: level.label for level in levels.order_by("version__valid_from", "number")}

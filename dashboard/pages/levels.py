"""The levels of weeks, computed and decided: the one place that loads them for pages, downloads and API."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from ladder.in_force import version_for
from ladder.models import Assessment, Ladder, LadderVersion, Level, SignalUse
from ladder.weeks import Week
from meetings.models import Decision
from regions.models import Area


@dataclass(frozen=True)
class LadderInTime:
    """A ladder with its adopted versions, oldest first, each with its levels and signals."""

    ladder: Ladder
    versions: tuple[LadderVersion, ...]

    def version_for(self, week: Week) -> LadderVersion | None:
        """Return the version that judges a week; None before the first. Without a query."""
        return version_for(self.versions, week)

    def version_shown(self, week: Week) -> LadderVersion:
        """Return the version whose levels and signals a page of this week shows, also before the first one."""
        return self.version_for(week) or self.versions[0]

    def level(self, week: Week, number: int) -> Level | None:
        """Return the level with a number in the version shown for a week."""
        return next((level for level in self.version_shown(week).levels.all() if level.number == number), None)


@dataclass(frozen=True)
class RegionLevels:
    """One region in one week: what was computed and what is decided, side by side and never mixed."""

    area: Area
    computed: Assessment | None
    decided: Decision | None

    @property
    def computed_state(self) -> str:
        """The state of the computed level, `absent` when nothing was computed."""
        return self.computed.state if self.computed else "absent"

    @property
    def decided_state(self) -> str:
        return "complete" if self.decided else "undecided"


def load_ladder(code: str) -> LadderInTime | None:
    """Load a ladder with its adopted versions in three queries; None when there is none with that code."""
    uses = SignalUse.objects.select_related("signal").order_by("signal__order")
    versions = (
        LadderVersion.objects.filter(ladder__code=code, status=LadderVersion.Status.ADOPTED)
        .select_related("ladder")
        .prefetch_related("levels", Prefetch("uses", uses))
        .order_by("valid_from")
    )
    found = tuple(versions)
    return LadderInTime(found[0].ladder, found) if found else None


def computed_weeks(ladder: LadderInTime, *, as_of: datetime) -> list[Week]:
    """Return the weeks, earliest first, that had been computed by `as_of` with the version that judges them."""
    found = (
        Assessment.objects.filter(version__in=ladder.versions, as_of__lte=as_of)
        .order_by("week_start")
        .values_list("week_start", "version_id")
        .distinct()
    )
    return [Week(start) for start, version in found if _judges(ladder, Week(start), version)]


def computed_levels(
    ladder: LadderInTime, weeks: Iterable[Week], *, as_of: datetime, areas: Iterable[Area]
) -> dict[tuple[Week, int], Assessment]:
    """Load, in one query, the assessments that counted at `as_of`, by week and id of the area."""
    found = (
        Assessment.objects.known_at(as_of)
        .for_weeks(weeks)
        .filter(version__in=ladder.versions, area__in=list(areas))
        .select_related("level")
    )
    kept = {}
    for assessment in found:
        version = ladder.version_for(assessment.week)
        if version is not None and version.pk == assessment.version_id:
            assessment.version = version  # already loaded with all that explanations need
            kept[assessment.week, assessment.area_id] = assessment
    return kept


def decided_levels(ladder: LadderInTime, week: Week, *, as_of: datetime) -> dict[int, Decision]:
    """Load, in one query, the decisions in force for a week, by id of the area, with what they were based on."""
    found = Decision.objects.in_force_for_week(ladder.ladder.code, week, as_of=as_of).select_related(
        "level", "item__meeting", "item__assessment__level"
    )
    return {decision.item.area_id: decision for decision in found}


def load_region_levels(
    ladder: LadderInTime, week: Week, *, as_of: datetime, areas: Iterable[Area]
) -> list[RegionLevels]:
    """Load both levels of areas in two queries; each area gets a row, also without any level."""
    every = list(areas)
    computed = computed_levels(ladder, [week], as_of=as_of, areas=every)
    decided = decided_levels(ladder, week, as_of=as_of)
    return [RegionLevels(area, computed.get((week, area.pk)), decided.get(area.pk)) for area in every]


def _judges(ladder: LadderInTime, week: Week, version_id: int) -> bool:
    version = ladder.version_for(week)
    return version is not None and version.pk == version_id

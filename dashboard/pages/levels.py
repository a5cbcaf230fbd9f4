"""The levels of weeks, computed and decided: the one place that loads them for pages, downloads and API."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, OuterRef, Prefetch, Q, Subquery, When, prefetch_related_objects

from ladder.in_force import version_for
from ladder.level_states import computed_state, decided_state
from ladder.models import Assessment, Ladder, LadderVersion, Level, SignalUse
from ladder.weeks import Week
from meetings.models import Decision, Meeting
from regions.models import Area

RELATED = ("level", "item__meeting", "item__assessment__level")
"""What comes along with a decision: its level, and the meeting and the computed level behind it."""
# What a meeting keeps of the quality of its figures: long, and not needed to tell what it decided.
UNREAD = ("item__meeting__quality", "item__meeting__revisions")


@dataclass(frozen=True)
class LadderInTime:
    """A ladder with its adopted versions, oldest first, each with its levels and signals.

    `open_week` is the week of its meeting that is open, exercises left out; None without one.
    """

    ladder: Ladder
    versions: tuple[LadderVersion, ...]
    open_week: Week | None = None

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
        return computed_state(self.computed)

    @property
    def decided_state(self) -> str:
        return decided_state(self.decided)


def load_ladder(code: str) -> LadderInTime | None:
    """Load a ladder with its adopted versions in three queries; None when there is none with that code."""
    return load_ladder_among_others(code)[0]


def load_ladder_among_others(code: str) -> tuple[LadderInTime | None, list[Ladder]]:
    """Load a ladder as `load_ladder` does, and all ladders that have an adopted version, in the same queries.

    Each comes with its meeting settings, if it has any.
    """
    is_open = Meeting.objects.open().filter(ladder=OuterRef("ladder"), is_exercise=False)
    every = list(
        LadderVersion.objects.filter(status=LadderVersion.Status.ADOPTED)
        .select_related("ladder__meeting_settings")
        .annotate(open_week=Subquery(is_open.values("week_start")[:1]))
        .order_by("ladder__code", "valid_from")
    )
    versions = [version for version in every if version.ladder.code == code]
    uses = SignalUse.objects.select_related("signal").order_by("signal__order")
    prefetch_related_objects(versions, "levels", Prefetch("uses", uses))
    ladder = _in_time(versions) if versions else None
    return ladder, list({version.ladder_id: version.ladder for version in every}.values())


def _in_time(versions: Sequence[LadderVersion]) -> LadderInTime:
    open_week: date | None = versions[0].open_week  # type: ignore[attr-defined]  # annotated
    return LadderInTime(versions[0].ladder, tuple(versions), Week(open_week) if open_week else None)


def computed_levels(
    ladder: LadderInTime, weeks: Iterable[Week], *, as_of: datetime, areas: Iterable[Area]
) -> dict[tuple[Week, int], Assessment]:
    """Load, in one query, the assessments that counted at `as_of`, by week and id of the area."""
    mondays = [week.start for week in weeks]
    return computed_at(ladder, Q(week_start__in=mondays, area__in=list(areas)), as_of=as_of)


def computed_at(
    ladder: LadderInTime, places: Q, *, as_of: datetime, facts_of: Collection[Week] | None = None
) -> dict[tuple[Week, int], Assessment]:
    """Load the same of other `places`: a condition on `week_start` and `area` only. One query.

    With `facts_of` only the assessments of these weeks bring their facts along, which are most of the bytes.
    """
    known = Assessment.objects.filter(places, version__in=ladder.versions).known_at(as_of)
    if facts_of is not None:
        told = When(week_start__in=[week.start for week in facts_of], then="facts")
        known = known.defer("facts").annotate(facts_told=Case(told))
    levels = {level.pk: level for version in ladder.versions for level in version.levels.all()}
    kept = {}
    for assessment in known:
        version = ladder.version_for(assessment.week)
        if version is not None and version.pk == assessment.version_id:
            # Already loaded, with all that explanations need.
            assessment.version = version
            assessment.level = levels[assessment.level_id] if assessment.level_id else None
            if facts_of is not None and assessment.week in facts_of:
                assessment.facts = assessment.facts_told  # type: ignore[attr-defined]  # annotated
            kept[assessment.week, assessment.area_id] = assessment
    return kept


def decided_levels(ladder: LadderInTime, week: Week, *, as_of: datetime) -> dict[int, Decision]:
    """Load, in one query, the decisions in force for a week, by id of the area, with what they were based on."""
    found = Decision.objects.in_force_for_week(ladder.ladder, week, as_of=as_of)
    decisions = found.select_related(*RELATED).defer(*UNREAD)
    return {decision.item.area_id: decision for decision in decisions}


def load_region_levels(
    ladder: LadderInTime, week: Week, *, as_of: datetime, areas: Iterable[Area]
) -> list[RegionLevels]:
    """Load both levels of areas in two queries; each area gets a row, also without any level."""
    every = list(areas)
    computed = computed_levels(ladder, [week], as_of=as_of, areas=every)
    decided = decided_levels(ladder, week, as_of=as_of)
    return [RegionLevels(area, computed.get((week, area.pk)), decided.get(area.pk)) for area in every]

"""Loading the page of a region in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.pages.daily_figures import RegionFigures, load_figures
from dashboard.pages.levels import LadderInTime
from dashboard.pages.period import computed_span
from dashboard.pages.region import Region, level_in_force
from dashboard.pages.region_areas import RegionAreas, find_region, with_neighbours
from dashboard.pages.region_charts import histories_of, signals_with_values
from dashboard.pages.region_decided import decided_of
from dashboard.pages.region_events import region_marks
from dashboard.pages.region_levels import LevelsOfRegion, load_levels
from dashboard.pages.region_measures import load_taken_since, measures_for, taken_in
from dashboard.pages.region_meetings import MeetingsOnRegion, load_meetings_on
from dashboard.pages.region_municipalities import VALUE, Municipalities, municipal_signal, municipalities_of
from dashboard.pages.region_period import ALL, USUAL, LookBack, look_back
from dashboard.pages.region_routes import load_routes, load_waiting
from dashboard.pages.weeks import week_choice
from ladder.computed_weeks import computed_weeks
from ladder.models import Signal
from ladder.weeks import Week
from measures.models import MeasureInForce


@dataclass(frozen=True)
class Asked:
    """What the query string asks for; a week of None is the last computed one.

    `private`: whoever reads may know what was written for the meetings and which measures were taken.
    `kept_parameters` are the other parameters of the page, which choosing a week must not lose.
    """

    week: Week | None
    as_of: datetime
    private: bool
    period: str = USUAL
    sort: str = VALUE
    page: int = 1
    kept_parameters: tuple[tuple[str, str], ...] = ()


def load_region(code: str, ladder: LadderInTime, asked: Asked) -> Region:
    """Load the page in fourteen queries at most, beside those of the ladder."""
    areas = with_neighbours(find_region(code))
    weeks = computed_weeks(ladder.versions, as_of=asked.as_of)
    week = asked.week or (weeks[-1] if weeks else Week.last_full_before(asked.as_of.date()))
    period = look_back(asked.period, week, weeks[0] if weeks else None)
    levels = load_levels(ladder, areas, period, as_of=asked.as_of)
    signals, of_parts = signals_with_values(ladder, levels), municipal_signal(ladder.version_shown(week))
    figures = _figures(areas, signals, of_parts, levels.period, as_of=asked.as_of)
    meetings, taken = _for_members(areas, ladder, levels, asked)
    latest = meetings.latest if meetings else None
    routes = load_routes(levels.own, latest, as_of=asked.as_of) if asked.private else None
    return Region(
        ladder=ladder,
        areas=areas,
        week=week,
        weeks=week_choice(weeks, week),
        latest=weeks[-1] if weeks and weeks[-1] != week else None,
        levels=levels,
        decided=decided_of(levels, ladder, routes),
        waiting=load_waiting(levels.own, latest, routes or {}),
        histories=histories_of(signals, levels, figures),
        municipalities=_municipalities(areas, of_parts, levels, figures, asked.sort),
        marks=tuple(region_marks(ladder, levels, taken)),
        measures=measures_for(level_in_force(levels.own), as_of=asked.as_of),
        taken=tuple(taken_in(taken, week)) if asked.private else None,
        meetings=meetings,
        as_of=asked.as_of if "as_of" in dict(asked.kept_parameters) else None,
        kept_parameters=asked.kept_parameters,
    )


def load_period(ladder: LadderInTime, key: str, week: Week, *, as_of: datetime) -> LookBack:
    """Return the weeks of a chart up to a week; one query when all weeks are asked for."""
    span = computed_span(ladder, as_of=as_of) if key == ALL else None
    return look_back(key, week, span[0] if span else None)


def _figures(
    areas: RegionAreas,
    signals: Sequence[Signal],
    of_parts: Signal | None,
    period: LookBack,
    *,
    as_of: datetime,
) -> RegionFigures:
    """Load what was reported of the signals; over many weeks only what the municipalities need."""
    with_days = {signal.pk: signal for signal in signals} if period.with_days else {}
    if of_parts is not None:
        with_days[of_parts.pk] = of_parts
    return load_figures(areas.region.pk, areas.parts, with_days.values(), period.recent, as_of=as_of)


def _for_members(
    areas: RegionAreas, ladder: LadderInTime, levels: LevelsOfRegion, asked: Asked
) -> tuple[MeetingsOnRegion | None, list[MeasureInForce]]:
    """Load what was written for the meetings and which measures were taken, for readers who may know."""
    if not asked.private:
        return None, []
    weeks = levels.period.weeks
    meetings = load_meetings_on(areas.region, ladder.ladder, weeks[-1], page=asked.page, as_of=asked.as_of)
    return meetings, load_taken_since(areas.region, weeks[0], as_of=asked.as_of)


def _municipalities(
    areas: RegionAreas, signal: Signal | None, levels: LevelsOfRegion, figures: RegionFigures, sort: str
) -> Municipalities | None:
    if signal is None or not areas.municipalities:
        return None
    found = levels.own.computed.verdict.of(signal.code) if levels.own.computed else None
    bounds = found.bounds if found else ()
    weeks = levels.period.recent
    return municipalities_of(areas.municipalities, signal, weeks, figures, bounds=bounds, sort=sort)

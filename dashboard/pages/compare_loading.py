"""Loading a comparison: which areas, and their figures in one query."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q
from django.http import QueryDict

from dashboard.pages.compare import Comparison, regions_of
from dashboard.pages.compare_choice import Choice, read_choice_of
from dashboard.pages.compare_series import Series, country_points, region_points
from dashboard.pages.levels import LadderInTime, computed_levels
from dashboard.pages.period import Ends, Period, load_period
from ladder.models import Assessment, Signal
from ladder.weeks import Week
from regions.models import Area

COUNTRY_LOOK = 1  # regions take the looks after it, whether the country is there or not
USUAL_REGIONS = 3
Assessments = dict[tuple[Week, int], Assessment]


@dataclass(frozen=True)
class Asked:
    """What the query string asks for, as far as it can be read without the ladder."""

    query: QueryDict
    ends: Ends
    as_of: datetime
    kept_parameters: tuple[tuple[str, str], ...] = ()


def load_comparison(ladder: LadderInTime, asked: Asked) -> Comparison | None:
    """Load the comparison in a fixed number of queries; None when nothing had been computed yet."""
    period = load_period(ladder, asked.ends, as_of=asked.as_of)
    if period is None:
        return None
    areas = list(
        Area.objects.filter(Q(kind=Area.Kind.SAFETY_REGION) | Q(kind=Area.Kind.COUNTRY)).with_population_of_parts()
    )
    choice = read_choice_of(asked.query, ladder, areas)
    comparison = Comparison(
        ladder=ladder,
        period=period,
        choice=choice,
        areas=tuple(areas),
        series=(),
        as_of=asked.as_of if "as_of" in dict(asked.kept_parameters) else None,
        kept_parameters=asked.kept_parameters,
    )
    if choice.problem:
        return comparison
    return replace(comparison, series=_load_series(ladder, period, areas, choice, as_of=asked.as_of))


def _load_series(
    ladder: LadderInTime, period: Period, areas: Sequence[Area], choice: Choice, *, as_of: datetime
) -> tuple[Series, ...]:
    """Load the figures in one query: of the regions chosen, of all of them where the country is among them."""
    regions = regions_of(areas)
    chosen = [area for area in areas if area.code in (choice.codes or ())]
    needed = chosen if chosen and chosen == regions_of(chosen) else regions
    found = computed_levels(ladder, period.weeks, as_of=as_of, areas=needed)
    shown = chosen or _usual(areas, choice.signal, period.last, found)
    return tuple(_series(ladder, period, regions, choice, found, shown))


def _series(
    ladder: LadderInTime,
    period: Period,
    regions: Sequence[Area],
    choice: Choice,
    found: Assessments,
    shown: Sequence[Area],
) -> list[Series]:
    made: list[Series] = []
    level = choice.level.number if choice.level else None
    for area in sorted(shown, key=lambda area: (area.kind != Area.Kind.COUNTRY, area.name)):
        if area.kind == Area.Kind.COUNTRY:
            points = country_points(regions, choice.signal, period.weeks, found, ladder)
            look = COUNTRY_LOOK
        else:
            points = region_points(area, choice.signal, period.weeks, found)
            look = COUNTRY_LOOK + 1 + sum(one.area.kind != Area.Kind.COUNTRY for one in made)
        made.append(Series(area, look, points, level))
    return made


def _usual(areas: Sequence[Area], signal: Signal, week: Week, found: Assessments) -> list[Area]:
    """Return what is shown before anybody has chosen: the country and the regions with the highest values."""
    values = {area.pk: region_points(area, signal, [week], found)[0].value for area in regions_of(areas)}
    highest = sorted(regions_of(areas), key=lambda area: -(values[area.pk] or 0.0))[:USUAL_REGIONS]
    return [area for area in areas if area.kind == Area.Kind.COUNTRY or area in highest]

"""What surrounds an assessment: the weeks before it, and its neighbours. Loaded once for all areas."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from ladder.in_force import version_for
from ladder.known_levels import adopted_versions, known_levels
from ladder.models import Assessment
from ladder.weeks import Week, weeks_between
from regions.models import Area

WEEKS_BACK = 12


@dataclass(frozen=True)
class Context:
    """Assessments by id of the area and week, neighbours and number of inhabitants by id of the area.

    The assessments hold the `WEEKS_BACK` weeks before each explained one, and the neighbours in its own week.
    """

    assessments: Mapping[tuple[int, Week], Assessment] = field(default_factory=dict)
    neighbours: Mapping[int, Sequence[Area]] = field(default_factory=dict)
    inhabitants: Mapping[int, int | None] = field(default_factory=dict)

    def before(self, assessment: Assessment) -> Iterator[Assessment | None]:
        """Yield the assessments of the weeks before, latest first; None for a week that was not computed."""
        for back in range(1, WEEKS_BACK + 1):
            yield self.assessments.get((assessment.area_id, assessment.week.plus(-back)))


def load_context(assessments: Sequence[Assessment], *, as_of: datetime) -> Context:
    """Load what surrounds assessments of one ladder, as it was known at `as_of`: four queries for any number.

    Each earlier week is taken from the version that judges it. Assessments of a version that was asked for by name
    are compared with weeks of that same version. The assessments come with their version.
    """
    if not assessments:
        return Context()
    own = {assessment.area_id for assessment in assessments}
    neighbours = _neighbours(own)
    weeks = [assessment.week for assessment in assessments]
    beside = {area.pk for areas in neighbours.values() for area in areas}
    adopted = adopted_versions(assessments[0].version.ladder_id)
    found = known_levels(
        adopted,
        weeks_between(min(weeks).plus(-WEEKS_BACK), max(weeks)),
        as_of=as_of,
        named=next((a.version for a in assessments if a.version != version_for(adopted, a.week)), None),
        where=Q(area__in=own) | Q(area__in=beside, week_start__in={week.start for week in weeks}),
    )
    return Context(found, neighbours, _inhabitants(own))


def _neighbours(area_ids: set[int]) -> dict[int, list[Area]]:
    links = Area.neighbours.through.objects.filter(from_area__in=area_ids).select_related("to_area")
    found: dict[int, list[Area]] = defaultdict(list)
    for link in links.order_by("to_area__name"):
        found[link.from_area_id].append(link.to_area)
    return found


def _inhabitants(area_ids: set[int]) -> dict[int, int | None]:
    areas = Area.objects.filter(pk__in=area_ids).with_population_of_parts()
    return dict(areas.order_by().values_list("pk", "inhabitants"))  # type: ignore[misc]  # annotated

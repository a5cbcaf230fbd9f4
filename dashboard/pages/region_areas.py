"""A region with its municipalities and neighbours."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404

from regions.models import Area


@dataclass(frozen=True)
class RegionAreas:
    """A safety region, its municipalities and its neighbours, by name."""

    region: Area
    municipalities: tuple[Area, ...]
    neighbours: tuple[Area, ...] = ()

    @property
    def inhabitants(self) -> int | None:
        """Its own number of inhabitants, else that of its municipalities together; None when one is unknown."""
        if self.region.population is not None:
            return self.region.population
        people = [part.population for part in self.municipalities]
        return sum(found for found in people if found) if people and None not in people else None

    @property
    def parts(self) -> list[int]:
        """The ids of the municipalities."""
        return [part.pk for part in self.municipalities]


def find_region(code: str) -> RegionAreas:
    """Return a safety region with its municipalities in one query, or answer 404."""
    kinds = Q(kind=Area.Kind.SAFETY_REGION, code=code) | Q(kind=Area.Kind.MUNICIPALITY, parent__code=code)
    found = list(Area.objects.filter(kinds).order_by("name"))
    region = next((area for area in found if area.kind == Area.Kind.SAFETY_REGION), None)
    if region is None:
        raise Http404
    return RegionAreas(region, tuple(area for area in found if area != region))


def with_neighbours(areas: RegionAreas) -> RegionAreas:
    """Return the same with its neighbours: one more query."""
    neighbours = tuple(areas.region.neighbours.order_by("name"))
    return RegionAreas(areas.region, areas.municipalities, neighbours)

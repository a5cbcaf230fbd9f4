"""The map: the shapes of the newest drawing, coloured by level."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery

from ladder.models import Level
from regions.models import Area, MapDrawing, MapShape


@dataclass(frozen=True)
class MappedArea:
    """A safety region with its outline in the newest drawing; without one it stands in the table only."""

    area: Area
    path: str
    label_x: int
    label_y: int


@dataclass(frozen=True)
class Drawing:
    """All safety regions by code, and the size of the picture in units of its paths (0 without a drawing)."""

    areas: tuple[MappedArea, ...]
    width: int
    height: int
    source: str


def load_drawing() -> Drawing:
    """Load the safety regions with the shapes of the newest drawing, in one query."""
    newest = MapDrawing.objects.order_by("-loaded_at", "-pk").values("pk")[:1]
    shape = MapShape.objects.filter(drawing=Subquery(newest), area=OuterRef("pk"))
    areas: list[Any] = list(  # areas with the annotations below
        Area.objects.safety_regions()
        .annotate(shape_id=Subquery(shape.values("pk")[:1]))
        .annotate(shape=FilteredRelation("shapes", condition=Q(shapes__pk=F("shape_id"))))
        .annotate(path=F("shape__path"), label_x=F("shape__label_x"), label_y=F("shape__label_y"))
        .annotate(
            width=F("shape__drawing__width"),
            height=F("shape__drawing__height"),
            source=F("shape__drawing__source"),
        )
        .order_by("code")
    )
    drawn = tuple(MappedArea(area, area.path or "", area.label_x or 0, area.label_y or 0) for area in areas)
    width, height, source = next(
        ((area.width, area.height, area.source) for area in areas if area.width), (0, 0, "")
    )
    return Drawing(drawn, width, height, source)


@dataclass(frozen=True)
class Fill:
    """How a level is filled: its colour and a pattern of its own, so that colour is never the only sign."""

    level: Level
    pattern: str


PATTERNS = ("plain", "stripes", "crosshatch", "checks")


def fills(levels: Iterable[Level]) -> list[Fill]:
    """Give each level its pattern by its number; from the fourth level on the densest one."""
    return [Fill(level, pattern_of(level.number)) for level in levels]


def pattern_of(number: int) -> str:
    """Return the pattern of a level by its number."""
    return PATTERNS[min(number, len(PATTERNS)) - 1]

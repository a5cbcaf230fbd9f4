"""What can be asked of areas and drawings."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from regions.models import Area, MapDrawing


class AreaQuerySet(models.QuerySet["Area"]):
    """Areas by kind."""

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def safety_regions(self) -> Self:
        return self.of_kind("safety_region")

    def municipalities(self) -> Self:
        return self.of_kind("municipality")

    def with_population_of_parts(self) -> Self:
        """Annotate `inhabitants`: the area's own population, else the sum over its children (None: unknown)."""
        return self.annotate(
            inhabitants=models.functions.Coalesce("population", models.Sum("children__population"))
        )


class MapDrawingQuerySet(models.QuerySet["MapDrawing"]):
    """Drawings of the map."""

    def newest(self) -> "MapDrawing | None":
        """Return the drawing that was loaded last, with its shapes and their areas."""
        return self.prefetch_related("shapes__area").order_by("loaded_at", "pk").last()

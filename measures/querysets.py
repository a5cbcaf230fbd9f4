"""What can be asked of the list of measures."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from measures.models import Measure


class MeasureQuerySet(models.QuerySet["Measure"]):
    """Measures by level."""

    def for_level(self, number: int) -> Self:
        """Keep the measures that apply at a level, with their sector."""
        return self.filter(levels__number=number).select_related("sector")

"""What can be asked of the list of measures."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Window
from django.db.models.functions import RowNumber

from ladder.append_only import AppendOnlyQuerySet

if TYPE_CHECKING:
    from measures.models import CatalogueVersion, Measure, MeasureInForce, PublishedMeasure


class MeasureQuerySet(models.QuerySet["Measure"]):
    """Measures by level."""

    def for_level(self, number: int) -> Self:
        """Keep the measures that apply at a level, with their catalogue."""
        return self.filter(levels__number=number).select_related("catalogue")

    def with_all(self) -> Self:
        """Fetch terms, levels, steps and target groups along: all that `measures.entries.entry_of` needs."""
        terms = self.select_related("catalogue", "theme", "legal_instrument", "principle")
        return terms.prefetch_related("levels", "steps", "target_groups")


class MeasureInForceQuerySet(models.QuerySet["MeasureInForce"]):
    """Measures that regions have taken."""

    def on(self, day: date) -> Self:
        """Keep those in force on a day, with their measure; first and last day count."""
        in_force = self.filter(models.Q(until=None) | models.Q(until__gte=day), since__lte=day)
        return in_force.select_related("measure__catalogue")


class CatalogueVersionQuerySet(AppendOnlyQuerySet["CatalogueVersion"]):
    """Published versions."""

    def in_force(self, as_of: datetime) -> Self:
        """Keep, per catalogue, the version that was published last by a moment."""
        last_first = Window(RowNumber(), partition_by=["catalogue"], order_by=[F("number").desc()])
        return self.filter(published_at__lte=as_of).annotate(rank=last_first).filter(rank=1)


class PublishedMeasureQuerySet(AppendOnlyQuerySet["PublishedMeasure"]):
    """Measures as they were published."""

    def in_force(self, as_of: datetime) -> Self:
        """Keep the entries of the versions that were in force at a moment, with version and catalogue."""
        from measures.models import CatalogueVersion

        versions = CatalogueVersion.objects.in_force(as_of).values("pk")
        return self.filter(version__in=versions).select_related("version__catalogue")

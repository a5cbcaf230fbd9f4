"""What is in force where."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from measures.models.measures import Measure
from measures.querysets import MeasureInForceQuerySet
from regions.models import Area


class MeasureInForce(models.Model):
    """A measure that a region has taken: from when until when (both days count), on which decision and legal
    ground.

    With the country as its area it is national, and stands above what the regions have on the same theme. Entered
    by the region or the secretary; each change is in the history.
    """

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="in_force", verbose_name=_("measure"))
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("region"))
    since = models.DateField(_("in force from"))
    until = models.DateField(_("until and including"), null=True, blank=True)
    decided_in = models.CharField(
        _("on which decision"),
        max_length=200,
        blank=True,
        help_text=_("Such as a meeting or a regional decision."),
    )
    legal_basis = models.CharField(_("legal basis"), max_length=200, blank=True)
    cabinet_informed_on = models.DateField(_("cabinet informed on"), null=True, blank=True)
    deviation = models.TextField(_("how it deviates from the list"), blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    entered_at = models.DateTimeField(_("entered at"))

    history = HistoricalRecords()
    objects = models.Manager.from_queryset(MeasureInForceQuerySet)()

    class Meta:
        ordering = ["area__code", "since"]
        verbose_name = _("measure in force")
        verbose_name_plural = _("measures in force")
        permissions = [("enter_measures", _("Can enter which measures are in force"))]
        constraints = [
            models.UniqueConstraint(fields=["measure", "area", "since"], name="measure_in_force_once_per_start"),
            models.CheckConstraint(
                name="measure_in_force_ends_after_it_starts",
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.measure_id}"

"""The inspiration list: measures (instruments) per level and sector."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from measures.querysets import MeasureQuerySet


class Sector(models.Model):
    """The directorate's field to which a measure belongs, such as long-term care or youth."""

    code = models.SlugField(_("code"), max_length=50, unique=True)
    name = models.CharField(_("name"), max_length=100)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")

    def __str__(self) -> str:
        return self.name


class Measure(models.Model):
    """An entry of the list. Regions choose from it; nothing on it is an obligation."""

    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"))
    sector = models.ForeignKey(Sector, models.PROTECT, related_name="measures", verbose_name=_("sector"))
    is_example = models.BooleanField(
        _("example"), default=False, help_text=_("Written for demonstration; not from any real list.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    history = HistoricalRecords()
    objects = models.Manager.from_queryset(MeasureQuerySet)()

    class Meta:
        ordering = ["sector__order", "order", "title"]
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        constraints = [
            models.UniqueConstraint(fields=["sector", "title"], name="measure_title_once_per_sector"),
        ]

    def __str__(self) -> str:
        return self.title


class MeasureLevel(models.Model):
    """A level at which a measure applies, by number: numbers outlive ladder versions, whose levels are rows."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="levels")
    number = models.PositiveSmallIntegerField(_("level number"))

    history = HistoricalRecords()

    class Meta:
        ordering = ["number"]
        verbose_name = _("level of a measure")
        verbose_name_plural = _("levels of a measure")
        constraints = [
            models.UniqueConstraint(fields=["measure", "number"], name="measure_level_once"),
            models.CheckConstraint(name="measure_level_from_one", condition=models.Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return str(self.number)

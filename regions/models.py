"""Areas and the shapes by which the map draws them."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from regions.querysets import AreaQuerySet, MapDrawingQuerySet


class Area(models.Model):
    """A place that can have figures and a level; a tree by `parent`.

    `code` is the official one: `NL`, `VR01`…`VR25`, `GM0014`…; areas are matched by code, never by name,
    because names differ between sources ("Zuid-Limburg", "Limburg-Zuid"). `population` is in inhabitants;
    empty means unknown. A safety region has no population of its own: it is the sum of its municipalities.
    """

    class Kind(models.TextChoices):
        COUNTRY = "country", _("country")
        SAFETY_REGION = "safety_region", _("safety region")
        MUNICIPALITY = "municipality", _("municipality")
        INSTITUTION = "institution", _("institution")

    code = models.CharField(
        _("code"), max_length=20, unique=True, validators=[RegexValidator(r"^[A-Z]{2,4}[A-Z0-9]*$")]
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    name = models.CharField(_("name"), max_length=100)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    neighbours = models.ManyToManyField("self", blank=True, verbose_name=_("neighbours"))

    objects = models.Manager.from_queryset(AreaQuerySet)()

    class Meta:
        ordering = ["code"]
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        constraints = [
            models.CheckConstraint(
                name="area_only_the_country_has_no_parent",
                condition=models.Q(kind="country", parent=None)
                | (~models.Q(kind="country") & models.Q(parent__isnull=False)),
            ),
            models.CheckConstraint(
                name="area_population_is_positive",
                condition=models.Q(population=None) | models.Q(population__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MapDrawing(models.Model):
    """One complete set of shapes of the safety regions. The newest one is drawn; older ones stay."""

    source = models.CharField(_("source"), max_length=300)
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    loaded_at = models.DateTimeField(_("loaded at"))

    objects = models.Manager.from_queryset(MapDrawingQuerySet)()

    class Meta:
        verbose_name = _("map drawing")
        verbose_name_plural = _("map drawings")

    def __str__(self) -> str:
        return self.source


class MapShape(models.Model):
    """The outline of one area in one drawing: an SVG path and the point at which its label stands."""

    drawing = models.ForeignKey(MapDrawing, models.CASCADE, related_name="shapes")
    area = models.ForeignKey(Area, models.PROTECT, related_name="shapes")
    path = models.TextField(_("SVG path"))
    label_x = models.IntegerField()
    label_y = models.IntegerField()

    class Meta:
        verbose_name = _("map shape")
        verbose_name_plural = _("map shapes")
        constraints = [models.UniqueConstraint(fields=["drawing", "area"], name="map_shape_once_per_drawing")]

    def __str__(self) -> str:
        return f"{self.area_id}"

"""What is watched."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ladder.guards import Guard, GuardedModel
from ladder.models.frozen_versions import differ
from ladder.two_languages import in_readers_language

DEFINITION = ("code", "per", "frequency", "aggregation", "direction")
"""What gives the figures of a signal their meaning: kept once an adopted ladder version uses the signal."""

USED = (
    "EXISTS (SELECT 1 FROM ladder_signaluse JOIN ladder_ladderversion ON ladder_ladderversion.id = version_id"
    " WHERE signal_id = OLD.id AND status <> 'draft')"
)


class Signal(GuardedModel):
    """What is watched, and how its daily or weekly figures become one value per week.

    `per` is the population base (100,000 or 1,000,000); empty for a figure that is not divided by people.
    `unit` says on screen what one is looking at, e.g. "per 100.000 inwoners per 7 dagen".
    """

    class Frequency(models.TextChoices):
        DAILY = "daily", _("daily")
        WEEKLY = "weekly", _("weekly")

    class Aggregation(models.TextChoices):
        SUM = "sum", _("sum of the days, over all parts of the area")
        MEAN = "mean", _("mean of the days, of the area's own figures")
        LATEST = "latest", _("figure of the last day, of the area's own figures")

    class Direction(models.TextChoices):
        HIGHER_IS_WORSE = "higher_is_worse", _("higher is worse")
        LOWER_IS_WORSE = "lower_is_worse", _("lower is worse")

    guards: ClassVar[tuple[Guard, ...]] = (
        Guard(
            "UPDATE",
            f"({' OR '.join(map(differ, DEFINITION))}) AND {USED}",
            "is used by an adopted ladder version: its definition is kept, make a new signal",
        ),
    )

    code = models.SlugField(_("code"), max_length=50, unique=True)
    name = models.CharField(_("name (Dutch)"), max_length=100)
    name_en = models.CharField(_("name (English)"), max_length=100, blank=True)
    unit = models.CharField(_("unit (Dutch)"), max_length=100)
    unit_en = models.CharField(_("unit (English)"), max_length=100, blank=True)
    per = models.PositiveIntegerField(_("per number of inhabitants"), null=True, blank=True)
    frequency = models.CharField(_("frequency"), max_length=10, choices=Frequency, default=Frequency.DAILY)
    aggregation = models.CharField(_("weekly value"), max_length=10, choices=Aggregation, default=Aggregation.SUM)
    direction = models.CharField(
        _("direction"), max_length=20, choices=Direction, default=Direction.HIGHER_IS_WORSE
    )
    usually_incomplete_days = models.PositiveSmallIntegerField(
        _("days that are usually still incomplete"),
        default=0,
        help_text=_("A figure counts as final this many days after its day; until then its week is incomplete."),
    )
    minimum_population = models.PositiveIntegerField(
        _("too small below number of inhabitants"), null=True, blank=True
    )
    decimals = models.PositiveSmallIntegerField(_("decimals on screen"), default=1)
    source = models.CharField(_("source"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("signal")
        verbose_name_plural = _("signals")
        constraints = [
            models.CheckConstraint(
                name="signal_base_is_positive", condition=models.Q(per=None) | models.Q(per__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the reader's language; Dutch where there is no English one."""
        return in_readers_language(self.name, self.name_en)

    @property
    def unit_label(self) -> str:
        """The unit in the reader's language."""
        return in_readers_language(self.unit, self.unit_en)


class SignalStep(models.Model):
    """One step of an ordinal scale, for a signal that people judge: 1 "goed", 2 "matig", 3 "slecht".

    A signal with steps takes only their values.
    """

    signal = models.ForeignKey(Signal, models.CASCADE, related_name="steps", verbose_name=_("signal"))
    value = models.PositiveSmallIntegerField(_("value"))
    name = models.CharField(_("name (Dutch)"), max_length=100)
    name_en = models.CharField(_("name (English)"), max_length=100, blank=True)

    class Meta:
        ordering = ["signal", "value"]
        verbose_name = _("step of a scale")
        verbose_name_plural = _("steps of a scale")
        constraints = [models.UniqueConstraint(fields=["signal", "value"], name="signal_step_once")]

    def __str__(self) -> str:
        return f"{self.value} {self.label}"

    @property
    def label(self) -> str:
        """The name in the reader's language; Dutch where there is no English one."""
        return in_readers_language(self.name, self.name_en)

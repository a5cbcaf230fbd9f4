"""The route of the outcome through the cabinet: steps are data."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ladder.append_only import AppendOnlyModel, AppendOnlyQuerySet
from ladder.guards import Guard
from meetings.models.meetings import Meeting


class RouteStep(models.Model):
    """A step of the regular line (DOC, ACC, MCC), or a body asked only when the outcome is flagged for it."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=100)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_regular = models.BooleanField(
        _("on the regular line"), default=True, help_text=_("Off: only when the outcome is flagged for it.")
    )
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("step of the route")
        verbose_name_plural = _("steps of the route")

    def __str__(self) -> str:
        return self.name


class RouteEntry(AppendOnlyModel):
    """What happened to the outcome of a meeting at one step. The last entry of a step counts.

    `completes`: with this entry every regular step in use had agreed; what waited is in force from then.
    """

    class Outcome(models.TextChoices):
        FLAGGED = "flagged", _("to be discussed")
        AGREED = "agreed", _("agreed")
        NOTED = "noted", _("taken note of")
        RETURNED = "returned", _("sent back")

    guards: ClassVar[tuple[Guard, ...]] = AppendOnlyModel.guards

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="route_entries")
    step = models.ForeignKey(RouteStep, models.PROTECT, related_name="+", verbose_name=_("step"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    held_on = models.DateField(_("date"))
    remarks = models.TextField(_("remarks"), blank=True)
    completes = models.BooleanField(_("completes the route"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    objects = models.Manager.from_queryset(AppendOnlyQuerySet["RouteEntry"])()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("entry of the route")
        verbose_name_plural = _("entries of the route")

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.step_id} {self.outcome}"

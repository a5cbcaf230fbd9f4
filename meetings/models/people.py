"""Who speaks for which region, and who sits at the table."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ladder.guards import Guard, GuardedModel
from meetings.models.frozen import frozen_with_meeting
from meetings.models.meetings import Meeting
from meetings.querysets import AreaMembershipQuerySet
from regions.models import Area


class AreaMembership(models.Model):
    """From when until when an account speaks for an area. Both days count; empty `until`: still does."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="area_memberships", verbose_name=_("account")
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="memberships", verbose_name=_("area"))
    since = models.DateField(_("from"))
    until = models.DateField(_("until and including"), null=True, blank=True)

    objects = models.Manager.from_queryset(AreaMembershipQuerySet)()

    class Meta:
        ordering = ["area__code", "since"]
        verbose_name = _("membership of an area")
        verbose_name_plural = _("memberships of areas")
        constraints = [
            models.UniqueConstraint(fields=["user", "area", "since"], name="area_membership_once_per_start"),
            models.CheckConstraint(
                name="area_membership_ends_after_it_starts",
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.area_id}"


class Participant(GuardedModel):
    """A seat at the table of one meeting: by function and organisation, never by a personal name."""

    guards: ClassVar[tuple[Guard, ...]] = frozen_with_meeting()

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="participants")
    function = models.CharField(_("function"), max_length=100)
    organisation = models.CharField(_("organisation"), max_length=100, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account"),
    )
    has_vote = models.BooleanField(_("has a vote"), default=True)
    is_present = models.BooleanField(_("present"), default=False)

    class Meta:
        ordering = ["organisation", "function"]
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "function", "organisation"], name="participant_once_per_meeting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.function}, {self.organisation}" if self.organisation else self.function

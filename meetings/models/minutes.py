"""What was adopted, and the errata on it."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ladder.append_only import AppendOnlyModel, AppendOnlyQuerySet
from ladder.guards import Guard, GuardedModel
from ladder.models import Level
from meetings.models.agenda import AgendaItem
from meetings.models.frozen import refuse_into_adopted
from meetings.models.meetings import Meeting


class Minutes(AppendOnlyModel):
    """What was adopted, as one JSON document with its SHA-256, made in the same transaction as the adoption.

    `content` is text, not a JSON field: a database may write JSON differently from how it got it (order, numbers),
    and the SHA-256 is over exactly these characters in UTF-8. `meetings.documents.canonical` reads it back.
    """

    guards: ClassVar[tuple[Guard, ...]] = (*AppendOnlyModel.guards, refuse_into_adopted("NEW.meeting_id"))

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes")
    content = models.TextField(_("content"))
    sha256 = models.CharField("SHA-256", max_length=64)

    objects = models.Manager.from_queryset(AppendOnlyQuerySet["Minutes"])()

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")

    def __str__(self) -> str:
        return f"{self.meeting_id}"


class Erratum(GuardedModel):
    """A mistake found in adopted minutes, beside them: the minutes themselves stay as they are.

    Written by one person, adopted by another one where four eyes are asked; frozen then. With a region and a
    `level` its adoption makes a new decision, which is in force from `valid_from`; else it corrects text only.
    """

    guards: ClassVar[tuple[Guard, ...]] = (
        Guard(
            "INSERT",
            "NOT EXISTS (SELECT 1 FROM meetings_meeting WHERE id = NEW.meeting_id AND status = 'adopted')",
            "is on a meeting that has not been adopted",
        ),
        Guard(
            "INSERT",
            "NEW.item_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM meetings_agendaitem"
            " WHERE id = NEW.item_id AND meeting_id = NEW.meeting_id)",
            "is on a region of another meeting",
        ),
        Guard("UPDATE", "OLD.adopted_at IS NOT NULL", "has been adopted and is frozen"),
        Guard("DELETE", "OLD.adopted_at IS NOT NULL", "has been adopted and is frozen"),
        Guard("TRUNCATE"),
    )

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="errata")
    number = models.PositiveSmallIntegerField(_("number"))
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="errata", verbose_name=_("region")
    )
    wrong = models.TextField(_("what stands there"))
    right = models.TextField(_("what it must be"))
    level = models.ForeignKey(
        Level, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("corrected level")
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("written at"))
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    adopted_at = models.DateTimeField(_("adopted at"), null=True, blank=True)

    if TYPE_CHECKING:
        meeting_id: int
        item_id: int | None
        written_by_id: int

    class Meta:
        ordering = ["meeting", "number"]
        verbose_name = _("erratum")
        verbose_name_plural = _("errata")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="erratum_number_once"),
            models.CheckConstraint(
                name="erratum_level_has_region_and_date",
                condition=models.Q(level=None, valid_from=None)
                | models.Q(level__isnull=False, valid_from__isnull=False, item__isnull=False),
            ),
            models.CheckConstraint(
                name="erratum_adopted_by_somebody",
                condition=models.Q(adopted_at=None, adopted_by=None)
                | models.Q(adopted_at__isnull=False, adopted_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.number}"

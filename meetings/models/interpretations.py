"""The duiding."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ladder.append_only import AppendOnlyModel
from ladder.guards import Guard
from meetings.models.agenda import AgendaItem
from meetings.models.frozen import refuse_into_adopted
from meetings.querysets import InterpretationQuerySet


class Interpretation(AppendOnlyModel):
    """The duiding of one region in one meeting. Each save is a new version; the highest number counts."""

    guards: ClassVar[tuple[Guard, ...]] = (*AppendOnlyModel.guards, refuse_into_adopted())

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="interpretations")
    number = models.PositiveIntegerField(_("version"))
    text = models.TextField(_("duiding"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("written at"))

    objects = models.Manager.from_queryset(InterpretationQuerySet)()

    if TYPE_CHECKING:
        item_id: int

    class Meta:
        ordering = ["item", "number"]
        verbose_name = _("duiding")
        verbose_name_plural = _("duidingen")
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="interpretation_number_once")]

    def __str__(self) -> str:
        return f"{self.item_id} v{self.number}"

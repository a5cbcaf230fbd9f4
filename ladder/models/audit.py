"""Who did what, when and from where: the trail of everything that people change on this site."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from ladder.append_only import AppendOnlyModel
from ladder.models.ladders import Ladder
from ladder.querysets import AuditQuerySet
from regions.models import Area


class AuditEntry(AppendOnlyModel):
    """One thing that was done, written in the transaction that did it; see `ladder.audit.record`.

    `action` is a verb known to `ladder.audit.verbs`. `actor` is the account's name as it was; empty: the system
    itself. `address` is the network address it came from; empty for commands and tasks. `area`, `ladder` and
    `week_start` say to which story it belongs; `before` and `after` hold the fields that changed (null: none).
    """

    at = models.DateTimeField(_("at"), db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("account")
    )
    actor = models.CharField(_("who"), max_length=150, blank=True)
    address = models.GenericIPAddressField(_("from where"), null=True)
    action = models.CharField(_("what"), max_length=50, db_index=True)
    object_type = models.CharField(_("kind of object"), max_length=100)
    object_id = models.CharField(_("object"), max_length=50)
    object_label = models.CharField(_("name of the object"), max_length=200, blank=True)
    ladder = models.ForeignKey(Ladder, models.PROTECT, null=True, related_name="+", verbose_name=_("ladder"))
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+", verbose_name=_("area"))
    week_start = models.DateField(_("week from"), null=True)
    before = models.JSONField(_("before"), null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(_("after"), null=True, encoder=DjangoJSONEncoder)

    objects = models.Manager.from_queryset(AuditQuerySet)()

    if TYPE_CHECKING:
        area_id: int | None

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit trail")
        indexes = [
            models.Index(fields=["week_start", "area"], name="audit_story"),
            models.Index(fields=["object_type", "object_id"], name="audit_object"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.action}"

"""Contradictions that were looked at and left standing."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ladder.append_only import AppendOnlyModel, AppendOnlyQuerySet


class Acceptance(AppendOnlyModel):
    """A contradiction that an editor accepts, with the reason.

    `contradiction` is its identity: the rule and the keys of its entries; `fingerprint` is made of what
    contradicts. When one of the entries changes on that point the fingerprint is another one, and it has to be
    looked at again.
    """

    contradiction = models.CharField(_("contradiction"), max_length=200, db_index=True)
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    objects = models.Manager.from_queryset(AppendOnlyQuerySet["Acceptance"])()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("accepted contradiction")
        verbose_name_plural = _("accepted contradictions")
        constraints = [
            models.UniqueConstraint(fields=["contradiction", "fingerprint"], name="acceptance_once"),
            models.CheckConstraint(name="acceptance_has_a_reason", condition=~models.Q(reason="")),
        ]

    def __str__(self) -> str:
        return self.contradiction

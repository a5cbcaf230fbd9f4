"""The one mail before a meeting."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.meetings import Meeting


class Digest(models.Model):
    """The digest of one meeting as it is sent: made once, when the agenda closes."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="digest")
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    html = models.TextField("HTML")
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")

    def __str__(self) -> str:
        return self.subject


class DigestDelivery(models.Model):
    """One addressee of a digest: a task that is begun again goes on with those not sent yet."""

    digest = models.ForeignKey(Digest, models.PROTECT, related_name="deliveries")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        verbose_name = _("delivery of a digest")
        verbose_name_plural = _("deliveries of a digest")
        constraints = [models.UniqueConstraint(fields=["digest", "user"], name="digest_delivery_once_per_user")]

    def __str__(self) -> str:
        return f"{self.digest_id} {self.user_id}"

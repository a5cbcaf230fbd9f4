"""Spreadsheets that were sent in and wait for somebody's yes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ladder.models.observations import ImportBatch


class SpreadsheetUpload(models.Model):
    """A spreadsheet between its preview and its acceptance. `batch` is set once it was accepted.

    The content is kept so that exactly what was previewed is stored, and nothing has to be sent twice.
    """

    file_name = models.CharField(_("file name"), max_length=300)
    sha256 = models.CharField("SHA-256", max_length=64)
    content = models.BinaryField(_("content"))
    uploaded_at = models.DateTimeField(_("uploaded at"))
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    batch = models.OneToOneField(ImportBatch, models.PROTECT, null=True, blank=True, related_name="upload")

    class Meta:
        ordering = ["-uploaded_at"]
        verbose_name = _("uploaded spreadsheet")
        verbose_name_plural = _("uploaded spreadsheets")
        permissions = [("send_figures", _("Can send in figures by spreadsheet"))]

    def __str__(self) -> str:
        return self.file_name

"""Figures as they were reported, and the imports that brought them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ladder.append_only import AppendOnlyModel, AppendOnlyQuerySet
from ladder.querysets import ObservationQuerySet
from regions.models import Area


class ImportBatch(AppendOnlyModel):
    """One import of one file: where it came from and what became of its rows.

    `rows_read = rows_stored + rows_unchanged + rows_refused`. A file of the wrong kind leaves a batch with status
    `refused` and its `problem`. `remarks` name what is noteworthy and no error, such as missing regions.
    """

    class Status(models.TextChoices):
        STORED = "stored", _("stored")
        REFUSED = "refused", _("refused")

    source = models.SlugField(_("source"), max_length=50)
    file_name = models.CharField(_("file name"), max_length=300)
    sha256 = models.CharField("SHA-256", max_length=64)
    reported_at = models.DateTimeField(_("reported at"))
    imported_at = models.DateTimeField(_("imported at"))
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("imported by")
    )
    status = models.CharField(_("status"), max_length=10, choices=Status)
    problem = models.TextField(_("problem"), blank=True)
    remarks = models.JSONField(_("remarks"), default=list)
    rows_read = models.PositiveIntegerField(_("rows read"), default=0)
    rows_stored = models.PositiveIntegerField(_("rows stored"), default=0)
    rows_unchanged = models.PositiveIntegerField(_("rows unchanged"), default=0)
    rows_refused = models.PositiveIntegerField(_("rows refused"), default=0)

    objects = models.Manager.from_queryset(AppendOnlyQuerySet["ImportBatch"])()

    class Meta:
        ordering = ["-imported_at", "-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.CheckConstraint(
                name="import_batch_rows_add_up",
                condition=models.Q(
                    rows_read=models.F("rows_stored") + models.F("rows_unchanged") + models.F("rows_refused")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} · {self.file_name}"


class RefusedRow(AppendOnlyModel):
    """A row of a file that was not stored, with the reason. `line` counts from 1, the header being line 1."""

    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="refused_rows")
    line = models.PositiveIntegerField(_("line"))
    reason = models.CharField(_("reason"), max_length=300)

    objects = models.Manager.from_queryset(AppendOnlyQuerySet["RefusedRow"])()

    class Meta:
        ordering = ["batch", "line"]
        verbose_name = _("refused row")
        verbose_name_plural = _("refused rows")

    def __str__(self) -> str:
        return f"{self.line}: {self.reason}"


class Observation(AppendOnlyModel):
    """One reported figure. A revision is a new row; what counts at a moment is the row reported last by then.

    `date` is the day to which the figure belongs; for a weekly signal the Monday of its week. `reported_at` is the
    moment from which the figure was known. `value` is the raw figure: counts, not per inhabitants. `note` is what
    somebody wrote beside a figure that people judge.
    """

    # No index of their own: figures are read by signal and date, and each index costs every import a quarter.
    signal = models.ForeignKey("ladder.Signal", models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_index=False)
    date = models.DateField(_("date"))
    value = models.FloatField(_("value"))
    note = models.CharField(_("note"), max_length=500, blank=True, default="", db_default="")
    reported_at = models.DateTimeField(_("reported at"))
    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="observations")

    objects = models.Manager.from_queryset(ObservationQuerySet)()

    class Meta:
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        constraints = [
            # Also the index by which a week is read.
            models.UniqueConstraint(
                fields=["signal", "date", "area", "reported_at", "batch"], name="observation_once_per_batch"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signal_id} {self.area_id} {self.date}: {self.value}"

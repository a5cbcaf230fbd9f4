"""Work that was asked for and must not get lost when a worker is killed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ladder.models.ladders import Ladder, LadderVersion


class RecomputeJob(models.Model):
    """A request to recompute one week of one chunk of areas, in one transaction that also sets `finished_at`.

    The message to the worker may get lost with the worker; this row does not, and is picked up again.
    `version` is empty for the version in force; `chunk` is one of `ladder.actions.spread`, empty for all areas.
    `as_of` is the data cut-off; when it equals `requested_at` the cut-off is the moment at which the job is done.
    """

    ladder = models.ForeignKey(Ladder, models.PROTECT, related_name="+")
    version = models.ForeignKey(LadderVersion, models.PROTECT, null=True, blank=True, related_name="+")
    week_start = models.DateField(_("week from"))
    chunk = models.PositiveIntegerField(_("chunk of areas"), null=True, blank=True)
    as_of = models.DateTimeField(_("figures reported until"))
    requested_at = models.DateTimeField(_("requested at"))
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        ordering = ["requested_at", "pk"]
        verbose_name = _("recompute job")
        verbose_name_plural = _("recompute jobs")
        indexes = [
            models.Index(
                fields=["week_start"], condition=models.Q(finished_at=None), name="unfinished_recompute_jobs"
            ),
            # Jobs that were asked for together have one cut-off; there are ever more of others.
            models.Index(fields=["as_of"], name="recompute_jobs_by_cut_off"),
        ]

    def __str__(self) -> str:
        return f"{self.ladder_id} {self.week_start}"

"""Computed levels."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ladder.append_only import AppendOnlyModel
from ladder.engine.verdicts import Verdict
from ladder.models.ladders import LadderVersion, Level
from ladder.querysets import AssessmentQuerySet
from ladder.weeks import Week
from regions.models import Area


class Assessment(AppendOnlyModel):
    """The computed level of an area for a week, with everything needed to follow why.

    `as_of` is the data cut-off: only figures reported by then were seen. What counts at a moment is the row with
    the latest cut-off by then. `level` is empty when the level is unknown. `facts` is the engine's verdict
    (`ladder.engine.verdicts.Verdict.as_facts`): per signal the weekly value, its state, its signal values.
    """

    class State(models.TextChoices):
        COMPLETE = "complete", _("complete")
        PROVISIONAL = "provisional", _("provisional")
        UNKNOWN = "unknown", _("unknown")

    # Without an index of its own: it is the first column of `assessment_once_per_run`. Given both, PostgreSQL
    # takes the shorter one for a new version, and then reads all its levels for every chunk of areas.
    version = models.ForeignKey(LadderVersion, models.PROTECT, related_name="assessments", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="assessments")
    week_start = models.DateField(_("week from"))
    as_of = models.DateTimeField(_("figures reported until"))
    computed_at = models.DateTimeField(_("computed at"))
    level = models.ForeignKey(Level, models.PROTECT, null=True, related_name="+", verbose_name=_("level"))
    state = models.CharField(_("state"), max_length=12, choices=State)
    facts = models.JSONField(_("facts"))

    objects = models.Manager.from_queryset(AssessmentQuerySet)()

    if TYPE_CHECKING:
        version_id: int
        area_id: int
        level_id: int | None

    class Meta:
        ordering = ["week_start", "area__code"]
        verbose_name = _("computed level")
        verbose_name_plural = _("computed levels")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "week_start", "area", "as_of", "computed_at"], name="assessment_once_per_run"
            ),
            models.CheckConstraint(
                name="assessment_unknown_has_no_level",
                condition=models.Q(state="unknown", level=None)
                | (~models.Q(state="unknown") & models.Q(level__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.week}: {self.level_id}"

    @property
    def week(self) -> Week:
        return Week(self.week_start)

    @cached_property
    def verdict(self) -> Verdict:
        """What the engine said, read from `facts`."""
        return Verdict.from_facts(self.facts)

"""Proposed and decided levels, with the reason for a deviation and the votes."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ladder.append_only import AppendOnlyModel, AppendOnlyQuerySet
from ladder.guards import Guard
from ladder.models import Assessment, Level
from ladder.two_languages import in_readers_language
from meetings.models.agenda import AgendaItem
from meetings.models.frozen import refuse_into_adopted
from meetings.models.meetings import Meeting
from meetings.querysets import DecisionQuerySet


class DeviationReason(models.Model):
    """A kind of reason to deviate from the computed level, such as capacity or a cluster. Edited in the admin."""

    code = models.SlugField(_("code"), max_length=50, unique=True)
    name = models.CharField(_("name (Dutch)"), max_length=100)
    name_en = models.CharField(_("name (English)"), max_length=100, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("can be chosen"), default=True)

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("reason for deviating")
        verbose_name_plural = _("reasons for deviating")

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return in_readers_language(self.name, self.name_en)


class Decision(AppendOnlyModel):
    """A level for a region from a date, proposed or decided. Within a meeting and stage the last one counts.

    A decided level is in force once its meeting is adopted; one that waits for its route once that is completed.
    Reason and kind of reason are obligatory when the level is not the computed one. Votes are given all three or
    not at all. A decision under an adopted meeting exists only with the erratum that it carries out.
    """

    class Stage(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        DECIDED = "decided", _("decided")

    guards: ClassVar[tuple[Guard, ...]] = (
        *AppendOnlyModel.guards,
        refuse_into_adopted(unless="NEW.erratum_id IS NOT NULL"),
        Guard(
            "INSERT",
            "(TRIM(NEW.reason) = '' OR NEW.deviation_id IS NULL)"
            " AND NOT EXISTS (SELECT 1 FROM meetings_agendaitem i"
            " JOIN ladder_assessment a ON a.id = i.assessment_id"
            " WHERE i.id = NEW.item_id AND a.level_id = NEW.level_id)",
            "needs a reason: the level is not the computed one",
        ),
        Guard(
            "INSERT",
            "NEW.valid_from < (SELECT m.week_start FROM meetings_agendaitem i"
            " JOIN meetings_meeting m ON m.id = i.meeting_id WHERE i.id = NEW.item_id)",
            "cannot be valid before the week of its meeting",
        ),
        Guard(
            "INSERT",
            "NOT EXISTS (SELECT 1 FROM meetings_agendaitem i JOIN meetings_meeting m ON m.id = i.meeting_id"
            " JOIN ladder_level l ON l.id = NEW.level_id JOIN ladder_ladderversion v ON v.id = l.version_id"
            " WHERE i.id = NEW.item_id AND v.ladder_id = m.ladder_id)",
            "has a level of another ladder",
        ),
        Guard(
            "INSERT",
            "NEW.erratum_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM meetings_erratum e"
            " WHERE e.id = NEW.erratum_id AND e.item_id = NEW.item_id AND e.level_id = NEW.level_id"
            " AND e.valid_from = NEW.valid_from AND e.adopted_at IS NOT NULL)",
            "carries out no adopted erratum on this region, level and day",
        ),
    )

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="decisions")
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.DECIDED)
    level = models.ForeignKey(Level, models.PROTECT, related_name="+", verbose_name=_("level"))
    valid_from = models.DateField(_("valid from"))
    next_review = models.DateField(_("next review"), null=True, blank=True)
    deviation = models.ForeignKey(
        DeviationReason,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kind of reason for deviating"),
    )
    reason = models.TextField(_("reason"), blank=True)
    votes_for = models.PositiveSmallIntegerField(_("for"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("against"), null=True, blank=True)
    abstentions = models.PositiveSmallIntegerField(_("abstained"), null=True, blank=True)
    minority_note = models.TextField(_("minority note"), blank=True)
    waits_for_route = models.BooleanField(
        _("waits for its route"), default=False, help_text=_("In force only once the route is completed.")
    )
    erratum = models.OneToOneField(
        "meetings.Erratum", models.PROTECT, null=True, blank=True, related_name="decision"
    )
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided at"))

    objects = models.Manager.from_queryset(DecisionQuerySet)()

    if TYPE_CHECKING:
        item_id: int
        level_id: int
        deviation_id: int | None
        erratum_id: int | None
        decided_by_id: int

    class Meta:
        ordering = ["item", "pk"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(
                name="decision_votes_all_or_none",
                condition=models.Q(votes_for=None, votes_against=None, abstentions=None)
                | models.Q(votes_for__isnull=False, votes_against__isnull=False, abstentions__isnull=False),
            ),
            models.CheckConstraint(
                name="decision_review_after_start",
                condition=models.Q(next_review=None) | models.Q(next_review__gt=models.F("valid_from")),
            ),
            models.CheckConstraint(
                name="decision_of_erratum_is_decided",
                condition=models.Q(erratum=None) | models.Q(stage="decided"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.level_id}"

    @property
    def basis(self) -> Assessment | None:
        """The computed level that lay before the meeting, whatever was computed since; None: there was none."""
        return self.item.assessment

    @property
    def differs(self) -> bool:
        """Whether it is another level than the computed one: see `AgendaItem.deviates`.

        Without a query once the item and its assessment are loaded.
        """
        return self.item.deviates(self.level_id)

    @property
    def has_votes(self) -> bool:
        return self.votes_for is not None


class Approval(AppendOnlyModel):
    """Somebody checked the decisions of a meeting as they stood: the second pair of eyes.

    `fingerprint` is the SHA-256 over the decisions that counted at that moment; a later decision makes the
    approval void, because the fingerprint is another one then.
    """

    guards: ClassVar[tuple[Guard, ...]] = (*AppendOnlyModel.guards, refuse_into_adopted("NEW.meeting_id"))

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="approvals")
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    objects = models.Manager.from_queryset(AppendOnlyQuerySet["Approval"])()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("check of the decisions")
        verbose_name_plural = _("checks of the decisions")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "by", "fingerprint"], name="approval_once_per_state"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.by_id}"

"""What regions say: in the round before the meeting, and in answer to questions that are handed back to them."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ladder.append_only import AppendOnlyModel, AppendOnlyQuerySet
from ladder.guards import Guard
from ladder.models import Level, Signal
from meetings.models.agenda import AgendaItem
from meetings.models.frozen import refuse_into_adopted
from meetings.querysets import RegionQuestionQuerySet, RegionResponseQuerySet


class RegionResponse(AppendOnlyModel):
    """What a region says of its computed level before the meeting. Each save is a new version; the last one
    counts.

    `receipt` is the code under which the region can refer to it.
    """

    class View(models.TextChoices):
        CONFIRMS = "confirms", _("The figures are right.")
        REPORTS_ERROR = "reports_error", _("There is an error in the figures.")

    guards: ClassVar[tuple[Guard, ...]] = (*AppendOnlyModel.guards, refuse_into_adopted())

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="responses")
    number = models.PositiveIntegerField(_("version"))
    view = models.CharField(_("the figures"), max_length=20, choices=View)
    error_signal = models.ForeignKey(
        Signal,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("signal with the error"),
    )
    error_text = models.TextField(_("what is wrong"), blank=True)
    context = models.TextField(_("context"), blank=True)
    proposed_level = models.ForeignKey(
        Level, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("proposed level")
    )
    proposal_reason = models.TextField(_("reason for the proposal"), blank=True)
    receipt = models.CharField(_("receipt"), max_length=20, unique=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(_("given at"))

    objects = models.Manager.from_queryset(RegionResponseQuerySet)()

    if TYPE_CHECKING:
        item_id: int
        proposed_level_id: int | None

    class Meta:
        ordering = ["item", "number"]
        verbose_name = _("response of a region")
        verbose_name_plural = _("responses of regions")
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="region_response_number_once"),
            models.CheckConstraint(
                name="region_response_error_has_text",
                condition=models.Q(view="confirms", error_text="", error_signal=None)
                | (models.Q(view="reports_error") & ~models.Q(error_text="")),
            ),
            models.CheckConstraint(
                name="region_response_proposal_has_reason",
                condition=models.Q(proposed_level=None) | ~models.Q(proposal_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.receipt

    @property
    def reports_error(self) -> bool:
        return self.view == self.View.REPORTS_ERROR


class RegionQuestion(AppendOnlyModel):
    """A question handed back to a region, during its meeting or after it, to be answered by a day."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="questions")
    text = models.TextField(_("question"))
    due_on = models.DateField(_("answer by"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked at"))

    objects = models.Manager.from_queryset(RegionQuestionQuerySet)()

    if TYPE_CHECKING:
        item_id: int
        latest_answers: list["RegionAnswer"]

    class Meta:
        ordering = ["pk"]
        verbose_name = _("question to a region")
        verbose_name_plural = _("questions to regions")

    def __str__(self) -> str:
        return f"{self.item_id} {self.pk}"

    @property
    def answer(self) -> "RegionAnswer | None":
        """The last answer; the question must come from `with_answers`."""
        return next(iter(self.latest_answers), None)


class RegionAnswer(AppendOnlyModel):
    """The answer of a region to a question. A later one supersedes it."""

    question = models.ForeignKey(RegionQuestion, models.PROTECT, related_name="answers")
    text = models.TextField(_("answer"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(_("answered at"))

    objects = models.Manager.from_queryset(AppendOnlyQuerySet["RegionAnswer"])()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("answer of a region")
        verbose_name_plural = _("answers of regions")

    def __str__(self) -> str:
        return f"{self.question_id} {self.pk}"

"""What is on the agenda: the regions, why a region is discussed, and points of another kind."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from ladder.append_only import AppendOnlyModel, AppendOnlyQuerySet
from ladder.guards import Guard
from ladder.models import Assessment
from meetings.models.frozen import refuse_into_adopted
from meetings.models.meetings import Meeting
from meetings.querysets import AgendaItemQuerySet
from regions.models import Area

if TYPE_CHECKING:
    from meetings.models.decisions import Decision
    from meetings.models.interpretations import Interpretation
    from meetings.models.round import RegionResponse


class AgendaItem(AppendOnlyModel):
    """One region on the agenda, pinned to the assessment on which the meeting was opened (None: none computed).

    `in_force` is the decision that was in force for the region at that moment (None: none).
    """

    guards: ClassVar[tuple[Guard, ...]] = (*AppendOnlyModel.guards, refuse_into_adopted("NEW.meeting_id"))

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, models.PROTECT, null=True, related_name="+")
    in_force = models.ForeignKey("meetings.Decision", models.PROTECT, null=True, related_name="+")

    objects = models.Manager.from_queryset(AgendaItemQuerySet)()

    if TYPE_CHECKING:
        meeting_id: int
        area_id: int
        assessment_id: int | None
        in_force_id: int | None
        latest_interpretations: list["Interpretation"]
        latest_decisions: list["Decision"]
        latest_responses: list["RegionResponse"]

    class Meta:
        ordering = ["area__code"]
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        constraints = [models.UniqueConstraint(fields=["meeting", "area"], name="agenda_item_once_per_area")]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.area_id}"

    def deviates(self, level_id: int) -> bool:
        """Whether a level for this region is another one than the computed level that lies before the meeting.

        So it is too where that level is unknown, or none was computed: then people alone give the level, and a
        reason is as obligatory; the guard of `Decision` asks the same. Figures that came in later change nothing
        here: `LevelsOfWeek.difference` in the dashboard compares with those.
        """
        return self.assessment is None or self.assessment.level_id != level_id

    @property
    def interpretation(self) -> "Interpretation | None":
        """The version of the duiding that counts; the item must come from `with_latest`."""
        return next(iter(self.latest_interpretations), None)

    @property
    def decision(self) -> "Decision | None":
        """The decision that counts; the item must come from `with_latest`."""
        return self._latest("decided")

    @property
    def proposal(self) -> "Decision | None":
        """The level that was proposed last; the item must come from `with_latest`."""
        return self._latest("proposed")

    def _latest(self, stage: str) -> "Decision | None":
        return next((found for found in self.latest_decisions if found.stage == stage), None)

    @property
    def response(self) -> "RegionResponse | None":
        """What the region said last in the region round; the item must come from `with_latest`."""
        return next(iter(self.latest_responses), None)

    @property
    def differs(self) -> bool:
        """Whether what counts was decided and `Decision.differs`; the item must come from `with_latest`."""
        return self.decision is not None and self.decision.differs


class AgendaReason(AppendOnlyModel):
    """Why a region is discussed. Most are found when the meeting is opened; people can add theirs until it is
    adopted.

    `facts` holds what the sentence on screen is made of (figures, levels by number); `text` what somebody typed.
    An objection of the region is not stored here: it follows from its last `RegionResponse`.
    """

    class Code(models.TextChoices):
        UNKNOWN = "unknown", _("level unknown")
        PROVISIONAL = "provisional", _("level provisional")
        DIFFERS = "differs", _("computed level differs from the level in force")
        NEAR_BOUND = "near_bound", _("near a signal value")
        FAST_GROWTH = "fast_growth", _("fast growth")
        QUESTION = "question", _("question to the region is open or answered")
        ASKED = "asked", _("asked for")
        LIFTED = "lifted", _("lifted out of the consent agenda")

    guards: ClassVar[tuple[Guard, ...]] = (*AppendOnlyModel.guards, refuse_into_adopted())

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="agenda_reasons")
    code = models.CharField(_("why"), max_length=20, choices=Code)
    facts = models.JSONField(_("facts"), default=dict, encoder=DjangoJSONEncoder)
    text = models.TextField(_("text"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"))

    objects = models.Manager.from_queryset(AppendOnlyQuerySet["AgendaReason"])()

    if TYPE_CHECKING:
        item_id: int

    class Meta:
        ordering = ["pk"]
        verbose_name = _("reason to discuss")
        verbose_name_plural = _("reasons to discuss")

    def __str__(self) -> str:
        return f"{self.item_id} {self.code}"


class AgendaPoint(AppendOnlyModel):
    """A point on the agenda that is not a region, such as a report from the field."""

    guards: ClassVar[tuple[Guard, ...]] = (*AppendOnlyModel.guards, refuse_into_adopted("NEW.meeting_id"))

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="points")
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    objects = models.Manager.from_queryset(AppendOnlyQuerySet["AgendaPoint"])()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("agenda point")
        verbose_name_plural = _("agenda points")

    def __str__(self) -> str:
        return self.title

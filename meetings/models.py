"""The inschalingsoverleg: a weekly meeting, its agenda, the duiding and the decisions, and frozen minutes."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ladder.append_only import AppendOnlyModel, AppendOnlyQuerySet
from ladder.guards import Guard, GuardedModel
from ladder.models import Assessment, Ladder, Level
from ladder.weeks import Week
from meetings.querysets import AgendaItemQuerySet, DecisionQuerySet, InterpretationQuerySet, MeetingQuerySet
from regions.models import Area

ADOPTED = "has been adopted and is frozen"
_MEETING_OF_ITEM = "(SELECT meeting_id FROM meetings_agendaitem WHERE id = NEW.item_id)"


def _refuse_into_adopted(meeting: str) -> Guard:
    """No new row under an adopted meeting; `meeting` is the SQL that finds its id."""
    return Guard(
        "INSERT",
        f"EXISTS (SELECT 1 FROM meetings_meeting WHERE id = {meeting} AND status = 'adopted')",
        "belongs to a meeting that has been adopted",
    )


class Meeting(GuardedModel):
    """One inschalingsoverleg: it judges the figures of one week and is frozen once adopted.

    `as_of` is the data cut-off with which the agenda was pinned. The database refuses an adoption without minutes.
    """

    class Status(models.TextChoices):
        PREPARATION = "preparation", _("preparation")
        IN_SESSION = "in_session", _("in session")
        ADOPTED = "adopted", _("adopted")

    guards: ClassVar[tuple[Guard, ...]] = (
        Guard("UPDATE", "OLD.status = 'adopted'", ADOPTED),
        Guard(
            "UPDATE",
            "NEW.status = 'adopted' AND NOT EXISTS (SELECT 1 FROM meetings_minutes WHERE meeting_id = NEW.id)",
            "cannot be adopted without minutes",
        ),
        Guard("DELETE", "OLD.status = 'adopted'", ADOPTED),
        Guard("TRUNCATE", "EXISTS (SELECT 1 FROM meetings_meeting WHERE status = 'adopted')", ADOPTED),
    )

    ladder = models.ForeignKey(Ladder, models.PROTECT, related_name="meetings")
    week_start = models.DateField(_("figures of the week from"))
    held_on = models.DateField(_("held on"))
    next_on = models.DateField(_("next meeting"))
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.PREPARATION)
    as_of = models.DateTimeField(_("figures reported until"))
    opened_at = models.DateTimeField(_("opened at"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    adopted_at = models.DateTimeField(_("adopted at"), null=True, blank=True)
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = models.Manager.from_queryset(MeetingQuerySet)()

    class Meta:
        ordering = ["-week_start"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        permissions = [
            ("run_meeting", _("Can open, run and adopt a meeting")),
            ("write_interpretation", _("Can write the duiding")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["ladder", "week_start"], name="meeting_one_per_week"),
            models.CheckConstraint(
                name="meeting_adopted_has_a_moment",
                condition=models.Q(status="adopted", adopted_at__isnull=False)
                | (~models.Q(status="adopted") & models.Q(adopted_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.week}"

    @property
    def week(self) -> Week:
        return Week(self.week_start)

    @property
    def is_adopted(self) -> bool:
        return self.status == self.Status.ADOPTED


class AgendaItem(AppendOnlyModel):
    """One region on the agenda, pinned to the assessment on which the meeting was opened (None: none computed)."""

    guards: ClassVar[tuple[Guard, ...]] = (*AppendOnlyModel.guards, _refuse_into_adopted("NEW.meeting_id"))

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, models.PROTECT, null=True, related_name="+")

    objects = models.Manager.from_queryset(AgendaItemQuerySet)()

    if TYPE_CHECKING:
        meeting_id: int
        area_id: int
        assessment_id: int | None
        latest_interpretations: list["Interpretation"]
        latest_decisions: list["Decision"]

    class Meta:
        ordering = ["area__code"]
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        constraints = [models.UniqueConstraint(fields=["meeting", "area"], name="agenda_item_once_per_area")]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.area_id}"

    @property
    def interpretation(self) -> "Interpretation | None":
        """The version of the duiding that counts; the item must come from `with_latest`."""
        return next(iter(self.latest_interpretations), None)

    @property
    def decision(self) -> "Decision | None":
        """The decision that counts; the item must come from `with_latest`."""
        return next(iter(self.latest_decisions), None)

    @property
    def differs(self) -> bool:
        """Whether the decided level is not the computed one; the item must come from `with_latest`."""
        computed = self.assessment.level_id if self.assessment else None
        return self.decision is not None and self.decision.level_id != computed


class Interpretation(AppendOnlyModel):
    """The duiding of one region in one meeting. Each save is a new version; the highest number counts."""

    guards: ClassVar[tuple[Guard, ...]] = (*AppendOnlyModel.guards, _refuse_into_adopted(_MEETING_OF_ITEM))

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="interpretations")
    number = models.PositiveIntegerField(_("version"))
    text = models.TextField(_("duiding"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("written at"))

    objects = models.Manager.from_queryset(InterpretationQuerySet)()

    if TYPE_CHECKING:
        item_id: int

    class Meta:
        ordering = ["item", "number"]
        verbose_name = _("duiding")
        verbose_name_plural = _("duidingen")
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="interpretation_number_once")]

    def __str__(self) -> str:
        return f"{self.item_id} v{self.number}"


class Decision(AppendOnlyModel):
    """The level that the meeting gives a region, from a date. Within a meeting the last one counts.

    It is in force once its meeting is adopted. `reason` is obligatory when the level is not the computed one; the
    database refuses a decision without it.
    """

    guards: ClassVar[tuple[Guard, ...]] = (
        *AppendOnlyModel.guards,
        _refuse_into_adopted(_MEETING_OF_ITEM),
        Guard(
            "INSERT",
            "TRIM(NEW.reason) = '' AND NOT EXISTS (SELECT 1 FROM meetings_agendaitem i"
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
    )

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="decisions")
    level = models.ForeignKey(Level, models.PROTECT, related_name="+", verbose_name=_("level"))
    valid_from = models.DateField(_("valid from"))
    reason = models.TextField(_("reason"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided at"))

    objects = models.Manager.from_queryset(DecisionQuerySet)()

    if TYPE_CHECKING:
        item_id: int
        level_id: int

    class Meta:
        ordering = ["item", "pk"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")

    def __str__(self) -> str:
        return f"{self.item_id}: {self.level_id}"


class Minutes(AppendOnlyModel):
    """What was adopted, as one JSON document with its SHA-256, made in the same transaction as the adoption.

    `content` is text, not a JSON field: a database may write JSON differently from how it got it (order, numbers),
    and the SHA-256 is over exactly these characters in UTF-8. `meetings.documents.canonical` reads it back.
    """

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes")
    content = models.TextField(_("content"))
    sha256 = models.CharField("SHA-256", max_length=64)

    objects = models.Manager.from_queryset(AppendOnlyQuerySet["Minutes"])()

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")

    def __str__(self) -> str:
        return f"{self.meeting_id}"

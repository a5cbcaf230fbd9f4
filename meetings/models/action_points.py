"""Actions and reports from the field, per theme."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ladder.models import Ladder
from meetings.models.agenda import AgendaPoint
from meetings.models.meetings import Meeting
from meetings.querysets import ActionPointQuerySet
from regions.models import Area


class Theme(models.Model):
    """A theme under which actions and reports are kept. Edited in the admin."""

    code = models.SlugField(_("code"), max_length=50, unique=True)
    name = models.CharField(_("name"), max_length=100)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("can be chosen"), default=True)

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def __str__(self) -> str:
        return self.name


class ActionPoint(models.Model):
    """An agreement with an owner (trekker) and a due date, or a subject kept for later (voorraadagenda).

    `owner` is a function or directorate, never a personal name. Each change is in the audit trail.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        DONE = "done", _("done")
        LATER = "later", _("kept for later")
        DROPPED = "dropped", _("dropped")

    ladder = models.ForeignKey(Ladder, models.PROTECT, related_name="action_points")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="action_points", verbose_name=_("theme"))
    title = models.CharField(_("action"), max_length=200)
    text = models.TextField(_("explanation"), blank=True)
    owner = models.CharField(
        _("owner"), max_length=100, blank=True, help_text=_("A function or directorate, not a person's name.")
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="action_points", verbose_name=_("meeting")
    )
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("region")
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("made at"))
    changed_at = models.DateTimeField(_("changed at"))

    objects = models.Manager.from_queryset(ActionPointQuerySet)()

    if TYPE_CHECKING:
        theme_id: int

    class Meta:
        ordering = ["theme__order", "due_on", "pk"]
        verbose_name = _("action point")
        verbose_name_plural = _("action points")
        constraints = [
            models.CheckConstraint(
                name="action_point_open_has_owner_and_date",
                condition=~models.Q(state="open") | (~models.Q(owner="") & models.Q(due_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class FieldReport(models.Model):
    """A signal from the field, made concrete: a problem in execution (where) or in policy (what kind, what
    instead).

    It can become a point on the agenda or an action.
    """

    class Kind(models.TextChoices):
        EXECUTION = "execution", _("execution")
        POLICY = "policy", _("policy")

    class Policy(models.TextChoices):
        NONE = "none", _("there is no policy")
        UNCLEAR = "unclear", _("the policy is unclear")
        WRONG = "wrong", _("the policy is wrong")

    ladder = models.ForeignKey(Ladder, models.PROTECT, related_name="field_reports")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="field_reports", verbose_name=_("theme"))
    kind = models.CharField(_("problem in"), max_length=10, choices=Kind)
    title = models.CharField(_("in one sentence"), max_length=200)
    text = models.TextField(_("what is going on"), blank=True)
    area = models.ForeignKey(
        Area,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality or region"),
    )
    provider = models.CharField(_("provider"), max_length=100, blank=True)
    policy = models.CharField(_("the policy"), max_length=10, choices=Policy, blank=True)
    proposal = models.TextField(_("proposal"), blank=True)
    agenda_point = models.OneToOneField(
        AgendaPoint, models.PROTECT, null=True, blank=True, related_name="field_report"
    )
    action_point = models.OneToOneField(
        ActionPoint, models.PROTECT, null=True, blank=True, related_name="field_report"
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(_("reported at"))

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("report from the field")
        verbose_name_plural = _("reports from the field")
        constraints = [
            models.CheckConstraint(
                name="field_report_is_concrete",
                condition=models.Q(kind="execution", policy="")
                & (models.Q(area__isnull=False) | ~models.Q(provider=""))
                | (models.Q(kind="policy") & ~models.Q(policy="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

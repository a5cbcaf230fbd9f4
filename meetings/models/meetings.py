"""A weekly meeting."""

from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from ladder.guards import Guard, GuardedModel
from ladder.models import Ladder
from ladder.weeks import Week
from meetings.models.frozen import ADOPTED
from meetings.querysets import MeetingQuerySet

EXERCISE_SUFFIX = "-oefening"


class Meeting(GuardedModel):
    """One inschalingsoverleg: it judges the figures of one week and is frozen once adopted.

    `as_of` is the data cut-off with which the agenda was pinned; `quality` and `revisions` are what the quality
    gate and the revision report said then. The agenda takes points until `agenda_closes_at`; `agenda_closed_at`
    says when it really closed. An exercise has no effect on any level in force. The database refuses an adoption
    without minutes.
    """

    class Status(models.TextChoices):
        PREPARATION = "preparation", _("preparation")
        IN_SESSION = "in_session", _("in session")
        ADOPTED = "adopted", _("adopted")

    guards: ClassVar[tuple[Guard, ...]] = (
        Guard("INSERT", "NEW.status = 'adopted'", "cannot begin as adopted"),
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
    is_exercise = models.BooleanField(_("exercise"), default=False)
    held_on = models.DateField(_("held on"))
    next_on = models.DateField(_("next meeting"))
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.PREPARATION)
    as_of = models.DateTimeField(_("figures reported until"))
    quality = models.JSONField(_("quality of the figures at opening"), default=list, encoder=DjangoJSONEncoder)
    revisions = models.JSONField(_("revisions known at opening"), default=list, encoder=DjangoJSONEncoder)
    agenda_closes_at = models.DateTimeField(_("agenda closes at"), null=True, blank=True)
    agenda_closed_at = models.DateTimeField(_("agenda closed at"), null=True, blank=True)
    opened_at = models.DateTimeField(_("opened at"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    adopted_at = models.DateTimeField(_("adopted at"), null=True, blank=True)
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = models.Manager.from_queryset(MeetingQuerySet)()

    class Meta:
        ordering = ["-week_start", "is_exercise"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        permissions = [
            ("run_meeting", _("Can open, run and adopt a meeting")),
            ("write_interpretation", _("Can write the duiding")),
            ("propose_level", _("Can propose a level")),
            ("approve_decisions", _("Can check the decisions of a meeting (four eyes)")),
            ("answer_for_region", _("Can answer for the areas of which one is a member")),
            ("ask_for_agenda", _("Can put something on the agenda")),
            ("keep_actions", _("Can keep the action list")),
            ("report_from_field", _("Can report signals from the field")),
            ("record_route", _("Can record what became of the outcome along its route")),
            ("write_erratum", _("Can write errata")),
            ("send_digest", _("Can close the agenda and send the digest")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["ladder", "week_start", "is_exercise"], name="meeting_one_per_week"),
            models.CheckConstraint(
                name="meeting_adopted_has_a_moment",
                condition=models.Q(status="adopted", adopted_at__isnull=False)
                | (~models.Q(status="adopted") & models.Q(adopted_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def week(self) -> Week:
        return Week(self.week_start)

    @property
    def key(self) -> str:
        """Return the name in addresses: `2020-W39`, `2020-W39-oefening` for an exercise."""
        return f"{self.week}{EXERCISE_SUFFIX}" if self.is_exercise else str(self.week)

    @property
    def is_adopted(self) -> bool:
        return self.status == self.Status.ADOPTED

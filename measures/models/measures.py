"""The entries of the lists, as editors work on them."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from measures.models.catalogues import Catalogue
from measures.models.terms import Decider, LegalInstrument, MeasureTheme, Principle, TargetGroup
from measures.querysets import MeasureQuerySet

SCORE = (MinValueValidator(1), MaxValueValidator(5))


def _score_or_none(field: str) -> models.Q:
    return models.Q(**{field: None}) | models.Q(**{f"{field}__range": (1, 5)})


class Measure(models.Model):
    """An entry of a list, as the draft has it. Regions choose from the list; nothing on it is an obligation.

    `key` stays the same in all versions, exports and imports. `stance` says how far it goes on its theme, from no
    restriction to closure. `notice_days` is how long before it starts people must know. Effect and burden are
    scores from 1 to 5 with a text; empty: not judged yet. A withdrawn entry stays, with the reason.
    """

    class Stance(models.IntegerChoices):
        NONE = 0, _("no restriction")
        ADVICE = 1, _("advice")
        RESTRICTION = 2, _("restriction")
        CLOSURE = 3, _("closure")

    class Status(models.TextChoices):
        PROPOSAL = "proposal", _("proposal")
        AGREED = "agreed", _("agreed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Icon(models.TextChoices):
        GENERAL = "general", _("general")
        VISIT = "visit", _("visit")
        TEST = "test", _("test")
        PROTECTION = "protection", _("protection")
        DAY_ACTIVITY = "day_activity", _("day activities")
        CHILD_CARE = "child_care", _("child care")
        SCHOOL = "school", _("school")
        GATHERING = "gathering", _("gathering")
        SPORT = "sport", _("sport")
        HORECA = "horeca", _("hospitality")
        CARE = "care", _("care")
        COMMUNICATION = "communication", _("communication")
        ENFORCEMENT = "enforcement", _("enforcement")
        TRANSPORT = "transport", _("transport")

    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    catalogue = models.ForeignKey(Catalogue, models.PROTECT, related_name="measures", verbose_name=_("catalogue"))
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"))
    theme = models.ForeignKey(MeasureTheme, models.PROTECT, related_name="measures", verbose_name=_("theme"))
    stance = models.PositiveSmallIntegerField(_("stance"), choices=Stance, default=Stance.ADVICE)
    target_groups = models.ManyToManyField(
        TargetGroup, blank=True, related_name="measures", verbose_name=_("target groups")
    )
    setting = models.CharField(_("setting"), max_length=100, blank=True)
    decider = models.CharField(_("who decides"), max_length=20, choices=Decider, default=Decider.REGION)
    legal_instrument = models.ForeignKey(
        LegalInstrument,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name=_("legal instrument"),
    )
    article = models.CharField(_("article"), max_length=200, blank=True)
    notice_days = models.PositiveSmallIntegerField(_("notice period in days"), default=0)
    effect = models.PositiveSmallIntegerField(_("expected effect (1–5)"), null=True, blank=True, validators=SCORE)
    effect_text = models.TextField(_("expected effect in words"), blank=True)
    burden = models.PositiveSmallIntegerField(_("societal burden (1–5)"), null=True, blank=True, validators=SCORE)
    burden_text = models.TextField(_("societal burden in words"), blank=True)
    principle = models.ForeignKey(
        Principle, models.PROTECT, null=True, blank=True, related_name="measures", verbose_name=_("principle")
    )
    owner = models.CharField(
        _("owner"), max_length=100, blank=True, help_text=_("A directorate or function, not a person's name.")
    )
    source = models.CharField(_("source"), max_length=300, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PROPOSAL)
    withdrawn_because = models.TextField(_("withdrawn because"), blank=True)
    icon = models.CharField(_("icon"), max_length=20, choices=Icon, default=Icon.GENERAL)
    is_example = models.BooleanField(
        _("example"), default=False, help_text=_("Written for demonstration; not from any real list.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    history = HistoricalRecords(m2m_fields=[target_groups])
    objects = models.Manager.from_queryset(MeasureQuerySet)()

    class Meta:
        ordering = ["catalogue__order", "order", "title"]
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        constraints = [
            models.UniqueConstraint(fields=["catalogue", "title"], name="measure_title_once_per_catalogue"),
            models.CheckConstraint(name="measure_stance", condition=models.Q(stance__range=(0, 3))),
            models.CheckConstraint(name="measure_effect_score", condition=_score_or_none("effect")),
            models.CheckConstraint(name="measure_burden_score", condition=_score_or_none("burden")),
            models.CheckConstraint(
                name="measure_withdrawn_has_a_reason",
                condition=models.Q(status="withdrawn") & ~models.Q(withdrawn_because="")
                | ~models.Q(status="withdrawn") & models.Q(withdrawn_because=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class MeasureLevel(models.Model):
    """A level at which a measure applies, by number: numbers outlive ladder versions, whose levels are rows."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="levels")
    number = models.PositiveSmallIntegerField(_("level number"))

    history = HistoricalRecords()

    class Meta:
        ordering = ["number"]
        verbose_name = _("level of a measure")
        verbose_name_plural = _("levels of a measure")
        constraints = [
            models.UniqueConstraint(fields=["measure", "number"], name="measure_level_once"),
            models.CheckConstraint(name="measure_level_from_one", condition=models.Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return str(self.number)


class MeasureStep(models.Model):
    """A step of the route by which a measure is taken: what is done, and with which partner."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField(_("step"))
    text = models.CharField(_("what is done"), max_length=200)
    partner = models.CharField(_("partner to consult"), max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["number"]
        verbose_name = _("step of the route of a measure")
        verbose_name_plural = _("steps of the route of a measure")
        constraints = [
            models.UniqueConstraint(fields=["measure", "number"], name="measure_step_once"),
            models.CheckConstraint(name="measure_step_from_one", condition=models.Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.text}"

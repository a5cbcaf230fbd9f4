"""Rounds in which named groups react to a draft."""

from datetime import date

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ladder.append_only import AppendOnlyModel, AppendOnlyQuerySet
from measures.models.catalogues import Catalogue
from measures.models.measures import Measure


class ReactionRound(models.Model):
    """A draft that is out for reaction until and including a day. It closes by itself after that day.

    `content` is the draft as it was sent round (`measures.entries`), so that everyone reacts to the same text.
    """

    catalogue = models.ForeignKey(Catalogue, models.PROTECT, related_name="rounds", verbose_name=_("catalogue"))
    question = models.TextField(_("what is asked"), blank=True)
    groups = models.ManyToManyField(Group, related_name="+", verbose_name=_("asked of"))
    content = models.JSONField(_("draft"), encoder=DjangoJSONEncoder)
    opened_at = models.DateTimeField(_("opened at"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closes_on = models.DateField(_("reactions until and including"))

    class Meta:
        ordering = ["-opened_at"]
        verbose_name = _("round of reactions")
        verbose_name_plural = _("rounds of reactions")

    def __str__(self) -> str:
        return f"{self.catalogue} {self.closes_on}"

    def is_open(self, day: date) -> bool:
        """Whether reactions are taken on a day; the last day counts."""
        return day <= self.closes_on


class Reaction(AppendOnlyModel):
    """What somebody says of an entry, or of the whole draft (no measure)."""

    round = models.ForeignKey(ReactionRound, models.PROTECT, related_name="reactions")
    measure = models.ForeignKey(
        Measure, models.PROTECT, null=True, blank=True, related_name="reactions", verbose_name=_("measure")
    )
    text = models.TextField(_("reaction"))
    suggestion = models.TextField(_("suggested text"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    objects = models.Manager.from_queryset(AppendOnlyQuerySet["Reaction"])()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("reaction")
        verbose_name_plural = _("reactions")

    def __str__(self) -> str:
        return f"{self.round_id} {self.pk}"


class ReactionAnswer(AppendOnlyModel):
    """What the editor did with a reaction, and why. A later answer supersedes it."""

    class Verdict(models.TextChoices):
        # A meeting is adopted in another sense, and in Dutch in another word.
        ADOPTED = "adopted", pgettext_lazy("reaction", "adopted")
        PARTLY = "partly", pgettext_lazy("reaction", "partly adopted")
        NOT = "not", pgettext_lazy("reaction", "not adopted")

    reaction = models.ForeignKey(Reaction, models.PROTECT, related_name="answers")
    verdict = models.CharField(_("outcome"), max_length=10, choices=Verdict)
    why = models.TextField(_("why"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    objects = models.Manager.from_queryset(AppendOnlyQuerySet["ReactionAnswer"])()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("answer to a reaction")
        verbose_name_plural = _("answers to reactions")

    def __str__(self) -> str:
        return f"{self.reaction_id} {self.verdict}"

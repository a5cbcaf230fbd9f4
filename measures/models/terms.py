"""The words with which a measure is described, all of them rows: themes, target groups, instruments and so on."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Decider(models.TextChoices):
    """Who decides on a measure."""

    REGION = "region", _("safety region")
    MAYOR = "mayor", _("mayor")
    INSTITUTION = "institution", _("institution")
    STATE = "state", _("central government")


class Term(models.Model):
    """A row of a list that editors keep."""

    code = models.SlugField(_("code"), max_length=50, unique=True)
    name = models.CharField(_("name"), max_length=100)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class MeasureTheme(Term):
    """What a measure is about, such as visits, testing or gatherings. Measures on one theme can contradict."""

    class Meta(Term.Meta):
        verbose_name = _("theme of measures")
        verbose_name_plural = _("themes of measures")


class TargetGroup(Term):
    """Whom a measure is for, such as vulnerable people at home or youth under 23."""

    class Meta(Term.Meta):
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")


class Principle(Term):
    """A principle that measures respect, such as "ordinary life of young people goes on as much as possible"."""

    text = models.TextField(_("text"), blank=True)

    class Meta(Term.Meta):
        verbose_name = _("principle")
        verbose_name_plural = _("principles")


class LegalInstrument(Term):
    """A legal instrument, such as an instruction (aanwijzing) or an emergency ordinance (noodverordening)."""

    article = models.CharField(_("article"), max_length=200, blank=True)

    class Meta(Term.Meta):
        verbose_name = _("legal instrument")
        verbose_name_plural = _("legal instruments")


class InstrumentDecider(models.Model):
    """Who may use a legal instrument."""

    instrument = models.ForeignKey(LegalInstrument, models.CASCADE, related_name="deciders")
    decider = models.CharField(_("who may use it"), max_length=20, choices=Decider)

    class Meta:
        ordering = ["instrument", "decider"]
        verbose_name = _("who may use it")
        verbose_name_plural = _("who may use it")
        constraints = [models.UniqueConstraint(fields=["instrument", "decider"], name="instrument_decider_once")]

    def __str__(self) -> str:
        return self.get_decider_display()

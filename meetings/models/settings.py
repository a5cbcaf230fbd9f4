"""How the weekly meeting of a ladder runs: edited in the admin."""

from datetime import time
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ladder.models import Ladder


class Weekday(models.IntegerChoices):
    """Days by their ISO number."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")


class MeetingSettings(models.Model):
    """The rhythm and the rules of the meetings of one ladder. A ladder without a row has the defaults below.

    Weekday and times are those of the week after the figures, Europe/Amsterdam. A region is *near a bound* when
    its deciding value is at most `near_bound` percent away from a signal value; it grows fast when its deciding
    value rose by at least `fast_growth` percent in a week.
    """

    ladder = models.OneToOneField(
        Ladder, models.CASCADE, related_name="meeting_settings", verbose_name=_("ladder")
    )
    weekday = models.PositiveSmallIntegerField(_("day of the meeting"), choices=Weekday, default=Weekday.WEDNESDAY)
    deadline_weekday = models.PositiveSmallIntegerField(
        _("agenda closes on"), choices=Weekday, default=Weekday.TUESDAY
    )
    deadline_time = models.TimeField(_("agenda closes at"), default=time(15))
    discuss_minutes = models.PositiveSmallIntegerField(
        _("minutes for a region that is discussed"), default=3, validators=[MinValueValidator(1)]
    )
    consent_minutes = models.PositiveSmallIntegerField(_("minutes for the consent agenda"), default=5)
    near_bound = models.PositiveSmallIntegerField(
        _("near a bound: at most so many percent away"), default=10, validators=[MaxValueValidator(100)]
    )
    fast_growth = models.PositiveSmallIntegerField(_("fast growth: at least so many percent a week"), default=50)
    quorum = models.PositiveSmallIntegerField(
        _("quorum"), default=0, help_text=_("Members with a vote who must be present. 0: none asked.")
    )
    four_eyes = models.BooleanField(
        _("four eyes"),
        default=True,
        help_text=_("Whoever wrote a decision cannot alone adopt it: somebody else has to check it."),
    )
    sends_digest = models.BooleanField(_("mail the participants when the agenda closes"), default=True)

    class Meta:
        verbose_name = _("meeting settings")
        verbose_name_plural = _("meeting settings")
        constraints = [
            models.CheckConstraint(
                name="meeting_settings_weekdays",
                condition=models.Q(weekday__range=(1, 5), deadline_weekday__range=(1, 5)),
            ),
            models.CheckConstraint(name="meeting_settings_minutes", condition=models.Q(discuss_minutes__gte=1)),
            models.CheckConstraint(name="meeting_settings_near_bound", condition=models.Q(near_bound__lte=100)),
        ]

    def __str__(self) -> str:
        return str(self.ladder)

    @classmethod
    def of(cls, ladder: Ladder) -> Self:
        """Return the settings of a ladder; the defaults, not stored, where it has none."""
        return cls.objects.filter(ladder=ladder).first() or cls(ladder=ladder)

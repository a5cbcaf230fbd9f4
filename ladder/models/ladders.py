"""Ladders as data: versions, levels, the part each signal plays, and the signal values."""

from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ladder.guards import Guard, GuardedModel
from ladder.models.frozen_versions import (
    VERSION_GUARDS,
    FrozenVersionError,
    VersionPart,
    part_guards,
)
from ladder.querysets import LadderVersionQuerySet
from ladder.two_languages import in_readers_language
from regions.models import Area

OTHER_VERSION = (
    "(SELECT version_id FROM ladder_level WHERE id = NEW.level_id)"
    " <> (SELECT version_id FROM ladder_signaluse WHERE id = NEW.use_id)"
)


class Ladder(models.Model):
    """A ladder for one kind of area and one sector, such as the regional one."""

    code = models.SlugField(_("code"), max_length=50, unique=True)
    name = models.CharField(_("name"), max_length=100)
    area_kind = models.CharField(_("kind of area"), max_length=20, choices=Area.Kind)
    sector = models.CharField(_("sector"), max_length=100, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("ladder")
        verbose_name_plural = _("ladders")

    def __str__(self) -> str:
        return self.name


class LadderVersion(GuardedModel):
    """The levels, signal values and rule of a ladder from a date on.

    A week is judged by the adopted version in force on its Sunday. `comparator` says whether a level starts above
    its signal value or from it. With a `dead_band` of 20 % a level goes down only below 80 % of its signal value;
    with `dwell_weeks` 2 only after two weeks in a row below it. Empty means off.

    Only a draft is edited. An adopted version is superseded by another one, or withdrawn when no week was judged
    by it yet; see `ladder.actions.ladders`.
    """

    class Comparator(models.TextChoices):
        ABOVE = "above", _("above the signal value (>)")
        FROM = "from", _("from the signal value (≥)")

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        ADOPTED = "adopted", _("adopted")
        WITHDRAWN = "withdrawn", _("withdrawn")

    guards: ClassVar[tuple[Guard, ...]] = VERSION_GUARDS

    ladder = models.ForeignKey(Ladder, models.PROTECT, related_name="versions", verbose_name=_("ladder"))
    code = models.SlugField(_("code"), max_length=50)
    valid_from = models.DateField(_("valid from"))
    comparator = models.CharField(_("comparator"), max_length=10, choices=Comparator)
    dead_band = models.DecimalField(_("dead-band (%)"), max_digits=4, decimal_places=1, null=True, blank=True)
    dwell_weeks = models.PositiveSmallIntegerField(_("dwell (weeks)"), null=True, blank=True)
    motivation = models.TextField(_("motivation"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    adopted_at = models.DateTimeField(_("adopted at"), null=True, blank=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("adopted by"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )

    objects = models.Manager.from_queryset(LadderVersionQuerySet)()

    class Meta:
        ordering = ["ladder", "valid_from"]
        verbose_name = _("ladder version")
        verbose_name_plural = _("ladder versions")
        constraints = [
            models.UniqueConstraint(fields=["ladder", "code"], name="ladder_version_code_once"),
            models.UniqueConstraint(
                fields=["ladder", "valid_from"],
                condition=models.Q(status="adopted"),
                name="ladder_version_one_adopted_per_date",
            ),
            models.CheckConstraint(
                name="ladder_version_dead_band_is_a_share",
                condition=models.Q(dead_band=None) | models.Q(dead_band__gt=0, dead_band__lt=100),
            ),
            models.CheckConstraint(
                name="ladder_version_dwell_is_more_than_one_week",
                condition=models.Q(dwell_weeks=None) | models.Q(dwell_weeks__gte=2),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ladder} {self.code}"

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **kwargs: Any) -> Self:
        """Remember with which status the row was read."""
        version = super().from_db(db, field_names, values, **kwargs)
        version.stored_status = version.__dict__.get("status")
        return version

    stored_status: str | None = None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the version; `FrozenVersionError` when it was read as one that is no draft."""
        self._refuse_when_frozen()
        super().save(*args, **kwargs)
        self.stored_status = self.status

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete a draft with all that is in it; `FrozenVersionError` for another version."""
        self._refuse_when_frozen()
        return super().delete(*args, **kwargs)

    def _refuse_when_frozen(self) -> None:
        if self.stored_status not in (None, self.Status.DRAFT):
            raise FrozenVersionError(f"ladder version {self.pk} is no draft: a new version supersedes it")

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT


class Level(VersionPart):
    """A step of a ladder version. Numbered from 1, the least severe. Rows, not an enum: steps come and go."""

    version = models.ForeignKey(LadderVersion, models.CASCADE, related_name="levels")
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name (Dutch)"), max_length=50)
    name_en = models.CharField(_("name (English)"), max_length=50, blank=True)
    colour = models.CharField(
        _("colour"), max_length=7, validators=[RegexValidator(r"^#[0-9A-Fa-f]{6}$", _("such as #A11050"))]
    )
    meaning = models.TextField(_("meaning"), blank=True)

    class Meta:
        ordering = ["version", "number"]
        verbose_name = _("level")
        verbose_name_plural = _("levels")
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="level_number_once_per_version"),
            models.CheckConstraint(name="level_number_from_one", condition=models.Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.label}"

    @property
    def label(self) -> str:
        """The name in the reader's language; Dutch where there is no English one."""
        return in_readers_language(self.name, self.name_en)

    def of_version(self) -> LadderVersion:
        return self.version


class SignalUse(VersionPart):
    """The part that a signal plays in a ladder version."""

    class Role(models.TextChoices):
        DECIDING = "deciding", _("deciding")
        SUPPORTING = "supporting", _("supporting")
        SHOWN = "shown", _("shown")

    version = models.ForeignKey(LadderVersion, models.CASCADE, related_name="uses")
    signal = models.ForeignKey("ladder.Signal", models.PROTECT, related_name="uses", verbose_name=_("signal"))
    role = models.CharField(_("role"), max_length=10, choices=Role)

    class Meta:
        ordering = ["version", "signal__order"]
        verbose_name = _("signal in a version")
        verbose_name_plural = _("signals in a version")
        constraints = [
            models.UniqueConstraint(fields=["version", "signal"], name="signal_once_per_version"),
        ]

    def __str__(self) -> str:
        return f"{self.signal} ({self.get_role_display()})"

    def of_version(self) -> LadderVersion:
        return self.version


class Threshold(VersionPart):
    """The signal value above or from which a level applies; not for the lowest level, which needs none."""

    guards: ClassVar[tuple[Guard, ...]] = (
        *part_guards("(SELECT version_id FROM ladder_signaluse WHERE id = {row}.use_id)"),
        *(
            Guard(event, OTHER_VERSION, "names a level of another ladder version")
            for event in ("INSERT", "UPDATE")
        ),
    )

    use = models.ForeignKey(SignalUse, models.CASCADE, related_name="thresholds")
    level = models.ForeignKey(Level, models.CASCADE, related_name="thresholds", verbose_name=_("level"))
    value = models.FloatField(_("signal value"))

    class Meta:
        ordering = ["use", "level__number"]
        verbose_name = _("signal value")
        verbose_name_plural = _("signal values")
        constraints = [
            models.UniqueConstraint(fields=["use", "level"], name="threshold_once_per_level"),
        ]

    def __str__(self) -> str:
        return f"{self.use}: {self.value}"

    def of_version(self) -> LadderVersion:
        return self.use.version

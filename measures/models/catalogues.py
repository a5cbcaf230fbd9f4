"""The lists and their published versions."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from ladder.append_only import AppendOnlyModel
from ladder.guards import Guard
from measures.querysets import CatalogueVersionQuerySet, PublishedMeasureQuerySet

RESERVED_CODES = ("maatregel", "reacties", "tegenstrijdigheden")


class Catalogue(models.Model):
    """The list of one owner, such as long-term care or youth. Its `Measure` rows are the draft of its editors."""

    code = models.SlugField(_("code"), max_length=50, unique=True)
    name = models.CharField(_("name"), max_length=100)
    owner = models.CharField(
        _("owner"), max_length=100, blank=True, help_text=_("A directorate or function, not a person's name.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("catalogue")
        verbose_name_plural = _("catalogues")
        permissions = [
            ("publish_catalogue", _("Can publish a catalogue")),
            ("react_to_catalogue", _("Can react to a draft of a catalogue")),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a code that is an address of its own under `maatregelen/`."""
        if self.code in RESERVED_CODES:
            raise ValidationError({"code": _("This code is the address of another page. Choose another one.")})


class CatalogueVersion(AppendOnlyModel):
    """One published version of a list.

    `changes` is the change list against the version before; `contradictions` are those that stood unresolved when
    it was published: plain data, see `measures.actions.publishing`.
    """

    catalogue = models.ForeignKey(Catalogue, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    motivation = models.TextField(_("motivation"))
    changes = models.JSONField(_("changes"), default=list, encoder=DjangoJSONEncoder)
    contradictions = models.JSONField(_("unresolved contradictions"), default=list, encoder=DjangoJSONEncoder)
    published_at = models.DateTimeField(_("published at"))
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = models.Manager.from_queryset(CatalogueVersionQuerySet)()

    if TYPE_CHECKING:
        catalogue_id: int

    class Meta:
        ordering = ["catalogue", "number"]
        verbose_name = _("published version")
        verbose_name_plural = _("published versions")
        constraints = [
            models.UniqueConstraint(fields=["catalogue", "number"], name="catalogue_version_number_once"),
            models.CheckConstraint(name="catalogue_version_from_one", condition=models.Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.catalogue_id} v{self.number}"


class PublishedMeasure(AppendOnlyModel):
    """A measure as it stood in one published version: `content` is the whole entry (`measures.entries.Entry`)."""

    guards: ClassVar[tuple[Guard, ...]] = AppendOnlyModel.guards

    version = models.ForeignKey(CatalogueVersion, models.PROTECT, related_name="entries")
    measure = models.ForeignKey("measures.Measure", models.PROTECT, related_name="published")
    order = models.PositiveIntegerField(_("order"))
    content = models.JSONField(_("content"), encoder=DjangoJSONEncoder)

    objects = models.Manager.from_queryset(PublishedMeasureQuerySet)()

    class Meta:
        ordering = ["version", "order"]
        verbose_name = _("published measure")
        verbose_name_plural = _("published measures")
        constraints = [
            models.UniqueConstraint(fields=["version", "measure"], name="published_measure_once_per_version"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.measure_id}"

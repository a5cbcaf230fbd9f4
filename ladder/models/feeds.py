"""Where figures are fetched from by themselves, and what became of each attempt."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ladder.append_only import AppendOnlyModel, AppendOnlyQuerySet
from ladder.models.observations import ImportBatch


class Feed(models.Model):
    """An address from which a source is fetched on a schedule. `source` is a name of `ladder.sources.registry`.

    `expected_every_days`: with nothing new for longer than this the source is late, and administrators are told.
    """

    name = models.CharField(_("name"), max_length=100, unique=True)
    source = models.SlugField(_("source"), max_length=50)
    url = models.URLField("URL", max_length=500)
    is_active = models.BooleanField(_("is fetched"), default=True)
    expected_every_days = models.PositiveSmallIntegerField(_("something new expected every … days"), default=7)

    class Meta:
        ordering = ["name"]
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")

    def __str__(self) -> str:
        return self.name


class Fetch(AppendOnlyModel):
    """One attempt to fetch a feed. `etag` and `last_modified` are what the server gave, for the next condition."""

    class Outcome(models.TextChoices):
        IMPORTED = "imported", _("imported")
        UNCHANGED = "unchanged", _("nothing new")
        REFUSED = "refused", _("another layout than expected")
        FAILED = "failed", _("could not be fetched")

    feed = models.ForeignKey(Feed, models.PROTECT, related_name="fetches", verbose_name=_("feed"))
    started_at = models.DateTimeField(_("started at"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    message = models.TextField(_("message"), blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    size = models.PositiveIntegerField(_("size in bytes"), null=True, blank=True)
    etag = models.CharField("ETag", max_length=200, blank=True)
    last_modified = models.CharField("Last-Modified", max_length=100, blank=True)
    batch = models.ForeignKey(ImportBatch, models.PROTECT, null=True, blank=True, related_name="fetches")

    objects = models.Manager.from_queryset(AppendOnlyQuerySet["Fetch"])()

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name = _("fetch")
        verbose_name_plural = _("fetches")

    def __str__(self) -> str:
        return f"{self.feed_id} {self.started_at:%Y-%m-%d %H:%M}"

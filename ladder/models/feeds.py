"""Where figures are fetched from by themselves, and what became of each attempt."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ladder.append_only import AppendOnlyModel, AppendOnlyQuerySet
from ladder.models.observations import ImportBatch


class Feed(models.Model):
    """An address from which a source is fetched on a schedule. `source` is a name of `ladder.sources.registry`.

    `expected_every_days`: with nothing new for longer than this the source is late, and administrators are told.
    `busy_until` is set while a worker is at it, to the moment at which that worker must have died otherwise.
    """

    name = models.CharField(_("name"), max_length=100, unique=True)
    source = models.SlugField(_("source"), max_length=50)
    url = models.URLField("URL", max_length=500)
    is_active = models.BooleanField(_("is fetched"), default=True)
    expected_every_days = models.PositiveSmallIntegerField(_("something new expected every … days"), default=7)
    busy_until = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")
        constraints = [
            models.CheckConstraint(
                name="feed_url_is_of_the_web",
                condition=models.Q(url__startswith="http://") | models.Q(url__startswith="https://"),
            ),
            models.CheckConstraint(
                name="feed_expected_after_a_day_or_more", condition=models.Q(expected_every_days__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Fetch(AppendOnlyModel):
    """One attempt to fetch a feed, and what became of it.

    `etag` and `last_modified` are what the server gave with the file, for the next condition; `sha256` and `size`
    are of the file. `batch` is the import of it; for a file that had not changed the earlier one.
    `message` is as in `ladder.import_texts`: English words, and data.
    """

    class Outcome(models.TextChoices):
        IMPORTED = "imported", _("imported")
        UNCHANGED = "unchanged", _("nothing new")
        REFUSED = "refused", _("another layout than expected")
        FAILED = "failed", _("could not be fetched")

    feed = models.ForeignKey(Feed, models.PROTECT, related_name="fetches", verbose_name=_("feed"))
    url = models.URLField("URL", max_length=500)
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


class FeedWarning(AppendOnlyModel):
    """What administrators were told of a feed, once a day for each thing that is wrong. `told` counts people."""

    class State(models.TextChoices):
        LATE = "late", _("late")
        REFUSED = "refused", _("another layout than expected")

    feed = models.ForeignKey(Feed, models.PROTECT, related_name="warnings", verbose_name=_("feed"))
    state = models.CharField(_("state"), max_length=10, choices=State)
    day = models.DateField(_("day"))
    told = models.PositiveSmallIntegerField(_("number of people told"))

    objects = models.Manager.from_queryset(AppendOnlyQuerySet["FeedWarning"])()

    class Meta:
        ordering = ["-day", "-pk"]
        verbose_name = _("warning about a feed")
        verbose_name_plural = _("warnings about feeds")
        constraints = [models.UniqueConstraint(fields=["feed", "state", "day"], name="feed_warning_once_a_day")]

    def __str__(self) -> str:
        return f"{self.feed_id} {self.state} {self.day}"

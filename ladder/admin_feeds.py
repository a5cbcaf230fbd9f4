"""Feeds, which administrators set, and what became of each attempt to fetch them."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ladder.audit import entry, record_all
from ladder.audited_admin import AuditedAdmin
from ladder.feed_states import is_late, with_last_fetch
from ladder.feed_tasks import send_fetches
from ladder.import_texts import in_words
from ladder.models import Feed, FeedWarning, Fetch
from ladder.read_only_admin import ReadOnlyAdmin
from ladder.sources.errors import SourceError
from ladder.sources.registry import SOURCES
from ladder.sources.web import check_url


class FeedForm(forms.ModelForm[Feed]):
    """A feed of a source that there is, at an address that may be fetched."""

    url = forms.URLField(label="URL", max_length=500, assume_scheme="https")
    source = forms.ChoiceField(label=_("source"), choices=lambda: [(name, name) for name in SOURCES])
    expected_every_days = forms.IntegerField(
        label=_("something new expected every … days"), min_value=1, max_value=366, initial=7
    )

    def clean_url(self) -> str:
        """Refuse other kinds of addresses than http(s), and those with a name or password in them."""
        url = str(self.cleaned_data["url"])
        try:
            check_url(url)
        except SourceError as error:
            raise forms.ValidationError(in_words(str(error))) from error
        return url


@admin.register(Feed)
class FeedAdmin(AuditedAdmin[Feed]):
    """The list tells of each feed how it stands; "fetch now" sends feeds to the workers, on or off."""

    form = FeedForm
    list_display = ["name", "source", "is_active", "outcome", "fetched_at", "news_at", "in_time"]
    list_filter = ["is_active", "source"]
    search_fields = ["name", "url"]
    actions = ["fetch_now"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Feed]:
        return with_last_fetch(super().get_queryset(request))

    @admin.display(description=_("last outcome"), ordering="last_outcome")
    def outcome(self, feed: Any) -> Any:
        return Fetch.Outcome(feed.last_outcome).label if feed.last_outcome else gettext("never fetched")

    @admin.display(description=_("last attempt"), ordering="last_fetched_at")
    def fetched_at(self, feed: Any) -> Any:
        return feed.last_fetched_at

    @admin.display(description=_("last new file"), ordering="last_news_at")
    def news_at(self, feed: Any) -> Any:
        return feed.last_news_at

    @admin.display(description=_("in time"), boolean=True)
    def in_time(self, feed: Any) -> bool | None:
        """Say whether it is in time; unknown of a feed that is off or never brought anything."""
        if not feed.is_active or feed.last_news_at is None:
            return None
        return not is_late(feed, feed.last_news_at, timezone.now())

    @admin.action(description=_("Fetch now"), permissions=["change"])
    def fetch_now(self, request: HttpRequest, feeds: QuerySet[Feed]) -> None:
        ids = list(feeds.values_list("pk", flat=True))
        by, now = cast(User, request.user), timezone.now()
        record_all(entry("feed.asked", about=feed, by=by, now=now) for feed in feeds)
        if send_fetches(ids):
            told = ngettext("%(number)s feed is being fetched.", "%(number)s feeds are being fetched.", len(ids))
            self.message_user(request, told % {"number": len(ids)}, messages.SUCCESS)
        else:
            told = gettext("The workers are out of reach; the hourly run will fetch feeds that are switched on.")
            self.message_user(request, told, messages.ERROR)


@admin.register(Fetch)
class FetchAdmin(ReadOnlyAdmin[Fetch]):
    list_display = ["started_at", "feed", "outcome", "told", "size", "batch"]
    list_filter = ["outcome", "feed"]
    list_select_related = ["feed", "batch"]
    date_hierarchy = "started_at"
    fields = ["feed", "url", "started_at", "outcome", "told", "size", "sha256", "etag", "last_modified", "batch"]

    @admin.display(description=_("message"))
    def told(self, fetch: Fetch) -> str:
        return in_words(fetch.message)


@admin.register(FeedWarning)
class FeedWarningAdmin(ReadOnlyAdmin[FeedWarning]):
    list_display = ["day", "feed", "state", "told"]
    list_filter = ["state", "feed"]
    list_select_related = ["feed"]

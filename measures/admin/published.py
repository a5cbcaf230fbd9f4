"""What was published and accepted: to look at."""

import json
from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ladder.read_only_admin import ReadOnlyAdmin
from measures.models import Acceptance, CatalogueVersion, PublishedMeasure


def as_text(content: Any) -> str:
    """Return stored data as text that can be read, escaped."""
    return format_html("<pre>{}</pre>", json.dumps(content, ensure_ascii=False, indent=1))


@admin.register(CatalogueVersion)
class CatalogueVersionAdmin(ReadOnlyAdmin[CatalogueVersion]):
    """Published versions of the lists."""

    list_display = ["catalogue", "number", "published_at", "published_by", "entries_in_it", "motivation"]
    list_filter = ["catalogue"]
    list_select_related = ["catalogue", "published_by"]
    date_hierarchy = "published_at"
    fields = ["catalogue", "number", "published_at", "published_by", "motivation", "change_list", "open_then"]
    readonly_fields = ["change_list", "open_then"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[CatalogueVersion]:
        """Count the entries of all versions at once."""
        return super().get_queryset(request).annotate(number_of_entries=Count("entries"))

    @admin.display(description=_("entries"))
    def entries_in_it(self, version: Any) -> int:
        return int(version.number_of_entries)

    @admin.display(description=_("changes"))
    def change_list(self, version: CatalogueVersion) -> str:
        return as_text(version.changes)

    @admin.display(description=_("unresolved contradictions"))
    def open_then(self, version: CatalogueVersion) -> str:
        return as_text(version.contradictions)


@admin.register(PublishedMeasure)
class PublishedMeasureAdmin(ReadOnlyAdmin[PublishedMeasure]):
    """Measures as they stood in a version."""

    list_display = ["measure", "version", "order"]
    list_filter = ["version__catalogue"]
    list_select_related = ["measure", "version"]
    search_fields = ["measure__title"]
    fields = ["version", "measure", "order", "as_it_stood"]
    readonly_fields = ["as_it_stood"]

    @admin.display(description=_("content"))
    def as_it_stood(self, published: PublishedMeasure) -> str:
        return as_text(published.content)


@admin.register(Acceptance)
class AcceptanceAdmin(ReadOnlyAdmin[Acceptance]):
    """Contradictions that were accepted, with the reason."""

    list_display = ["contradiction", "reason", "by", "at"]
    list_select_related = ["by"]
    search_fields = ["contradiction", "reason"]
    date_hierarchy = "at"

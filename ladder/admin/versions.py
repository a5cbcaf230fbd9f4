"""Ladders and their versions: a draft is edited, checked, compared and adopted; an adopted one is looked at."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from ladder.admin import version_views
from ladder.audited_admin import AuditedAdmin
from ladder.models import Ladder, LadderVersion, Level, Signal, SignalUse, Threshold


def _version(obj: LadderVersion | SignalUse | None) -> LadderVersion | None:
    return obj.version if isinstance(obj, SignalUse) else obj


def _is_draft(obj: LadderVersion | SignalUse | None) -> bool:
    version = _version(obj)
    return version is None or version.is_draft


class DraftOnlyInline(admin.TabularInline[Any, Any]):
    """Rows of a ladder version, which change only while the version is a draft."""

    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_draft(obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_draft(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_draft(obj) and super().has_delete_permission(request, obj)


class LevelInline(DraftOnlyInline):
    """The levels of a version."""

    model = Level


class SignalUseInline(DraftOnlyInline):
    """The signals of a version; the link behind each leads to its signal values."""

    model = SignalUse
    show_change_link = True
    verbose_name_plural = _("signals in this version (save, then open a signal to give its signal values)")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[SignalUse]:
        """Fetch the signals of all rows at once."""
        return super().get_queryset(request).select_related("signal")

    def formfield_for_foreignkey(
        self, db_field: "models.ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField[Any] | None:
        """Read the signals once, not for every row."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field is not None and db_field.name == "signal":
            field.choices = [("", "---------"), *((signal.pk, signal.label) for signal in Signal.objects.all())]
        return field


class ThresholdInline(DraftOnlyInline):
    """The signal values of a signal in a version."""

    model = Threshold

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Threshold]:
        """Fetch what names the rows at once."""
        return super().get_queryset(request).select_related("use__signal")

    def formfield_for_foreignkey(
        self, db_field: "models.ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField[Any] | None:
        """Offer the levels of this version above the lowest."""
        match = request.resolver_match
        if db_field.name == "level" and match is not None:
            kwargs["queryset"] = Level.objects.filter(version__uses=match.kwargs["object_id"], number__gt=1)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class VersionedAdmin(AuditedAdmin[Any]):
    """A ladder version and what hangs under it: an adopted one is only looked at, a new one supersedes it."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_draft(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_draft(obj) and super().has_delete_permission(request, obj)


@admin.register(Ladder)
class LadderAdmin(AuditedAdmin[Ladder]):
    """Ladders."""

    list_display = ["name", "code", "area_kind", "sector"]


@admin.register(LadderVersion)
class LadderVersionAdmin(VersionedAdmin):
    """Versions, with what stands between a draft and its adoption."""

    list_display = ["code", "ladder", "valid_from", "comparator", "status"]
    list_filter = ["ladder", "status"]
    list_select_related = ["ladder"]
    inlines = [LevelInline, SignalUseInline]
    actions = None  # deleting several at once would pass by the check per version
    readonly_fields = ["status", "adopted_at", "adopted_by", "withdrawn_at", "withdrawn_by"]
    fields = [
        ("ladder", "code"),
        "valid_from",
        "comparator",
        ("dead_band", "dwell_weeks"),
        "motivation",
        "status",
        ("adopted_at", "adopted_by"),
        ("withdrawn_at", "withdrawn_by"),
    ]

    def get_urls(self) -> list[URLPattern]:
        """Add copying, adopting and withdrawing a version."""
        views = {"copy": version_views.copy, "adopt": version_views.adopt, "withdraw": version_views.withdraw}
        own = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(view),
                {"model_admin": self},
                name=f"ladder_ladderversion_{name}",
            )
            for name, view in views.items()
        ]
        return [*own, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show a version with its problems and what it changes."""
        review = version_views.review(self, request, object_id)
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "review": review})


@admin.register(SignalUse)
class SignalUseAdmin(VersionedAdmin):
    """The signal values of one signal in one version. Signals are added to a version on the version's own page."""

    list_display = ["signal", "version", "role"]
    list_filter = ["version", "role"]
    list_select_related = ["signal", "version__ladder"]
    inlines = [ThresholdInline]
    actions = None
    readonly_fields = ["version", "signal"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def response_post_save_change(self, request: HttpRequest, obj: SignalUse) -> HttpResponseRedirect:
        """Go back to the version, where the next signal waits."""
        return version_views.to_version(obj.version)

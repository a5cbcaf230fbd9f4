"""Signals and ladders, edited by administrators; figures and computed levels, to look at."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from ladder.models import (
    Assessment,
    ImportBatch,
    Ladder,
    LadderVersion,
    Level,
    Observation,
    RecomputeJob,
    RefusedRow,
    Signal,
    SignalUse,
    Threshold,
)
from ladder.read_only_admin import ReadOnlyAdmin


def _is_draft(version: LadderVersion | None) -> bool:
    return version is None or version.status == LadderVersion.Status.DRAFT


class DraftOnlyInline(admin.TabularInline[Any, Any]):
    """Rows of a ladder version, which change only while the version is a draft."""

    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_draft(_version(obj)) and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_draft(_version(obj)) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_draft(_version(obj)) and super().has_delete_permission(request, obj)


def _version(obj: LadderVersion | SignalUse | None) -> LadderVersion | None:
    return obj.version if isinstance(obj, SignalUse) else obj


class LevelInline(DraftOnlyInline):
    model = Level


class SignalUseInline(DraftOnlyInline):
    model = SignalUse
    show_change_link = True


class ThresholdInline(DraftOnlyInline):
    model = Threshold


@admin.register(Signal)
class SignalAdmin(admin.ModelAdmin[Signal]):
    list_display = ["name", "code", "unit", "frequency", "source", "order"]
    search_fields = ["name", "code"]


@admin.register(Ladder)
class LadderAdmin(admin.ModelAdmin[Ladder]):
    list_display = ["name", "code", "area_kind", "sector"]


class VersionedAdmin(admin.ModelAdmin[Any]):
    """A ladder version and what hangs under it: an adopted one is only looked at, a new one supersedes it."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_draft(_version(obj)) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_draft(_version(obj)) and super().has_delete_permission(request, obj)


@admin.register(LadderVersion)
class LadderVersionAdmin(VersionedAdmin):
    list_display = ["code", "ladder", "valid_from", "comparator", "status"]
    list_filter = ["ladder", "status"]
    inlines = [LevelInline, SignalUseInline]


@admin.register(SignalUse)
class SignalUseAdmin(VersionedAdmin):
    """The signal values of one signal in one version."""

    list_display = ["signal", "version", "role"]
    list_filter = ["version", "role"]
    inlines = [ThresholdInline]


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnlyAdmin[ImportBatch]):
    list_display = [
        "source",
        "file_name",
        "imported_at",
        "status",
        "rows_stored",
        "rows_unchanged",
        "rows_refused",
    ]
    list_filter = ["source", "status"]
    date_hierarchy = "imported_at"


@admin.register(RefusedRow)
class RefusedRowAdmin(ReadOnlyAdmin[RefusedRow]):
    list_display = ["batch", "line", "reason"]
    list_select_related = ["batch"]
    search_fields = ["reason", "batch__file_name"]


@admin.register(Observation)
class ObservationAdmin(ReadOnlyAdmin[Observation]):
    list_display = ["signal", "area", "date", "value", "reported_at"]
    list_filter = ["signal"]
    list_select_related = ["signal", "area"]
    search_fields = ["=area__code"]
    show_full_result_count = False


@admin.register(Assessment)
class AssessmentAdmin(ReadOnlyAdmin[Assessment]):
    list_display = ["area", "week", "version", "level", "state", "as_of", "computed_at"]
    list_filter = ["version", "state"]
    list_select_related = ["area", "level", "version__ladder"]
    search_fields = ["=area__code", "area__name"]
    show_full_result_count = False


@admin.register(RecomputeJob)
class RecomputeJobAdmin(ReadOnlyAdmin[RecomputeJob]):
    list_display = ["ladder", "week_start", "version", "requested_at", "finished_at"]
    list_select_related = ["ladder", "version__ladder"]

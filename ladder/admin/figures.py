"""Figures, computed levels and jobs, to look at."""

from django.contrib import admin

from ladder.models import Assessment, ImportBatch, Observation, RecomputeJob, RefusedRow
from ladder.read_only_admin import ReadOnlyAdmin


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

"""What regions have taken."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from simple_history.admin import SimpleHistoryAdmin

from ladder.audited_admin import AuditedAdmin
from measures.models import MeasureInForce


@admin.register(MeasureInForce)
class MeasureInForceAdmin(AuditedAdmin[MeasureInForce], SimpleHistoryAdmin):  # type: ignore[misc]  # simple_history has no types
    """What regions have taken, with its history. Who entered it first, and when, is filled in by itself."""

    list_display = ["area", "measure", "since", "until", "legal_basis", "cabinet_informed_on"]
    list_filter = ["measure__catalogue", "area"]
    list_select_related = ["area", "measure"]
    search_fields = ["measure__title", "area__name", "legal_basis"]
    date_hierarchy = "since"
    autocomplete_fields = ["measure", "area"]
    readonly_fields = ["entered_by", "entered_at"]
    history_list_display = ["since", "until", "legal_basis"]

    def save_model(self, request: HttpRequest, obj: MeasureInForce, form: Any, change: bool) -> None:
        """Say who entered a new one, and when."""
        if not change:
            obj.entered_by, obj.entered_at = request.user, timezone.now()  # type: ignore[assignment]  # signed in
        super().save_model(request, obj, form, change)

"""Areas and map drawings, whose admin stands on a lower floor, with their place in the audit trail."""

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ladder.audited_admin import AuditedAdmin
from ladder.models import Assessment
from regions.admin import AreaAdmin, MapDrawingAdmin
from regions.models import Area, MapDrawing

JUDGED_WITH = ("code", "kind", "parent", "population")
KEPT = _(
    "Levels were computed with this, so it can no longer be changed: as of an earlier moment they would come out "
    "differently."
)


class AuditedAreaAdmin(AuditedAdmin[Area], AreaAdmin):
    """Areas. What levels are computed with has no history, so it is kept from the first computed level on."""

    def get_readonly_fields(self, request: HttpRequest, obj: Area | None = None) -> tuple[str, ...]:
        """Keep what levels were computed with, of the area itself or of the one that it is a part of."""
        return JUDGED_WITH if _is_judged(obj) else ()

    def get_form(self, request: HttpRequest, obj: Area | None = None, change: bool = False, **kwargs: Any) -> Any:
        """Say beside what is kept why it is."""
        if _is_judged(obj):
            kwargs["help_texts"] = dict.fromkeys(JUDGED_WITH, KEPT)
        return super().get_form(request, obj, change, **kwargs)


def _is_judged(area: Area | None) -> bool:
    if area is None:
        return False
    return Assessment.objects.filter(Q(area=area.pk) | Q(area=area.parent_id)).exists()


class AuditedMapDrawingAdmin(AuditedAdmin[MapDrawing], MapDrawingAdmin):
    """Map drawings."""


admin.site.unregister(Area)
admin.site.register(Area, AuditedAreaAdmin)
admin.site.unregister(MapDrawing)
admin.site.register(MapDrawing, AuditedMapDrawingAdmin)

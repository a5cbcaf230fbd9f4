"""Areas and map drawings, whose admin stands on a lower floor, with their place in the audit trail."""

from django.contrib import admin

from ladder.audited_admin import AuditedAdmin
from regions.admin import AreaAdmin, MapDrawingAdmin
from regions.models import Area, MapDrawing


class AuditedAreaAdmin(AuditedAdmin[Area], AreaAdmin):
    """Areas."""


class AuditedMapDrawingAdmin(AuditedAdmin[MapDrawing], MapDrawingAdmin):
    """Map drawings."""


admin.site.unregister(Area)
admin.site.register(Area, AuditedAreaAdmin)
admin.site.unregister(MapDrawing)
admin.site.register(MapDrawing, AuditedMapDrawingAdmin)

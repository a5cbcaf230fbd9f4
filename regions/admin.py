"""Areas and map drawings in the admin."""

from django.contrib import admin

from regions.models import Area, MapDrawing


@admin.register(Area)
class AreaAdmin(admin.ModelAdmin[Area]):
    list_display = ["code", "name", "kind", "parent", "population"]
    list_filter = ["kind"]
    list_select_related = ["parent"]
    search_fields = ["code", "name"]
    autocomplete_fields = ["parent", "neighbours"]


@admin.register(MapDrawing)
class MapDrawingAdmin(admin.ModelAdmin[MapDrawing]):
    list_display = ["source", "loaded_at", "width", "height"]

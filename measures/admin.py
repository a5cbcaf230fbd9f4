"""The editor's workbench for the list of measures."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from ladder.models import Level
from measures.models import Measure, MeasureLevel, Sector


def level_choices() -> list[tuple[int, str]]:
    """Return the level numbers of all adopted ladder versions, and those already in the list, with their names.

    A number that no adopted version has any more keeps standing in the list, so that old entries can be saved.
    """
    adopted = Level.objects.filter(version__status="adopted").order_by("number", "pk")
    names: dict[int, list[str]] = {}
    for number, name in adopted.values_list("number", "name"):
        names.setdefault(number, []).append(name)
    for number in MeasureLevel.objects.order_by().values_list("number", flat=True).distinct():
        names.setdefault(number, [])
    return [(number, f"{number} {' / '.join(dict.fromkeys(names[number]))}".strip()) for number in sorted(names)]


class MeasureLevelInline(admin.TabularInline[MeasureLevel, Measure]):
    """The levels of a measure."""

    model = MeasureLevel
    extra = 1

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """Offer the numbers of the levels instead of a free number."""
        if db_field.name == "number":
            choices = [("", "---------"), *level_choices()]
            return forms.TypedChoiceField(label=_("Level"), choices=choices, coerce=int)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Measure)
class MeasureAdmin(SimpleHistoryAdmin):  # type: ignore[misc]  # simple_history has no types
    """Measures with their levels and history."""

    list_display = ["title", "sector", "level_numbers", "is_example", "order"]
    list_filter = ["sector", "levels__number", "is_example"]
    list_select_related = ["sector"]
    search_fields = ["title", "text"]
    inlines = [MeasureLevelInline]
    history_list_display = ["sector", "order"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Measure]:
        """Fetch the levels of all rows at once."""
        measures: models.QuerySet[Measure] = super().get_queryset(request)
        return measures.prefetch_related("levels")

    @admin.display(description=_("levels"))
    def level_numbers(self, measure: Measure) -> str:
        """The numbers of the levels, such as "2, 3"."""
        return ", ".join(str(level.number) for level in measure.levels.all())


@admin.register(Sector)
class SectorAdmin(admin.ModelAdmin[Sector]):
    """Sectors."""

    list_display = ["name", "code", "order"]
    search_fields = ["name", "code"]
    prepopulated_fields = {"code": ["name"]}

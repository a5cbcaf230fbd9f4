"""The entries of the drafts, with levels and route, history, and changing several at once."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from ladder.audited_admin import AuditedAdmin
from measures.admin.changing import change_together
from measures.admin.row_history import load_row_history
from measures.level_choices import level_choices
from measures.models import Measure, MeasureLevel, MeasureStep

HELP = {
    "title": _("Short, and once per list."),
    "description": _("What is meant, as a region can use it. The title and this text are what people read first."),
    "theme": _("Measures on one theme are held against each other, between lists too."),
    "stance": _("How far it goes on its theme. Lists contradict each other where this differs."),
    "target_groups": _("For whom. Choose “everybody” only for what really is for everybody."),
    "setting": _("Where, such as nursing homes or schools."),
    "decider": _("Who may take it."),
    "legal_instrument": _("What is needed in law. Not every instrument is for every decider."),
    "notice_days": _("Days between the decision and the start."),
    "principle": _("The principle that it has to respect."),
    "source": _("Where it comes from, such as a letter with its date."),
    "status": _("A withdrawn measure stays in the list, with the reason."),
}


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


class MeasureStepInline(admin.TabularInline[MeasureStep, Measure]):
    """The route of a measure."""

    model = MeasureStep
    extra = 1


class MeasureForm(forms.ModelForm[Measure]):
    """A measure, with help at its fields and the reason of a withdrawal at the field it is about."""

    class Meta:
        model = Measure
        fields = "__all__"  # noqa: DJ007  # the fieldsets of the admin say which
        help_texts = HELP

    def clean(self) -> dict[str, Any]:
        """Ask for the reason of a withdrawal, and only of that."""
        found = super().clean() or self.cleaned_data
        withdrawn, reason = found.get("status") == Measure.Status.WITHDRAWN, found.get("withdrawn_because")
        if withdrawn and not reason:
            self.add_error("withdrawn_because", _("Say why it is withdrawn."))
        if reason and not withdrawn:
            self.add_error("withdrawn_because", _("A reason is only for what is withdrawn."))
        return found


@admin.register(Measure)
class MeasureAdmin(AuditedAdmin[Measure], SimpleHistoryAdmin):  # type: ignore[misc]  # simple_history has no types
    """Measures with their levels, route and history."""

    form = MeasureForm
    list_display = ["title", "catalogue", "theme", "level_numbers", "stance", "status", "groups", "order"]
    list_filter = ["catalogue", "levels__number", "theme", "stance", "status", "target_groups", "is_example"]
    list_select_related = ["catalogue", "theme"]
    list_per_page = 50
    search_fields = ["title", "description", "owner", "source", "setting"]
    search_help_text = _("Searches title, description, owner, source and setting.")
    ordering = ["catalogue__order", "order", "title"]
    filter_horizontal = ["target_groups"]
    inlines = [MeasureLevelInline, MeasureStepInline]
    history_list_display = ["catalogue", "order"]
    object_history_template = "admin/measures/measure/object_history.html"
    actions = ["change_together"]
    save_on_top = True
    readonly_fields = ["key"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("catalogue", "theme"),
                    "title",
                    "description",
                    ("stance", "status"),
                    "withdrawn_because",
                ]
            },
        ),
        (_("For whom"), {"fields": ["target_groups", "setting"]}),
        (_("Who decides, and how"), {"fields": ["decider", ("legal_instrument", "article"), "notice_days"]}),
        (_("What it does"), {"fields": [("effect", "effect_text"), ("burden", "burden_text"), "principle"]}),
        (_("Keeping the list"), {"fields": [("owner", "source"), ("icon", "order"), "is_example", "key"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Measure]:
        """Fetch the levels and target groups of all rows at once."""
        measures: models.QuerySet[Measure] = super().get_queryset(request)
        return measures.prefetch_related("levels", "target_groups")

    @admin.display(description=_("levels"))
    def level_numbers(self, measure: Measure) -> str:
        """The numbers of the levels, such as "2, 3"."""
        return ", ".join(str(level.number) for level in measure.levels.all())

    @admin.display(description=_("target groups"))
    def groups(self, measure: Measure) -> str:
        return ", ".join(group.name for group in measure.target_groups.all())

    @admin.action(description=_("Change the chosen measures"), permissions=["change"])
    def change_together(self, request: HttpRequest, measures: models.QuerySet[Measure]) -> HttpResponse | None:
        return change_together(self, request, measures)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the history of a measure, and that of its levels and route."""
        rows = load_row_history(int(object_id)) if object_id.isdecimal() else []
        context = {**(extra_context or {}), "row_history": rows}
        answer: HttpResponse = super().history_view(request, object_id, context)
        return answer

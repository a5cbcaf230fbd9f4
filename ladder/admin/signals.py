"""Signals, made and edited without code."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Max
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ladder.audited_admin import AuditedAdmin
from ladder.levels_table import FIXED_COLUMNS
from ladder.models import LadderVersion, Signal, SignalStep, SignalUse
from ladder.models.signals import DEFINITION


class SignalForm(forms.ModelForm[Signal]):
    """A signal, with what one must know to fill it in."""

    class Meta:
        model = Signal
        fields = [
            "code", "name", "name_en", "unit", "unit_en", "description", "source", "frequency", "aggregation",
            "per", "direction", "usually_incomplete_days", "decimals", "minimum_population", "order",
        ]  # fmt: skip
        help_texts = {
            "code": _("Such as positive_tests: the name of the column in exports and spreadsheets."),
            "per": _("Such as 100000. Empty: the figures are not divided by inhabitants."),
            "frequency": _("Figures of a weekly signal are dated on the Monday of their week."),
            "minimum_population": _("Of an area with fewer inhabitants no value is given. Empty: no minimum."),
            "order": _("Place on pages and in exports. A new signal comes last."),
            "unit": _("What is shown behind the weekly value, such as: per 100.000 inwoners per 7 dagen."),
        }

    def clean_code(self) -> str:
        """Refuse the names of the other columns of an export."""
        code: str = self.cleaned_data["code"]
        if code in FIXED_COLUMNS:
            raise forms.ValidationError(_("Another column of the exports has this name: choose another code."))
        return code


class SignalStepInline(admin.TabularInline[SignalStep, Signal]):
    """The steps of an ordinal scale; none for a signal that is counted or measured."""

    model = SignalStep
    extra = 0
    verbose_name_plural = _("steps, for a signal that people judge")


@admin.register(Signal)
class SignalAdmin(AuditedAdmin[Signal]):
    """What is watched. Once an adopted version uses a signal, what gives its figures their meaning is kept."""

    form = SignalForm
    list_display = ["name", "code", "unit", "frequency", "source", "order"]
    search_fields = ["name", "code"]
    inlines = [SignalStepInline]
    fieldsets = [
        (None, {"fields": ["code", ("name", "name_en"), ("unit", "unit_en"), "description", "source"]}),
        (
            _("From figures to a weekly value"),
            {"fields": ["frequency", "aggregation", "per", "direction", "usually_incomplete_days"]},
        ),
        (_("On screen"), {"fields": ["decimals", "minimum_population", "order"]}),
    ]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Put a new signal behind the others."""
        last = Signal.objects.aggregate(last=Max("order"))["last"]
        return {"order": 0 if last is None else last + 1, **super().get_changeform_initial_data(request)}

    def get_readonly_fields(self, request: HttpRequest, obj: Signal | None = None) -> tuple[str, ...]:
        """Keep the definition of a signal that an adopted version uses."""
        if obj is None:
            return ()
        uses = SignalUse.objects.filter(signal=obj).exclude(version__status=LadderVersion.Status.DRAFT)
        return DEFINITION if uses.exists() else ()

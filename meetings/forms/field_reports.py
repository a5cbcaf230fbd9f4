"""Reporting from the field, and giving a report its follow-up."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladder.form_fields import PlainTextField, set_choices
from meetings.actions.field_reports import Told
from meetings.field_report_list import ReportFilter
from meetings.models import FieldReport, Theme
from regions.models import Area

LONGEST_TEXT = 4_000
FIELDS = ("theme", "kind", "title", "text", "provider", "policy", "proposal")


class FieldReportForm(forms.Form):
    """A report, made concrete: what kind of problem, and then where, or what is the matter with the policy."""

    kind = forms.ChoiceField(
        label=gettext_lazy("The problem is in"),
        widget=forms.RadioSelect,
        choices=[
            (FieldReport.Kind.EXECUTION, gettext_lazy("execution: it goes wrong somewhere")),
            (FieldReport.Kind.POLICY, gettext_lazy("policy: there is none, or it is unclear or wrong")),
        ],
    )
    theme = forms.ModelChoiceField(
        Theme.objects.filter(is_active=True), label=gettext_lazy("Theme"), empty_label=None
    )
    title = forms.CharField(label=gettext_lazy("In one sentence"), max_length=200)
    text = PlainTextField(label=gettext_lazy("What is going on"), required=False, max_length=LONGEST_TEXT)
    area = forms.ChoiceField(label=gettext_lazy("Municipality or region"), required=False)
    provider = forms.CharField(
        label=gettext_lazy("Provider"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("The organisation, not a person's name."),
    )
    policy = forms.ChoiceField(
        label=gettext_lazy("What is the matter with the policy"),
        required=False,
        help_text=gettext_lazy("Only for a problem in policy."),
        widget=forms.RadioSelect,
        choices=FieldReport.Policy.choices,
    )
    proposal = PlainTextField(
        label=gettext_lazy("Proposal"),
        required=False,
        max_length=LONGEST_TEXT,
        help_text=gettext_lazy("What should be done instead? A proposal makes the discussion short."),
    )

    def __init__(self, *args: Any, areas: Iterable[Area], **kwargs: Any) -> None:
        """`areas` can be chosen: regions with their municipalities behind each."""
        super().__init__(*args, **kwargs)
        self.areas = {area.code: area for area in areas}
        set_choices(self, "area", [("", "–"), *area_choices(self.areas.values())])
        for name in ("text", "proposal"):
            self.fields[name].widget.attrs.update(rows=4)

    @property
    def told(self) -> Told:
        """What was filled in; the form must be valid. What belongs to the other kind of problem is left out."""
        given = {name: self.cleaned_data[name] for name in FIELDS}
        return Told(**given, area=self.areas.get(self.cleaned_data["area"]))


def area_choices(areas: Iterable[Area]) -> list[tuple[Any, Any]]:
    """Return the choices per safety region: the region as a whole, then its municipalities.

    `areas` are ordered by region, each region before its own municipalities.
    """
    grouped = groupby(areas, key=lambda area: area if area.parent is None or _is_region(area) else area.parent)
    return [(region.name, [(area.code, area.name) for area in members]) for region, members in grouped]


def _is_region(area: Area) -> bool:
    return area.kind == Area.Kind.SAFETY_REGION


class FieldReportFilterForm(forms.Form):
    """Which reports: the query string of the page."""

    soort = forms.ChoiceField(label=gettext_lazy("Problem in"), required=False)
    thema = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)

    def __init__(self, *args: Any, themes: list[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("", _("all"))
        set_choices(self, "soort", [every, *((kind.value, str(kind.label)) for kind in FieldReport.Kind)])
        set_choices(self, "thema", [every, *((theme.code, theme.name) for theme in themes)])

    @property
    def chosen(self) -> ReportFilter:
        """What is asked for; what does not exist is not asked for."""
        self.is_valid()
        return ReportFilter(kind=self.cleaned_data.get("soort", ""), theme=self.cleaned_data.get("thema", ""))

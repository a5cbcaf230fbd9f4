"""What can be asked of the audit trail."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboard.pages.audit_words import kind_of
from dashboard.pages.parameters import YEARS
from ladder.audit.verbs import known_verbs
from ladder.weeks import Week, WeekError
from regions.models import Area

SYSTEM = "-"
Choices = list[tuple[str, str | Promise]]


# A year beyond these leads out of the calendar; `31-12-9999` is what some write for "no end".
DAYS = (MinValueValidator(date(YEARS[0], 1, 1)), MaxValueValidator(date(YEARS[-1], 12, 31)))


class AuditFilterForm(forms.Form):
    """Who, what, when, which object, region and week: all may be left out. Fields are named as in the address."""

    wie = forms.CharField(
        label=gettext_lazy("Who"), required=False, widget=forms.TextInput(attrs={"list": "accounts"})
    )
    wat = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    van = forms.DateField(
        label=gettext_lazy("From"),
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        validators=DAYS,
    )
    tot = forms.DateField(
        label=gettext_lazy("Until and including"),
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        validators=DAYS,
    )
    regio = forms.ChoiceField(label=gettext_lazy("Region"), required=False)
    week = forms.CharField(
        label=gettext_lazy("Week"), required=False, widget=forms.TextInput(attrs={"placeholder": "2020-W39"})
    )
    soort = forms.CharField(required=False, widget=forms.HiddenInput)
    object = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, areas: list[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        verbs = sorted(((code, capfirst(str(words))) for code, words in known_verbs().items()), key=lambda v: v[1])
        self._choose("wat", [("", _("everything")), *verbs])
        self._choose("regio", [("", _("all regions")), *((area.code, area.name) for area in areas)])

    def _choose(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean_week(self) -> Week | None:
        typed = self.cleaned_data["week"]
        try:
            return Week.parse(typed) if typed else None
        except WeekError as error:
            raise ValidationError(_("Give a week such as 2020-W39.")) from error

    @property
    def object_words(self) -> str:
        """The object that is asked for, such as "besluit 12"; "" for every object."""
        kind, pk = self.data.get("soort", ""), self.data.get("object", "")
        return f"{kind_of(kind)} {pk}".strip() if kind else ""


def account_names() -> list[str]:
    """Return the names of all accounts: one query."""
    return list(User.objects.order_by("username").values_list("username", flat=True))

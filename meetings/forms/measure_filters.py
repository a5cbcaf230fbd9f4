"""Which part of what is in force a page shows: its query string."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ladder.form_fields import DayField, set_choices
from measures.gaps import GapKind
from measures.term_names import Terms
from regions.models import Area

EVERY_REGION = "alle"


@dataclass(frozen=True)
class Chosen:
    """What is asked for; empty: all. `region` is a code, or `EVERY_REGION` for those who see their own first."""

    day: date
    region: str = ""
    catalogue: str = ""
    theme: str = ""
    level: int | None = None
    kind: str = ""
    ended: bool = False


class MeasureFilterForm(forms.Form):
    """The choices that pages on measures in force share; a page shows those that it uses."""

    regio = forms.ChoiceField(label=gettext_lazy("Safety region"), required=False)
    lijst = forms.ChoiceField(label=pgettext_lazy("measures", "List"), required=False)
    niveau = forms.ChoiceField(label=gettext_lazy("Level"), required=False)
    thema = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)
    soort = forms.ChoiceField(label=gettext_lazy("Difference"), required=False)
    dag = DayField(label=gettext_lazy("On the day"), required=False)
    toon = forms.BooleanField(label=gettext_lazy("Also what has ended"), required=False)

    def __init__(
        self, *args: Any, areas: list[Area], terms: Terms, levels: Mapping[int, str], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        every = ("", _("all"))
        set_choices(self, "regio", [every, *((area.code, area.name) for area in areas), (EVERY_REGION, _("all"))])
        set_choices(self, "lijst", [every, *terms.catalogues.items()])
        set_choices(self, "thema", [every, *terms.themes.items()])
        named = [(str(number), f"{number} {label}") for number, label in levels.items()]
        set_choices(self, "niveau", [every, *named])
        set_choices(self, "soort", [every, *((kind.value, str(kind.label)) for kind in GapKind)])

    def own_first(self) -> None:
        """Offer the own regions as the usual choice, and all of them as another."""
        regions = self.fields["regio"].choices  # type: ignore[attr-defined]  # a choice field
        set_choices(self, "regio", [("", _("my regions")), *list(regions)[1:]])

    def all_first(self) -> None:
        """Offer all regions once, as the usual choice."""
        regions = self.fields["regio"].choices  # type: ignore[attr-defined]  # a choice field
        set_choices(self, "regio", list(regions)[:-1])

    @property
    def chosen(self) -> Chosen:
        """What is asked for; what does not exist is not asked for."""
        self.is_valid()
        found = self.cleaned_data
        level = found.get("niveau", "")
        return Chosen(
            day=found.get("dag") or self.today,
            region=found.get("regio", ""),
            catalogue=found.get("lijst", ""),
            theme=found.get("thema", ""),
            level=int(level) if level else None,
            kind=found.get("soort", ""),
            ended=bool(found.get("toon")),
        )

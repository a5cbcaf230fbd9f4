"""Choosing from the published list."""

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladder.form_fields import DayField, set_choices
from measures.entry_words import LevelShown
from measures.list_page import PublishedList
from measures.listing import GROUPINGS, LEVEL, Choice


class ListForm(forms.Form):
    """What to read of the list; the names of the fields stand in the address, so that a choice can be shared."""

    zoek = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=100)
    niveau = forms.TypedChoiceField(label=gettext_lazy("Level"), required=False, coerce=int, empty_value=None)
    sector = forms.ChoiceField(label=gettext_lazy("List"), required=False)
    doelgroep = forms.ChoiceField(label=gettext_lazy("Target group"), required=False)
    thema = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)
    peildatum = DayField(label=gettext_lazy("As on"), required=False)

    def __init__(self, asked: QueryDict, *, published: PublishedList) -> None:
        super().__init__(asked, auto_id="kies-%s")
        terms, everything = published.terms, ("", _("all"))
        levels = [(number, _level_name(number, published)) for number in published.level_numbers]
        set_choices(self, "niveau", [everything, *levels])
        set_choices(self, "doelgroep", [everything, *terms.target_groups.items()])
        set_choices(self, "thema", [everything, *terms.themes.items()])
        if published.catalogue is None:
            shown = {version.catalogue.code: version.catalogue.name for version in published.versions}
            set_choices(self, "sector", [everything, *shown.items()])
        else:
            del self.fields["sector"]
        self.fields["zoek"].widget.input_type = "search"

    @property
    def asked(self) -> list[str]:
        """What was chosen, in words, for above the list and on paper."""
        shown = []
        for name in ("niveau", "sector", "doelgroep", "thema"):
            value = self.cleaned_data.get(name) if name in self.fields else None
            if value:
                names = {str(code): label for code, label in self.fields[name].choices}  # type: ignore[attr-defined]  # a choice field
                shown.append(names[str(value)])
        search = self.cleaned_data.get("zoek")
        return [*shown, f"“{search}”"] if search else shown

    def choice(self, grouping: str) -> Choice:
        """Return what was asked for. A field that cannot be read asks for nothing, and says so."""
        self.is_valid()
        asked = self.cleaned_data
        return Choice(
            search=asked.get("zoek", ""),
            level=asked.get("niveau"),
            catalogue=asked.get("sector", ""),
            target_group=asked.get("doelgroep", ""),
            theme=asked.get("thema", ""),
            grouping=grouping if grouping in GROUPINGS else LEVEL,
        )


def _level_name(number: int, published: PublishedList) -> str:
    return f"{number} {capfirst(LevelShown(number, published.levels.get(number)).label)}"

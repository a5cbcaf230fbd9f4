"""Which contradictions a page shows, and the reason with which one is accepted."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ladder.form_fields import PlainTextField, set_choices
from ladder.models import Level
from measures.contradictions import Judged, Rule
from measures.contradictions.page import Choice
from measures.term_names import Terms

LONGEST_REASON = 2_000


class Stand(models.TextChoices):
    """Which lists are looked at."""

    DRAFTS = "concept", _("drafts")
    PUBLISHED = "gepubliceerd", _("published")


class Shown(models.TextChoices):
    """Which contradictions are shown."""

    OPEN = "open", pgettext_lazy("contradictions", "open")
    ACCEPTED = "aanvaard", pgettext_lazy("contradictions", "accepted")
    ALL = "alle", pgettext_lazy("contradictions", "all")


class ContradictionChoiceForm(forms.Form):
    """The choice in the address; whatever is not given or not known there is not chosen."""

    stand = forms.ChoiceField(required=False, choices=Stand, widget=forms.HiddenInput)
    toon = forms.ChoiceField(required=False, choices=Shown, widget=forms.HiddenInput)
    thema = forms.ChoiceField(required=False, label=_("Theme"))
    niveau = forms.ChoiceField(required=False, label=_("Level"))
    catalogus = forms.ChoiceField(required=False, label=_("List"))
    regel = forms.ChoiceField(required=False, label=_("Why"))

    def __init__(self, *args: Any, terms: Terms, levels: Mapping[int, Level], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (
            ("thema", [*terms.themes.items()]),
            ("niveau", [(str(number), str(level)) for number, level in levels.items()]),
            ("catalogus", [*terms.catalogues.items()]),
            ("regel", [(rule.value, str(rule.label)) for rule in Rule]),
        ):
            set_choices(self, name, [("", gettext("all")), *choices])

    def choice(self) -> Choice:
        """Return what is chosen."""
        self.is_valid()
        chosen = self.cleaned_data
        level = chosen.get("niveau")
        return Choice(
            shown=chosen.get("toon") or Shown.OPEN.value,
            theme=chosen.get("thema", ""),
            level=int(level) if level else None,
            catalogue=chosen.get("catalogus", ""),
            rule=chosen.get("regel", ""),
        )


class AcceptanceForm(forms.Form):
    """Why a contradiction may stand. It is named by its identity and fingerprint, as they were on the page."""

    contradiction = forms.CharField(widget=forms.HiddenInput)
    fingerprint = forms.CharField(widget=forms.HiddenInput)
    reason = PlainTextField(label=_("Why may this contradiction stand?"), max_length=LONGEST_REASON)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].widget.attrs.update(rows=3)

    def find(self, found: Iterable[Judged]) -> Judged | None:
        """Return the contradiction that the form is about; None when it is there no more, or not as it was."""
        identity, fingerprint = self.data.get("contradiction"), self.data.get("fingerprint")
        named = (one for one in found if one.contradiction.identity == identity)
        return next((one for one in named if one.contradiction.fingerprint == fingerprint), None)

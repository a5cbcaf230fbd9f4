"""Writing and adopting errata."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from ladder.form_fields import DayField, PlainTextField, set_choices
from ladder.models import Level
from meetings.actions.errata import Correction, deviates
from meetings.models import AgendaItem, DeviationReason, Erratum

LONGEST_CORRECTION = 4_000


class ErratumForm(forms.Form):
    """What stands in the minutes, what it must be, and the corrected level where the level itself was wrong."""

    item = forms.TypedChoiceField(
        label=gettext_lazy("Region"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=gettext_lazy("Empty: the mistake is about the meeting as a whole."),
    )
    wrong = PlainTextField(label=gettext_lazy("What stands there"), max_length=LONGEST_CORRECTION)
    right = PlainTextField(label=gettext_lazy("What it must be"), max_length=LONGEST_CORRECTION)
    level = forms.TypedChoiceField(
        label=gettext_lazy("Corrected level"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=gettext_lazy("Only when the level itself is wrong. It is in force once the erratum is adopted."),
    )
    valid_from = DayField(
        label=gettext_lazy("Valid from"),
        required=False,
        help_text=gettext_lazy("Only with a corrected level."),
    )

    def __init__(self, *args: Any, items: Iterable[AgendaItem], levels: Iterable[Level], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items_by_key = {item.pk: item for item in items}
        self.levels = {level.pk: level for level in levels}
        regions = [(pk, item.area.name) for pk, item in self.items_by_key.items()]
        set_choices(self, "item", [("", gettext("The meeting as a whole")), *regions])
        levels_to_choose = [(pk, str(level)) for pk, level in self.levels.items()]
        set_choices(self, "level", [("", gettext("The level stays as it is")), *levels_to_choose])
        for name in ("wrong", "right"):
            self.fields[name].widget.attrs.update(rows=3)

    def correction(self) -> Correction:
        """Return what was typed; the form must be valid."""
        data = self.cleaned_data
        return Correction(
            wrong=data["wrong"],
            right=data["right"],
            item=self.items_by_key.get(data["item"]),
            level=self.levels.get(data["level"]),
            valid_from=data["valid_from"],
        )


def erratum_initial(erratum: Erratum) -> dict[str, Any]:
    """Return what stands in a form in which an erratum is changed."""
    return {
        "item": erratum.item_id,
        "wrong": erratum.wrong,
        "right": erratum.right,
        "level": erratum.level_id,
        "valid_from": erratum.valid_from,
    }


class AdoptErratumForm(forms.Form):
    """The kind of reason, asked only when the corrected level is not the computed one."""

    deviation = forms.ModelChoiceField(
        DeviationReason.objects.filter(is_active=True), label=gettext_lazy("Kind of reason")
    )

    def __init__(self, *args: Any, erratum: Erratum, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not deviates(erratum):
            del self.fields["deviation"]

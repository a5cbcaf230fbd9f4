"""Which measures are in force: entering many at once, ending many at once, correcting one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ladder.form_fields import DayField, PlainTextField
from ladder.plain_text import refuse_control_characters
from measures.actions.in_force import Taking
from measures.models import MeasureInForce

LONGEST_LINE, LONGEST_TEXT = 200, 2_000


class TakingForm(forms.Form):
    """From when until when, and on which grounds: the same for all measures that are entered at once."""

    since = DayField(label=gettext_lazy("In force from"))
    until = DayField(label=gettext_lazy("Until and including"), required=False)
    decided_in = forms.CharField(
        label=gettext_lazy("On which decision"),
        max_length=LONGEST_LINE,
        required=False,
        validators=[refuse_control_characters],
        help_text=gettext_lazy("Such as a meeting or a regional decision."),
    )
    legal_basis = forms.CharField(
        label=gettext_lazy("Legal basis"),
        max_length=LONGEST_LINE,
        required=False,
        validators=[refuse_control_characters],
        help_text=gettext_lazy("Left empty: what the list says."),
    )
    cabinet_informed_on = DayField(label=gettext_lazy("Cabinet informed on"), required=False)
    deviation = PlainTextField(
        label=gettext_lazy("How it deviates from the list"), required=False, max_length=LONGEST_TEXT
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deviation"].widget.attrs["rows"] = 2

    @property
    def taking(self) -> Taking:
        """What was filled in; the form must be valid."""
        return Taking(**self.cleaned_data)


class CorrectionForm(TakingForm):
    """The same for one measure that was entered before: what is left empty is empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["legal_basis"].help_text = ""


def correction_form(row: MeasureInForce) -> CorrectionForm:
    """Return the form with what is stored."""
    return CorrectionForm(initial={name: getattr(row, name) for name in TakingForm.base_fields})


class EndForm(forms.Form):
    """One last day for the measures that are ticked."""

    until = DayField(label=gettext_lazy("Until and including"))

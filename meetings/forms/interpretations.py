"""Writing the duiding."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladder.form_fields import PlainTextField, set_choices
from meetings.models import Interpretation
from meetings.versions import VersionLine

LONGEST_INTERPRETATION = 20_000


class InterpretationForm(forms.Form):
    """The duiding, and the version on which its writer began (0: none).

    `base_text`, when it is sent along, is the text from which the writer went on instead of that version's.
    """

    text = PlainTextField(
        label=gettext_lazy("Duiding of this region"), required=False, max_length=LONGEST_INTERPRETATION
    )
    base_number = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    base_text = PlainTextField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs.update(rows=10)

    def clean_base_text(self) -> str | None:
        """Return None, not an empty text, when it was not sent."""
        text: str = self.cleaned_data["base_text"]
        return text if "base_text" in self.data else None


def interpretation_form(saved: Interpretation | None) -> InterpretationForm:
    """Return the form to go on writing from the version that counts."""
    text, number = (saved.text, saved.number) if saved else ("", 0)
    return InterpretationForm(initial={"text": text, "base_number": number})


class StateForm(forms.Form):
    """What an open page knows: the version it shows, and who else was writing."""

    base_number = forms.IntegerField(min_value=0)
    present = forms.CharField(required=False)


class ComparisonForm(forms.Form):
    """Which two versions to compare (0: the empty page), out of those on offer."""

    old = forms.TypedChoiceField(label=gettext_lazy("From"), coerce=int, empty_value=None)
    new = forms.TypedChoiceField(label=gettext_lazy("To"), coerce=int, empty_value=None)

    def __init__(self, *args: Any, lines: Sequence[VersionLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(line.number, _label(line)) for line in lines]
        set_choices(self, "old", [*choices, (0, _("the empty page"))])
        set_choices(self, "new", choices)


def _label(line: VersionLine) -> str:
    moment = date_format(localtime(line.written_at), "j F, H:i")
    return _("version %(number)s, %(author)s, %(moment)s") % {
        "number": line.number,
        "author": line.author,
        "moment": moment,
    }


class RestoreForm(forms.Form):
    """Which version to put back, and the latest one that was on screen."""

    number = forms.IntegerField(min_value=1)
    base_number = forms.IntegerField(min_value=1)

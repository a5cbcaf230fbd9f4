"""What can be typed on an agenda."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladder.form_fields import DayField, PlainTextField, set_choices
from meetings.agenda import Line

LONGEST_TITLE = 200
LONGEST_TEXT = 2_000


class AskForm(forms.Form):
    """Which region to discuss, and why."""

    area = forms.ChoiceField(label=gettext_lazy("Safety region"))
    text = PlainTextField(label=gettext_lazy("Why"), max_length=LONGEST_TEXT)

    def __init__(self, *args: Any, lines: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "ask-%s", **kwargs})
        set_choices(self, "area", [("", _("Choose a region")), *_groups(lines)])
        self.fields["text"].widget.attrs.update(rows=3)


def _groups(lines: Sequence[Line]) -> list[tuple[str, Any]]:
    named = ((_("Hamerstukken"), False), (_("Discussed already"), True))
    groups = [(name, _choices(lines, discussed=discussed)) for name, discussed in named]
    return [group for group in groups if group[1]]


def _choices(lines: Sequence[Line], *, discussed: bool) -> list[tuple[str, str]]:
    areas = [line.item.area for line in lines if line.is_discussed is discussed]
    return sorted(((area.code, area.name) for area in areas), key=lambda choice: choice[1])


class PointForm(forms.Form):
    """A point that is not a region."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=LONGEST_TITLE)
    text = PlainTextField(label=gettext_lazy("Explanation"), required=False, max_length=LONGEST_TEXT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "point-%s", **kwargs})
        self.fields["text"].widget.attrs.update(rows=3)


class ConsentForm(forms.Form):
    """From when the levels of the hamerstukken are valid, and which ones were on screen."""

    valid_from = DayField(label=gettext_lazy("Valid from"))
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_seen(self) -> list[str]:
        """Return the codes of the areas."""
        return [code for code in self.cleaned_data["seen"].split(",") if code]


def seen_of(lines: Sequence[Line]) -> str:
    """Return what `seen` holds for these hamerstukken."""
    return ",".join(line.item.area.code for line in lines)

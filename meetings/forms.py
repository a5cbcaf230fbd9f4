"""What can be typed in a meeting."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladder import formats
from ladder.models import Level
from ladder.weeks import Week
from meetings.plain_text import clean_text, refuse_control_characters

LONGEST_INTERPRETATION = 20_000
LONGEST_REASON = 4_000
# Wednesday, three days after the Sunday on which a week ends.
DAYS_FROM_SUNDAY_TO_MEETING = 3


class PlainTextField(forms.CharField):
    """Several lines of plain text; characters that no document can hold are refused."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "")

    def run_validators(self, value: Any) -> None:
        refuse_control_characters(value)
        super().run_validators(value)


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, **kwargs)


class OpenMeetingForm(forms.Form):
    """Which week to open a meeting on, and when it is held (empty: the Wednesday after the week)."""

    week = forms.ChoiceField(label=gettext_lazy("Figures of week"))
    held_on = DayField(
        label=gettext_lazy("Held on"),
        required=False,
        help_text=gettext_lazy("Empty: the Wednesday after that week."),
    )

    def __init__(self, *args: Any, weeks: list[Week], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set_choices(self, "week", [(str(week), formats.week_option(week)) for week in weeks])

    def clean(self) -> dict[str, Any]:
        """Fill in the Wednesday after the week where no day was given."""
        cleaned = super().clean() or {}
        if "week" in cleaned:
            week = Week.parse(cleaned["week"])
            meant = week.end + timedelta(days=DAYS_FROM_SUNDAY_TO_MEETING)
            cleaned = {**cleaned, "week": week, "held_on": cleaned.get("held_on") or meant}
        return cleaned


class InterpretationForm(forms.Form):
    """The duiding, and the version on which its writer began (0: none)."""

    text = PlainTextField(
        label=gettext_lazy("Duiding of this region"), required=False, max_length=LONGEST_INTERPRETATION
    )
    base_number = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs.update(rows=10)


class DecisionForm(forms.Form):
    """A level from a date, with its reason."""

    level = forms.TypedChoiceField(label=gettext_lazy("Level"), coerce=int, widget=forms.RadioSelect)
    valid_from = DayField(label=gettext_lazy("Valid from"))
    reason = PlainTextField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=LONGEST_REASON,
        help_text=gettext_lazy("Required when the level differs from the computed one or none is computed."),
    )

    def __init__(self, *args: Any, levels: Iterable[Level], computed: Level | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.levels = {level.pk: level for level in levels}
        _set_choices(self, "level", [(pk, _label(level, computed)) for pk, level in self.levels.items()])
        self.fields["reason"].widget.attrs.update(rows=4)

    def clean_level(self) -> Level:
        """Return the level itself."""
        return self.levels[self.cleaned_data["level"]]


def _label(level: Level, computed: Level | None) -> str:
    return _("%(level)s (computed)") % {"level": level} if level == computed else str(level)


def _set_choices(form: forms.Form, name: str, choices: list[tuple[Any, str]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


class RestForm(forms.Form):
    """From when the levels are valid that follow the computed ones."""

    valid_from = DayField(label=gettext_lazy("Valid from"))


def usual_valid_from(held_on: date) -> date:
    """Return the day that a decision is proposed to be valid from: the day of the meeting."""
    return held_on

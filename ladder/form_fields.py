"""Fields that forms on every floor share."""

from typing import Any

from django import forms

from ladder.plain_text import clean_text, refuse_control_characters


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


def set_choices(form: forms.Form, name: str, choices: list[tuple[Any, str]]) -> None:
    """Give a choice field of one form its choices."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices

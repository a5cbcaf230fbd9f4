"""Fields that forms on every floor share."""

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladder.plain_text import clean_text, refuse_control_characters

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


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


class SheetField(forms.FileField):
    """A file of one of some kinds, up to a size in bytes: refused before anything reads it.

    `other_kind` and `too_large` are the sentences of these refusals. Whether it can be read is for its reader.
    """

    def __init__(
        self,
        *,
        suffixes: tuple[str, ...],
        limit: int,
        other_kind: "StrPromise",
        too_large: "StrPromise",
        **kwargs: Any,
    ) -> None:
        widget = forms.FileInput(attrs={"accept": ",".join(suffixes)})
        super().__init__(widget=widget, error_messages={"empty": gettext_lazy("This file is empty.")}, **kwargs)
        self.suffixes, self.limit, self.other_kind, self.too_large = suffixes, limit, other_kind, too_large

    def clean(self, data: Any, initial: Any = None) -> UploadedFile[Any]:
        file: UploadedFile[Any] = super().clean(data, initial)
        suffix = PurePath(file.name or "").suffix.lower()
        if suffix == ".xlsm":
            raise ValidationError(_("This spreadsheet can hold macros. Save it as .xlsx and send that in."))
        if suffix not in self.suffixes:
            raise ValidationError(str(self.other_kind))
        if (file.size or 0) > self.limit:
            raise ValidationError(str(self.too_large))
        return file

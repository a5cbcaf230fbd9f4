"""Handing in a document, or its SHA-256, to be verified."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SIZE_LIMIT = 5 * 1024 * 1024


class VerificationForm(forms.Form):
    """A document of at most 5 MB. What it is, its content says, not its name."""

    document = forms.FileField(
        label=gettext_lazy("Document"),
        help_text=gettext_lazy("A .docx, .odt, .pdf or .json of at most 5 MB. It is compared and not kept."),
        widget=forms.FileInput(attrs={"accept": ".docx,.odt,.pdf,.json"}),
        error_messages={"empty": gettext_lazy("This file is empty.")},
    )

    def clean_document(self) -> UploadedFile[Any]:
        """Refuse a file above the limit, before anything reads it."""
        document: UploadedFile[Any] = self.cleaned_data["document"]
        if (document.size or 0) > SIZE_LIMIT:
            raise ValidationError(_("This file is larger than 5 MB. No document of this system is that large."))
        return document


class HashForm(forms.Form):
    """A SHA-256 in hexadecimal; blanks and capitals do not matter."""

    sha256 = forms.CharField(
        label="SHA-256",
        max_length=200,
        help_text=gettext_lazy("The code of 64 characters under the title of an adopted document."),
        validators=[
            RegexValidator(r"^\s*([0-9A-Fa-f]\s*){64}$", gettext_lazy("A SHA-256 is 64 digits and letters a–f."))
        ],
    )

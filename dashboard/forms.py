"""What can be sent in on the pages of the dashboard."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladder.sources.spreadsheet import SIZE_LIMIT

SUFFIXES = (".xlsx", ".csv")


class UploadForm(forms.Form):
    """A spreadsheet: .xlsx or .csv, at most 2 MB. Whether it can be read is for the reader to say."""

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy("An .xlsx or .csv file of at most 2 MB."),
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
        error_messages={"empty": gettext_lazy("This file is empty.")},
    )

    def clean_file(self) -> UploadedFile[Any]:
        """Refuse other kinds of file and files above the limit, before anything reads them."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        suffix = PurePath(file.name or "").suffix.lower()
        if suffix == ".xlsm":
            raise ValidationError(_("This spreadsheet can hold macros. Save it as .xlsx and send that in."))
        if suffix not in SUFFIXES:
            raise ValidationError(_("This is no .xlsx or .csv file. Save it as one of these and send that in."))
        if (file.size or 0) > SIZE_LIMIT:
            raise ValidationError(_("This file is larger than 2 MB. Send in fewer days or areas at a time."))
        return file

"""What can be sent in on the pages of the dashboard."""

from django import forms
from django.utils.translation import gettext_lazy

from ladder.form_fields import SheetField
from ladder.sources.spreadsheet import SIZE_LIMIT


class UploadForm(forms.Form):
    """A spreadsheet: .xlsx or .csv, at most 2 MB."""

    file = SheetField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy("An .xlsx or .csv file of at most 2 MB."),
        suffixes=(".xlsx", ".csv"),
        limit=SIZE_LIMIT,
        other_kind=gettext_lazy("This is no .xlsx or .csv file. Save it as one of these and send that in."),
        too_large=gettext_lazy("This file is larger than 2 MB. Send in fewer days or areas at a time."),
    )

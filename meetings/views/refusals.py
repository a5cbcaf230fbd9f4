"""How a page says no: the sentence of the refusal at the field it is about, with all that was typed kept."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from meetings.errors import MeetingError

INVALID = 422
CONFLICT = 409


def refuse_in_form(form: forms.Form, error: MeetingError) -> None:
    """Put a refusal at its field, or at the top of the form."""
    known = error.field if error.field in form.fields else None
    form.add_error(known or NON_FIELD_ERRORS, str(error))

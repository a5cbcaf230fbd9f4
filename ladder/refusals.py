"""How the site says no: a sentence at the field it is about, with all that was typed kept."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

INVALID = 422
CONFLICT = 409


class Refusal(Exception):  # noqa: N818 - named after what happened
    """A refusal with a sentence for the person who asked. `field` names the form field it is about, if any."""

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


def refuse_in_form(form: forms.Form, error: Refusal) -> None:
    """Put a refusal at its field, or at the top of the form."""
    known = error.field if error.field in form.fields else None
    form.add_error(known or NON_FIELD_ERRORS, str(error))

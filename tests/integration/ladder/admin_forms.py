"""The forms of the admin as a browser sends them: everything as it was shown, with some things changed."""

from typing import Any

from django.http import HttpResponse


def sent_from(response: HttpResponse) -> dict[str, str]:
    """Return what a browser would send from a change page of the admin when nothing was typed."""
    context: Any = response.context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    shown = {field.html_name: field.value() for form in forms for field in form}
    return {name: str(value) for name, value in shown.items() if value not in (None, "") and value is not False}


def add_row(data: dict[str, str], prefix: str, **fields: object) -> None:
    """Fill in one row more of an inline table."""
    number = int(data[f"{prefix}-TOTAL_FORMS"])
    data[f"{prefix}-TOTAL_FORMS"] = str(number + 1)
    data.update({f"{prefix}-{number}-{name}": str(value) for name, value in fields.items()})

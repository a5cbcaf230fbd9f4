"""Pages that may be read without login: a mark on their views, which `dashboard.middleware` looks at."""

from collections.abc import Callable
from typing import TypeVar

from django.http.response import HttpResponseBase

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def public_page(view: View) -> View:
    """Mark a view as readable without login when the setting `PUBLIC_PAGES` is on."""
    view.public_page = True  # type: ignore[attr-defined]  # a mark on the function
    return view

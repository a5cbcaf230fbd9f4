"""Login everywhere, except on pages that say otherwise."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def public_page(view: View) -> View:
    """Mark a view as readable without login when the setting `PUBLIC_PAGES` is on."""
    view.public_page = True  # type: ignore[attr-defined]
    return view


class LoginUnlessPublicMiddleware(LoginRequiredMiddleware):
    """Demand login for every view, except `login_not_required` and, with `PUBLIC_PAGES`, `public_page` ones."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        if settings.PUBLIC_PAGES and getattr(view_func, "public_page", False):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

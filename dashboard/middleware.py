"""Login everywhere, except on pages that say otherwise; Dutch, unless the reader chose otherwise."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def public_page(view: View) -> View:
    """Mark a view as readable without login when the setting `PUBLIC_PAGES` is on."""
    view.public_page = True  # type: ignore[attr-defined]  # a mark on the function
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


class ChosenLanguageMiddleware(LocaleMiddleware):
    """Dutch, or the language that the reader chose on the site; what the browser asks for is not looked at.

    A civil servant's browser is often set up in English, and the meeting speaks Dutch.
    """

    def process_request(self, request: HttpRequest) -> None:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        translation.activate(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()

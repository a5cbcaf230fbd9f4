"""Login everywhere, except on pages that say otherwise; Dutch, unless the reader chose otherwise."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render, resolve_url
from django.utils import translation

UNAUTHORIZED = 401
NUL = ("\0", "%00")
GetResponse = Callable[[HttpRequest], HttpResponseBase]


def refuse_nul(get_response: GetResponse) -> GetResponse:
    """Answer 400 to an address with a NUL, plain or encoded: no name has one, and PostgreSQL takes none."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if any(nul in part for nul in NUL for part in (request.path_info, request.META.get("QUERY_STRING", ""))):
            raise BadRequest("a NUL in the address")
        return get_response(request)

    return middleware


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

    def handle_no_permission(  # type: ignore[override]  # the stubs know of the redirect only
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        """Lead to the sign-in page; tell a part of a page (htmx) with a 401, so that nothing typed is replaced.

        What only reads goes on to the sign-in page; what was to be saved stays on screen.
        """
        to_sign_in = super().handle_no_permission(request, view_func)
        if request.headers.get("HX-Request") != "true":
            return to_sign_in
        answer = render(request, "registration/_signed_out.html", status=UNAUTHORIZED)
        if request.method == "GET":
            answer.headers["HX-Redirect"] = _back_to(request)
        return answer


def _back_to(request: HttpRequest) -> str:
    """Return the address of the sign-in page that leads back to the page from which htmx asked."""
    page = urlsplit(request.headers.get("HX-Current-URL", ""))
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': page._replace(scheme='', netloc='').geturl()})}"


class ChosenLanguageMiddleware(LocaleMiddleware):
    """Dutch, or the language that the reader chose on the site; what the browser asks for is not looked at.

    A civil servant's browser is often set up in English, and the meeting speaks Dutch.
    """

    def process_request(self, request: HttpRequest) -> None:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        translation.activate(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()

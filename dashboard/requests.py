"""What a request is after."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


def is_swap(request: HttpRequest) -> bool:
    """Tell whether htmx asks for a part of a page; going back in the history asks for the whole."""
    htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]  # set by HtmxMiddleware
    return bool(htmx) and not htmx.history_restore_request

"""The address of a page as people outside this machine write it."""

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest


def absolute(request: HttpRequest, address: str) -> str:
    """Return an address with scheme and host: those of `SITE_URL`, or of the request where that is not set.

    Without them when the request came under a name that is not ours: the page that refuses it needs no other.
    """
    if "//localhost" not in settings.SITE_URL:
        return f"{settings.SITE_URL}{address}"
    try:
        return request.build_absolute_uri(address)
    except DisallowedHost:
        return address

"""The address of a page as people outside this machine write it."""

from django.conf import settings
from django.http import HttpRequest


def absolute(request: HttpRequest, address: str) -> str:
    """Return an address with scheme and host: those of `SITE_URL`, or of the request where that is not set."""
    if "//localhost" in settings.SITE_URL:
        return request.build_absolute_uri(address)
    return f"{settings.SITE_URL}{address}"

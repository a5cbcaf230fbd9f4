"""The addresses of the API, each behind the guard."""

from django.urls import URLPattern, path, re_path

from dashboard.api.api import api
from dashboard.api.document import openapi
from dashboard.api.guard import guarded, nothing_here, open_address


def _addresses() -> list[URLPattern]:
    """Return what the framework made of the operations; its own root page is left out."""
    patterns = [found for found in api.urls[0] if isinstance(found, URLPattern) and found.name != "api-root"]
    for pattern in patterns:
        pattern.callback = guarded(pattern.callback)
    return patterns


urlpatterns = [
    path("openapi.json", open_address(openapi), name="api-document"),
    *_addresses(),
    re_path(r"", nothing_here, name="api-nothing"),
]

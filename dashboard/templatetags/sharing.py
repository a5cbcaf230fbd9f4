"""What templates need to hand on a page: its address, and what other sites show of it."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.translation import get_language

from dashboard.site_address import absolute

register = template.Library()
LOCALES = {"nl": "nl_NL", "en": "en_GB"}


@register.simple_tag(takes_context=True)
def address_of(context: dict[str, Any], address: str) -> str:
    """Return an address of this site with scheme and host: `{% address_of request.get_full_path %}`."""
    request = context.get("request")
    return absolute(request, address) if request else address


@register.inclusion_tag("_components/open_graph.html", takes_context=True)
def open_graph(
    context: dict[str, Any], title: str, description: str, query: str = "", image: str = ""
) -> dict[str, Any]:
    """Tell other sites how to show a link to this page. `query` pins what is shown, `image` is an address.

    Nothing where pages ask for a login: nobody could fetch the picture, and nothing of it leaks.
    """
    request = context.get("request")
    if request is None or not settings.PUBLIC_PAGES:
        return {}
    return {
        "title": title,
        "description": description,
        "address": absolute(request, f"{request.path}{query}"),
        "image": absolute(request, image) if image else "",
        "locale": LOCALES.get(get_language() or "", "nl_NL"),
    }

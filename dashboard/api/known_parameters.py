"""Parameters that an address does not have: a mistyped filter is refused, never silently left out."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from dashboard.api.version import BASE


def unknown_parameters(request: HttpRequest) -> list[dict[str, str]]:
    """Return what is wrong with the names in the query string; empty when all of them are known."""
    from dashboard.api.document import query_keys  # the document is made of the addresses that this guards

    match = request.resolver_match
    route = "" if match is None else f"/{match.route}".removeprefix(BASE).replace("<", "{").replace(">", "}")
    known = query_keys().get(route, ())
    detail = _("is no parameter of this address; it has: %(names)s") % {"names": ", ".join(known) or "–"}
    return [{"location": "query", "name": name, "detail": detail} for name in request.GET if name not in known]


def names_in_query(operation: dict[str, Any]) -> Iterable[str]:
    """Yield the names of an operation's parameters that go into the query string."""
    return (found["name"] for found in operation.get("parameters", ()) if found["in"] == "query")

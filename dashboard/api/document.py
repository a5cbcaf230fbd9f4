"""The OpenAPI 3.1 document, in the reader's language: Dutch unless another one was chosen on the site."""

from functools import cache
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from ninja.openapi.schema import get_schema

from dashboard.api.known_parameters import names_in_query
from dashboard.api.problems import PROBLEM_JSON
from dashboard.api.version import BASE, VERSION

DESCRIPTION: Final = gettext_noop(
    "The levels of the safety regions with all that lies under them: read-only, as the pages show it. The computed"
    " level and the decided level stand side by side everywhere. Names are in English; the glossary is: week,"
    " region (veiligheidsregio), level (niveau), signal (signaal), signal value (signaalwaarde), weekly value"
    " (weekcijfer), observation (meting), computed level (berekend niveau), decided level (vastgesteld niveau),"
    " meeting (inschalingsoverleg). Moments are in UTC, days are those of the Netherlands, weeks are ISO weeks."
    " Values are in full precision. Answers carry an ETag: ask again with If-None-Match."
)
LICENCE: Final = {"name": "CC0 1.0", "url": "https://creativecommons.org/publicdomain/zero/1.0/deed.nl"}
REASONS: Final = {
    "400": gettext_noop("A parameter is wrong; the answer says which, and what was expected."),
    "401": gettext_noop("No token, or one that does not hold (any more)."),
    "404": gettext_noop("There is nothing at this address."),
    "405": gettext_noop("Only reading is possible."),
    "429": gettext_noop("Too many requests in this minute."),
}
HEADERS: Final = {
    "API-Version": {"schema": {"type": "string"}, "description": gettext_noop("The full version of the API.")},
    "ETag": {
        "schema": {"type": "string"},
        "description": gettext_noop("For If-None-Match: unchanged answers are not sent again."),
    },
}


def openapi(request: HttpRequest) -> JsonResponse:
    """Answer with the document; its server is the site at which it was asked."""
    document = {**document_in(get_language())}
    document["servers"] = [{"url": request.build_absolute_uri(BASE)}]
    return JsonResponse(document)


@cache
def document_in(language: str) -> dict[str, Any]:
    """Return the document in a language; without servers, and not to be changed."""
    translated: dict[str, Any] = _translated(_document())
    return translated


@cache
def query_keys() -> dict[str, tuple[str, ...]]:
    """Return the names that each address takes in its query string, by path without the base."""
    return {path: tuple(names_in_query(methods["get"])) for path, methods in _document()["paths"].items()}


@cache
def _document() -> dict[str, Any]:
    from dashboard.api.api import api  # the addresses, which are guarded with `query_keys`

    made = get_schema(api)
    for methods in made["paths"].values():
        _complete(methods["get"])
    return {
        "openapi": made["openapi"],
        "info": {
            "title": api.title,
            "version": VERSION,
            "description": DESCRIPTION,
            "contact": {"name": "Escalatieladder", "url": f"{settings.SITE_URL}/api/"},
            "license": LICENCE,
        },
        "servers": [],
        "security": [{"token": []}, {}],
        "paths": made["paths"],
        "components": {**made["components"], "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }


def _complete(operation: dict[str, Any]) -> None:
    """Say of an operation what the framework does not know: the fields of answers, and the form of refusals."""
    for parameter in operation["parameters"]:
        parameter["schema"] = _without_null(parameter["schema"])
    operation["responses"] = {str(status): found for status, found in operation["responses"].items()}
    for status, found in operation["responses"].items():
        found["headers"] = HEADERS if status == "200" else {"API-Version": HEADERS["API-Version"]}
        if status in REASONS:
            found["description"] = REASONS[status]
            found["content"] = {PROBLEM_JSON: next(iter(found["content"].values()))}
    operation["responses"]["304"] = {"description": gettext_noop("Unchanged."), "headers": HEADERS}


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a parameter that may be left out; a query string has no null."""
    kinds = [kind for kind in schema.get("anyOf", ()) if kind.get("type") != "null"]
    rest = {key: value for key, value in schema.items() if key not in ("anyOf", "title", "description")}
    if rest.get("default", ...) is None:
        del rest["default"]
    return {**rest, **kinds[0]} if len(kinds) == 1 else rest


def _translated(part: Any) -> Any:
    """Return a part of the document with its summaries and descriptions in the present language."""
    if isinstance(part, dict):
        return {key: _text_or_part(key, value) for key, value in part.items()}
    return [_translated(one) for one in part] if isinstance(part, list) else part


def _text_or_part(key: str, value: Any) -> Any:
    return _(value) if key in ("summary", "description") and isinstance(value, str) else _translated(value)

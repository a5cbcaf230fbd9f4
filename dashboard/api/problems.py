"""Errors as RFC 9457 problem details, the only form in which the API refuses something."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from ninja import Schema

PROBLEM_JSON: Final = "application/problem+json"


class WrongParameter(Schema):
    """A parameter that cannot be taken: where it stood, its name, and what was expected."""

    location: str
    name: str
    detail: str


class Problem(Schema):
    """Why a request was refused."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[WrongParameter]


REFUSALS: Final[dict[int, type[Schema]]] = dict.fromkeys((400, 401, 404, 405, 429), Problem)
"""The problems that any operation may answer with, for its description."""


class BadParameterError(Exception):
    """A parameter that can be read and cannot be answered, such as a ladder that is not there."""

    def __init__(self, name: str, detail: str, *, location: str = "query") -> None:
        super().__init__(f"{name}: {detail}")
        self.error = {"location": location, "name": name, "detail": detail}


def problem(
    request: HttpRequest,
    status: HTTPStatus,
    detail: str,
    *,
    errors: Iterable[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> JsonResponse:
    """Return a refusal; `errors` names each parameter that is wrong."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": detail,
        "instance": request.path,
        "errors": list(errors),
    }
    return JsonResponse(body, status=status, content_type=PROBLEM_JSON, headers=dict(headers or {}))


def bad_request(request: HttpRequest, errors: Iterable[Mapping[str, str]]) -> JsonResponse:
    """Return a 400 that says of each wrong parameter what was expected."""
    found = list(errors)
    detail = "; ".join(f"{error['name']}: {error['detail']}" for error in found)
    return problem(request, HTTPStatus.BAD_REQUEST, detail, errors=found)


def not_found(request: HttpRequest) -> JsonResponse:
    """Return a 404."""
    return problem(request, HTTPStatus.NOT_FOUND, _("There is nothing at this address."))

"""The API itself: its addresses, and how mistakes in a question are told."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from dashboard.api.endpoints import areas, escalation_levels, ladders, levels, meetings, observations
from dashboard.api.problems import BadParameterError, bad_request, not_found
from dashboard.api.reasons import reason
from dashboard.api.version import VERSION

api = NinjaAPI(title="Escalatieladder", version=VERSION, urls_namespace="api", openapi_url=None, docs_url=None)
for router in (
    levels.router, meetings.router, escalation_levels.router, observations.router, areas.router, ladders.router
):  # fmt: skip
    api.add_router("", router)


@api.exception_handler(ValidationError)
def _wrong_parameters(request: HttpRequest, error: Any) -> HttpResponse:
    return bad_request(request, [reason(found) for found in error.errors])


@api.exception_handler(BadParameterError)
def _bad_parameter(request: HttpRequest, error: Any) -> HttpResponse:
    return bad_request(request, [error.error])


@api.exception_handler(Http404)
def _nothing(request: HttpRequest, error: Any) -> HttpResponse:
    return not_found(request)


@api.exception_handler(Exception)
def _failed(request: HttpRequest, error: Any) -> HttpResponse:
    raise error  # the guard logs it, and tells no more than that something went wrong

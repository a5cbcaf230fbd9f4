"""What every address of the API does around its own work: who reads, how often, and whether anything is new.

A refusal, whoever gives it, leaves as problem details; an answer that the reader has already leaves as a 304,
before anything is looked up.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from dashboard.api.known_parameters import unknown_parameters
from dashboard.api.limits import count_request
from dashboard.api.problems import PROBLEM_JSON, bad_request, not_found, problem
from dashboard.api.readers import Reader, reader_of
from dashboard.api.version import VERSION
from dashboard.freshness import entity_tag, not_modified

View = Callable[..., HttpResponseBase]
READS: Final = ("GET", "HEAD")
ALLOWED: Final = "GET, HEAD, OPTIONS"
CORS: Final = {
    # Cookies are not sent along from elsewhere: another site reads with a token, or what everybody may read.
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "API-Version, ETag, Link, RateLimit-Limit, RateLimit-Remaining,"
    " RateLimit-Reset, Retry-After",
}
PREFLIGHT: Final = {
    "Allow": ALLOWED,
    "Access-Control-Allow-Methods": ALLOWED,
    "Access-Control-Allow-Headers": "Authorization, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
log = logging.getLogger(__name__)


def open_address(view: View) -> View:
    """Let anybody read an address, as often as they like: for the description of the API."""

    @wraps(view)
    def answering(request: HttpRequest, /, *args: object, **kwargs: object) -> HttpResponseBase:
        refused = _preflight(request) or _for_reading(request)
        return _finished(request, refused or _asked(view, request, *args, **kwargs))

    return login_not_required(answering)


def guarded(view: View) -> View:
    """Answer readers only, each up to the limit, and with a 304 when nothing has changed."""

    @wraps(view)
    def answering(request: HttpRequest, /, *args: object, **kwargs: object) -> HttpResponseBase:
        return _finished(request, _preflight(request) or _answer(view, request, *args, **kwargs))

    return login_not_required(answering)


def _answer(view: View, request: HttpRequest, /, *args: object, **kwargs: object) -> HttpResponseBase:
    now = timezone.now()
    reader = reader_of(request, today=timezone.localdate(now))
    allowance = count_request(reader.key, now=now)
    if allowance.is_exceeded:
        detail = _("Too many requests; try again in %(seconds)d seconds.") % {"seconds": allowance.seconds_left}
        return problem(request, HTTPStatus.TOO_MANY_REQUESTS, detail, headers=allowance.headers())
    answer = _read(view, request, reader, now, *args, **kwargs) if reader.may_read else _unauthorized(request)
    return _with_fields(answer, allowance.headers())


def _read(
    view: View, request: HttpRequest, reader: Reader, now: datetime, /, *args: object, **kwargs: object
) -> HttpResponseBase:
    refused = _for_reading(request) or _unknown(request)
    if refused is not None:
        return refused
    tag = entity_tag(VERSION, translation.get_language(), str(reader.is_insider), request.get_full_path(), now=now)
    answer = not_modified(request, tag)
    if answer is None:
        request.api_reader = reader  # type: ignore[attr-defined]  # for `readers.is_insider`
        answer = _asked(view, request, *args, **kwargs)
    if answer.status_code in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED):
        answer.headers["ETag"] = tag
        public = settings.PUBLIC_PAGES and not reader.is_insider
        answer.headers["Cache-Control"] = "public, no-cache" if public else "private, no-cache"
    return answer


def _asked(view: View, request: HttpRequest, /, *args: object, **kwargs: object) -> HttpResponseBase:
    method, request.method = request.method, "GET"
    try:
        return view(request, *args, **kwargs)
    except Exception:
        log.exception("the API failed on %s", request.path)
        return problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, _("Something went wrong on our side."))
    finally:
        request.method = method


def _preflight(request: HttpRequest) -> HttpResponseBase | None:
    if request.method == "OPTIONS":
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=PREFLIGHT)
    return None


def _unknown(request: HttpRequest) -> HttpResponseBase | None:
    wrong = unknown_parameters(request)
    return bad_request(request, wrong) if wrong else None


def _for_reading(request: HttpRequest) -> HttpResponseBase | None:
    if request.method not in READS:
        detail = _("This API is for reading only.")
        return problem(request, HTTPStatus.METHOD_NOT_ALLOWED, detail, headers={"Allow": ALLOWED})
    return None


def _unauthorized(request: HttpRequest) -> HttpResponseBase:
    detail = _("A token that holds is needed: Authorization: Bearer …")
    headers = {"WWW-Authenticate": "Bearer"}
    return problem(request, HTTPStatus.UNAUTHORIZED, detail, headers=headers)


def _finished(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """Give an answer the fields that all of them have, and a refusal of the framework its form."""
    if answer.status_code == HTTPStatus.NOT_FOUND and answer.headers.get("Content-Type") != PROBLEM_JSON:
        answer = not_found(request)
    _with_fields(answer, {"API-Version": VERSION, **CORS})
    answer.headers.setdefault("Cache-Control", "no-store")
    patch_vary_headers(answer, ["Authorization", "Cookie"])
    if request.method == "HEAD" and isinstance(answer, HttpResponse):
        answer.headers["Content-Length"] = str(len(answer.content))
        answer.content = b""
    return answer


def _with_fields(answer: HttpResponseBase, fields: Mapping[str, str]) -> HttpResponseBase:
    for name, value in fields.items():
        answer.headers[name] = value
    return answer


@guarded
def nothing_here(request: HttpRequest) -> HttpResponse:
    """Answer an address that the API does not have."""
    return not_found(request)

"""From where and by whom a request comes, for the audit trail."""

from collections.abc import Callable

from axes.helpers import get_client_ip_address
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from ladder.audit.origin import request_from

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def audit_origin(get_response: GetResponse) -> GetResponse:
    """Have all that a request does recorded with its address: the one by which django-axes counts failed sign-ins.

    Stands below the middleware that finds out who is signed in.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        def user() -> User | None:
            return request.user if isinstance(request.user, User) else None

        with request_from(lambda: get_client_ip_address(request), user):
            return get_response(request)

    return middleware

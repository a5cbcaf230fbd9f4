"""From where a request comes, with and without a proxy in front."""

import pytest
from axes.helpers import get_client_ip_address
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from dashboard.audit_middleware import audit_origin
from ladder.audit.origin import current_address
from ladder.models import AuditEntry
from tests.factories import PASSWORD, UserFactory

PROXY, VISITOR, FORGED = "10.0.0.1", "203.0.113.7", "198.51.100.9"
# What `dashboard.settings` makes of BEHIND_TLS_PROXY; test_settings looks at that.
BEHIND_PROXY, DIRECT = ["HTTP_X_FORWARDED_FOR", "REMOTE_ADDR"], ["REMOTE_ADDR"]


def address_of(forwarded: str | None, at: str) -> str | None:
    seen: list[str | None] = []

    def view(request: object) -> HttpResponse:
        seen.append(current_address())
        return HttpResponse()

    headers = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    audit_origin(view)(RequestFactory().get("/", REMOTE_ADDR=at, **headers))
    return seen[0]


@pytest.mark.parametrize(
    ("headers", "at", "forwarded", "expected"),
    [
        (DIRECT, VISITOR, None, VISITOR),
        (DIRECT, VISITOR, FORGED, VISITOR),
        (BEHIND_PROXY, PROXY, VISITOR, VISITOR),
        (BEHIND_PROXY, PROXY, f"{FORGED}, {VISITOR}", VISITOR),
        (BEHIND_PROXY, PROXY, f"{FORGED}, 10.9.8.7, {VISITOR}", VISITOR),
        (BEHIND_PROXY, PROXY, f"8.8.8.8, {VISITOR}", VISITOR),
        (BEHIND_PROXY, PROXY, f"rubbish, {VISITOR}", VISITOR),
        (BEHIND_PROXY, PROXY, f"{VISITOR}:50123", VISITOR),
        (BEHIND_PROXY, PROXY, "2001:db8::7", "2001:db8::7"),
        (BEHIND_PROXY, PROXY, "rubbish", PROXY),
        (BEHIND_PROXY, PROXY, None, PROXY),
    ],
)
def test_the_address_is_the_one_that_the_outermost_machine_of_ours_saw(settings, headers, at, forwarded, expected):
    settings.AXES_IPWARE_META_PRECEDENCE_ORDER = headers
    assert address_of(forwarded, at) == expected


def test_it_is_the_address_by_which_failed_sign_ins_are_counted(settings):
    settings.AXES_IPWARE_META_PRECEDENCE_ORDER = BEHIND_PROXY
    request = RequestFactory().get("/", REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=VISITOR)
    assert get_client_ip_address(request) == VISITOR


def test_nothing_is_known_after_the_request():
    address_of(None, VISITOR)
    assert current_address() is None


def test_an_entry_of_a_request_has_its_address(db: None, client: Client):
    UserFactory(username="secretaris")
    typed = {"username": "secretaris", "password": PASSWORD}
    client.post(reverse("account-login"), typed, REMOTE_ADDR=VISITOR, HTTP_X_FORWARDED_FOR=FORGED)
    assert AuditEntry.objects.get(action="account.signed_in").address == VISITOR

"""Who may read, how often, from where, and in which form a refusal leaves."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def test_strangers_are_refused_without_public_pages(client: Client) -> None:
    answer = client.get("/api/v1/regions")

    assert (answer.status_code, answer.headers["Content-Type"]) == (401, PROBLEM)
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_strangers_read_with_public_pages(client: Client, public: None) -> None:
    answer = client.get("/api/v1/regions")

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, no-cache"


def test_a_token_reads(client: Client, make_token) -> None:
    answer = client.get("/api/v1/regions", headers=bearer(make_token()))

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(("days", "status"), [(-1, 401), (0, 200), (1, 200)])
def test_a_token_holds_up_to_and_including_its_last_day(client: Client, make_token, days, status) -> None:
    secret = make_token(timezone.localdate() + timedelta(days=days))

    assert client.get("/api/v1/regions", headers=bearer(secret)).status_code == status


@pytest.mark.parametrize("public_pages", [True, False])
def test_a_token_that_does_not_hold_is_refused_everywhere(
    client: Client, make_token, settings: Settings, public_pages: bool
) -> None:
    settings.PUBLIC_PAGES = public_pages

    assert client.get("/api/v1/regions", headers=bearer(make_token(is_active=False))).status_code == 401
    assert client.get("/api/v1/regions", headers=bearer("ladder_wrong")).status_code == 401


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_for_reading_only(reader: Client, method: str) -> None:
    answer = getattr(reader, method)("/api/v1/regions")

    assert (answer.status_code, answer.headers["Content-Type"]) == (405, PROBLEM)
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_head_is_get_without_the_body(reader: Client) -> None:
    whole, head = reader.get("/api/v1/regions"), reader.head("/api/v1/regions")

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == str(len(whole.content))
    assert head.headers["ETag"] == whole.headers["ETag"]


def test_other_sites_may_read_without_cookies(client: Client, public: None) -> None:
    before = client.options("/api/v1/regions", headers={"Origin": "https://other.example"})
    answer = client.get("/api/v1/regions", headers={"Origin": "https://other.example"})

    assert (before.status_code, answer.headers["Access-Control-Allow-Origin"]) == (204, "*")
    assert "Authorization" in before.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_beyond_the_limit_a_reader_waits_for_the_next_minute(reader: Client, settings: Settings) -> None:
    settings.API_REQUESTS_PER_MINUTE = 2
    with time_machine.travel("2026-01-05T12:00:10Z", tick=False) as clock:
        answers = [reader.get("/api/v1/regions") for _ in range(3)]
        clock.shift(50)
        later = reader.get("/api/v1/regions")

    assert [answer.status_code for answer in (*answers, later)] == [200, 200, 429, 200]
    assert [answer.headers["RateLimit-Remaining"] for answer in answers] == ["1", "0", "0"]
    assert answers[2].headers["Retry-After"] == "50"
    assert answers[2].headers["Content-Type"] == PROBLEM


def test_each_reader_has_a_limit_of_its_own(reader: Client, make_token, settings: Settings) -> None:
    settings.API_REQUESTS_PER_MINUTE = 1
    with time_machine.travel("2026-01-05T12:00:10Z", tick=False):
        assert reader.get("/api/v1/regions").status_code == 200
        assert reader.get("/api/v1/regions", headers=bearer(make_token())).status_code == 200
        assert reader.get("/api/v1/regions").status_code == 429


def test_wrong_tokens_count_for_the_address_they_come_from(client: Client, settings: Settings) -> None:
    settings.API_REQUESTS_PER_MINUTE = 1
    with time_machine.travel("2026-01-05T12:00:10Z", tick=False):
        statuses = [client.get("/api/v1/regions", headers=bearer(f"ladder_{n}")).status_code for n in range(2)]

    assert statuses == [401, 429]


def test_a_failure_tells_nothing_of_the_inside(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr("dashboard.api.endpoints.areas.load_drawing", broken)
    answer = reader.get("/api/v1/map-shapes")

    assert (answer.status_code, answer.headers["Content-Type"]) == (500, PROBLEM)
    assert b"secret" not in answer.content

"""Signing in and out, being locked out, health, errors and the gallery."""

import re
from unittest.mock import patch

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import OperationalError
from django.test import Client, override_settings

from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def sign_in(client: Client, user: User, password: str = PASSWORD) -> int:
    return client.post("/aanmelden/", {"username": user.username, "password": password}).status_code


def test_signing_in_leads_to_the_overview(client: Client, policy_officer: User) -> None:
    response = client.post("/aanmelden/", {"username": policy_officer.username, "password": PASSWORD})

    assert response.headers["Location"] == "/"
    assert client.get("/").status_code == 200


def test_a_wrong_password_is_told_on_the_form(client: Client, policy_officer: User) -> None:
    response = client.post("/aanmelden/", {"username": policy_officer.username, "password": "wrong"})

    assert response.status_code == 200
    assert "notice error" in response.content.decode()


def test_too_many_wrong_passwords_lock_the_account_out(client: Client, policy_officer: User) -> None:
    statuses = [sign_in(client, policy_officer, "wrong") for _ in range(settings.AXES_FAILURE_LIMIT)]

    assert statuses[-1] == 429
    assert sign_in(client, policy_officer) == 429


def test_signing_out_is_a_post(reader: Client) -> None:
    assert reader.get("/afmelden/").status_code == 405
    assert reader.post("/afmelden/").status_code == 302
    assert reader.get("/").status_code == 302


def test_healthz_answers_anyone_without_redirect(client: Client) -> None:
    with override_settings(SECURE_SSL_REDIRECT=True):
        response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok")


def test_healthz_says_when_the_database_does_not_answer(client: Client) -> None:
    with patch("dashboard.views.health.connection.cursor", side_effect=OperationalError):
        assert client.get("/healthz").status_code == 503


@pytest.mark.parametrize(
    "address", ["/regio/%00/", "/?week=2020-W39%00", "/?zoek=%00", "/api/v1/levels?region=%00"]
)
def test_an_address_with_a_nul_is_refused(client: Client, address: str) -> None:
    assert client.get(address).status_code == 400


def test_the_gallery_shows_the_components_to_those_who_signed_in(client: Client, policy_officer: User) -> None:
    assert client.get("/componenten/").status_code == 302
    client.force_login(policy_officer)
    assert "threshold-bar" in client.get("/componenten/").content.decode()


def test_everything_in_the_gallery_has_a_name_of_its_own(reader: Client) -> None:
    names = re.findall(r' id="([^"]+)"', reader.get("/componenten/").content.decode())

    assert {"week-slider", "week-play", "fill-higher", "fill-lower", "fill-same", "fill-unknown"} <= set(names)
    assert len(names) == len(set(names))


def test_the_language_can_be_changed(reader: Client) -> None:
    assert '<html lang="nl">' in reader.get("/componenten/").content.decode()

    reader.post("/taal/setlang/", {"language": "en", "next": "/"})

    assert '<html lang="en">' in reader.get("/componenten/").content.decode()


@pytest.mark.parametrize("address", ["/", "/regio/VR15/", "/componenten/", "/nergens/"])
def test_pages_obey_the_content_security_policy(reader: Client, address: str) -> None:
    page = reader.get(address).content.decode()

    assert " style=" not in page
    assert "<script>" not in page
    assert " onclick=" not in page
    assert 'href="#content"' in page

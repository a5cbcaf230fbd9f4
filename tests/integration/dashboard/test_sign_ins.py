"""Signing in and out, failing to, and new passwords, in the audit trail."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from ladder.models import AuditEntry
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

SIGN_IN = "account-login"
WRONG = "verkeerd"
NEW = "een nieuw wachtwoord 27"


@pytest.fixture
def account() -> User:
    found: User = UserFactory(username="secretaris")
    return found


def attempt(client: Client, username: str, password: str = WRONG, address: str = "203.0.113.7") -> int:
    typed = {"username": username, "password": password}
    return client.post(reverse(SIGN_IN), typed, REMOTE_ADDR=address).status_code


def failures() -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(action="account.sign_in_failed").order_by("pk"))


def test_signing_in_and_out(client: Client, account: User):
    assert attempt(client, "secretaris", PASSWORD) == 302
    client.post(reverse("account-logout"), REMOTE_ADDR="203.0.113.7")
    entries = AuditEntry.objects.order_by("pk")
    assert [(one.action, one.by, one.object_id, one.address) for one in entries] == [
        ("account.signed_in", account, str(account.pk), "203.0.113.7"),
        ("account.signed_out", account, str(account.pk), "203.0.113.7"),
    ]


def test_signing_out_without_being_signed_in_is_nothing(client: Client):
    client.post(reverse("account-logout"))
    assert not AuditEntry.objects.exists()


def test_a_failure_is_about_the_account_and_by_nobody(client: Client, account: User):
    assert attempt(client, "secretaris") == 200
    (found,) = failures()
    assert (found.by, found.actor, found.object_id, found.after) == (None, "", str(account.pk), None)


@pytest.mark.parametrize("typed", ["mijn geheime wachtwoord", "x" * 200, "nul\0teken"])
def test_a_name_that_is_no_account_is_not_kept(client: Client, typed: str):
    attempt(client, typed)
    stored = [f"{one.object_id}{one.object_label}{one.actor}{one.after}" for one in failures()]
    assert all(typed not in one for one in stored)


def test_unknown_names_do_not_flood_the_trail(client: Client):
    for number in range(3):
        attempt(client, f"naam {number}")
    attempt(client, "nog een", address="203.0.113.8")
    assert [one.address for one in failures()] == ["203.0.113.7", "203.0.113.8"]


def test_a_locked_account_does_not_flood_it_either(client: Client, account: User, settings):
    for _time in range(settings.AXES_FAILURE_LIMIT + 3):
        attempt(client, "secretaris")
    assert len(failures()) == settings.AXES_FAILURE_LIMIT


def test_a_new_password_is_recorded_with_who_gave_it(client: Client, account: User):
    administrator = UserFactory(username="beheerder", groups=["administrator"], is_staff=True)
    client.force_login(administrator)
    url = reverse("admin:auth_user_password_change", args=[account.pk])
    typed = {"password1": NEW, "password2": NEW, "usable_password": "true"}
    assert client.post(url, typed).status_code == 302
    found = AuditEntry.objects.get(action="account.password_set")
    assert (found.by, found.object_id, found.before, found.after) == (administrator, str(account.pk), None, None)


def test_ones_own_new_password_too(client: Client):
    administrator = UserFactory(groups=["administrator"], is_staff=True)
    client.force_login(administrator)
    typed = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert client.post(reverse("admin:password_change"), typed).status_code == 302
    assert AuditEntry.objects.get(action="account.password_set").by == administrator


def test_nothing_secret_is_in_the_trail(client: Client, account: User):
    account.set_password(NEW)
    account.save()
    attempt(client, "secretaris", NEW)
    for found in AuditEntry.objects.all():
        assert NEW not in str(vars(found))
        assert account.password not in str(vars(found))

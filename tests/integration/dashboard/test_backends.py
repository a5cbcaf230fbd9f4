"""An account comes with its permissions in one query, and with exactly those that Django would give it."""

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.test import Client

from dashboard.backends import OneQueryBackend
from meetings.roles import ROLES
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ACCOUNTS = [{}, *({"groups": [role.code]} for role in ROLES), {"groups": ["chair", "secretary"]}]


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: "+".join(account.get("groups", ["no role"])))
def test_permissions_are_those_of_django(account: dict[str, list[str]], django_assert_num_queries) -> None:
    known = UserFactory(**account)
    expected = ModelBackend().get_all_permissions(User.objects.get(pk=known.pk))
    with django_assert_num_queries(1):
        user = OneQueryBackend().get_user(known.pk)
        assert user == known
        assert user.get_all_permissions() == expected
    assert (user.username, user.is_staff) == (known.username, known.is_staff)


def test_permissions_of_the_account_itself_count_too() -> None:
    known = UserFactory(groups=["viewer"], permissions=["meetings.run_meeting"])
    user = OneQueryBackend().get_user(known.pk)
    assert user
    assert user.has_perm("meetings.run_meeting")


def test_a_superuser_may_everything() -> None:
    user = OneQueryBackend().get_user(UserFactory(is_superuser=True).pk)
    assert user
    assert user.has_perm("meetings.run_meeting")


@pytest.mark.parametrize("is_active", [True, False])
def test_only_an_active_account_is_signed_in(client: Client, is_active: bool) -> None:
    known = UserFactory(is_active=is_active)
    assert (OneQueryBackend().get_user(known.pk) is not None) is is_active


def test_an_unknown_account_is_nobody() -> None:
    assert OneQueryBackend().get_user(0) is None


def test_a_role_taken_away_is_gone_at_the_next_request() -> None:
    known = UserFactory(groups=["chair"])
    known.groups.clear()
    user = OneQueryBackend().get_user(known.pk)
    assert user
    assert not user.has_perm("meetings.run_meeting")

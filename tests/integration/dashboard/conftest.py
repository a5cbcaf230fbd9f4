"""Readers of the pages."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from tests.factories import UserFactory


@pytest.fixture
def policy_officer(db: None) -> User:
    user: User = UserFactory()
    return user


@pytest.fixture
def reader(client: Client, policy_officer: User) -> Client:
    """A browser in which a policy officer has signed in."""
    client.force_login(policy_officer)
    return client


@pytest.fixture
def public(settings: Settings) -> None:
    settings.PUBLIC_PAGES = True


@pytest.fixture
def chair(db: None) -> User:
    user: User = UserFactory(permissions=["meetings.run_meeting", "meetings.write_interpretation"])
    return user

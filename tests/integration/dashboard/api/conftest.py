"""Readers of the API."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from meetings.models import ApiToken

Ask = Callable[..., HttpResponse]


@pytest.fixture(autouse=True)
def _nothing_counted(db: None) -> Iterator[None]:
    """Begin and end without counts of requests: the cache is not part of the database that is put back."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def ask(reader: Client) -> Ask:
    """Ask an address below the base, as somebody who is signed in."""

    def ask(path: str, **headers: str) -> Any:
        return reader.get(f"/api/v1{path}", headers=headers)

    return ask


@pytest.fixture
def make_token() -> Callable[..., str]:
    """Make a token and return its secret."""

    def make(expires_on: date = date(2100, 1, 1), *, is_active: bool = True) -> str:
        token = ApiToken(
            purpose="test", owner="afdeling", expires_on=expires_on, is_active=is_active, created_at=timezone.now()
        )
        secret = token.give_secret()
        token.save()
        return secret

    return make

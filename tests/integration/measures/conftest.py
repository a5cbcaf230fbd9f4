"""People of the lists of measures."""

import pytest
from django.contrib.auth.models import User

from tests.factories import UserFactory


@pytest.fixture
def editor(db: None) -> User:
    return UserFactory(username="redacteur", groups=["editor"], is_staff=True)


@pytest.fixture
def lead(db: None) -> User:
    return UserFactory(username="sectorleider", groups=["sector_lead"])

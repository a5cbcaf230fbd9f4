import pytest
from django.contrib.auth.models import User

from tests.factories import UserFactory


@pytest.fixture
def chair(db: None) -> User:
    return UserFactory(username="voorzitter", groups=["chair"])


@pytest.fixture
def secretary(db: None) -> User:
    return UserFactory(username="secretaris", groups=["secretary"])


@pytest.fixture
def viewer(db: None) -> User:
    return UserFactory(username="beleidsmedewerker", groups=["viewer"])

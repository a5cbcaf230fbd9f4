import pytest
from django.contrib.auth.models import User

from tests.factories import UserFactory


@pytest.fixture
def editor(db: None) -> User:
    return UserFactory(groups=["editor"], is_staff=True)

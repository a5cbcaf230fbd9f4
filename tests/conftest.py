"""Fixtures for all tests. `tests/plugin.py` has set the environment before this is read."""

from collections.abc import Generator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings as django_settings
from django.core.cache import caches
from django.db import transaction
from django.test import TransactionTestCase
from django.utils.translation import override
from pytest_django import DjangoDbBlocker

from dashboard.kept_pages import CACHE
from tests.plugin import services_key
from tests.pristine import drop_pristine, keep_pristine, restore_pristine
from tests.services.start import Services

# What is slow on a busy machine is not wrong: property tests have no deadline.
hypothesis.settings.register_profile("project", deadline=None)
hypothesis.settings.load_profile("project")

TESTS = Path(__file__).parent
UNIT = TESTS / "unit"


def pytest_configure() -> None:
    # Password hashes are slow on purpose; here they only cost time.
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(UNIT):
            item.add_marker(pytest.mark.disable_socket)


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Forget what pages were kept: a test that is rolled back hands the numbers of its rows to the next one."""
    caches[CACHE].clear()


@pytest.fixture(autouse=True)
def dutch() -> Generator[None]:
    """Begin in Dutch: a request leaves the language of its reader behind in the thread."""
    with override(django_settings.LANGUAGE_CODE):
        yield


@pytest.fixture(scope="session")
def services(request: pytest.FixtureRequest) -> Services:
    """PostgreSQL and Redis, running. With `--embedded` nothing is started."""
    services = request.config.stash[services_key]
    return services if request.config.getoption("embedded") else services.start()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(services: Services) -> None:
    """Name the database that the tests use; it is made on a server that runs by now."""
    if django_settings.EMBEDDED:
        # A file, not memory, so that worker and web processes of a test can open it too.
        database = django_settings.DATABASES["default"]
        database["TEST"]["NAME"] = str(database["NAME"])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Generator[None]:
    """Keep a copy of the migrated database, and put it back after each test that commits."""
    with django_db_blocker.unblock():
        keep_pristine()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", restore_pristine)
        yield
    with django_db_blocker.unblock():
        drop_pristine()


@pytest.fixture(scope="module")
def module_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Generator[None]:
    """Let fixtures of a module store rows once for all its tests: each sees them, none changes them for others.

    The rows are in a transaction around those of the tests, and gone after the last one. Not for tests that really
    commit (`transaction=True`).
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def english(dutch: None) -> Generator[None]:
    """Texts in English, for tests that read msgids instead of the Dutch on screen."""
    with override("en"):
        yield

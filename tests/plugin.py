"""Gives Django its environment before the settings are read. Loaded by `-p tests.plugin` in pyproject.toml.

By default the tests run on PostgreSQL and Redis; with `--embedded` on what runs without any variable: SQLite and
the file queue, in a temporary folder.
"""

import os
import signal
from collections.abc import Generator
from typing import NoReturn

import pytest

from tests.services.places import Places
from tests.services.start import Services

services_key = pytest.StashKey[Services]()
# What a developer's shell may hold; a test run takes none of it over.
OWN_VARIABLES = (
    "ACCESSIBILITY_CONTACT", "ALLOWED_HOSTS", "API_REQUESTS_PER_MINUTE", "BEHIND_TLS_PROXY",
    "CSRF_TRUSTED_ORIGINS", "DATABASE_URL", "DEBUG", "EMAIL_FROM", "EMAIL_URL", "PUBLIC_PAGES", "REDIS_URL",
    "SECRET_KEY", "SITE_URL", "STATICFILES_STORAGE", "VAR_DIR", "WORKER_CONCURRENCY",
)  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--embedded", action="store_true", help="run on SQLite and the file queue")


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    # A wrapper, because it must come before pytest-django's own hook, which reads the settings.
    services = Services(Places())
    early_config.stash[services_key] = services
    early_config.add_cleanup(services.stop)
    for name in OWN_VARIABLES:
        os.environ.pop(name, None)
    os.environ |= environment(services.places, embedded=early_config.known_args_namespace.embedded)
    yield


def environment(places: Places, *, embedded: bool) -> dict[str, str]:
    """Return the variables for the tests' own process. `DEBUG` is on so that plain http is not sent to https."""
    own = {"DEBUG": "1", "VAR_DIR": str(places.var), "LOG_LEVEL": "WARNING"}
    # The browser driver keeps an event loop in the main thread, in which Django would refuse every query.
    own["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    if embedded:
        return own
    return own | {
        "DATABASE_URL": places.database_url(),
        "REDIS_URL": places.redis_url,
        "SECRET_KEY": "key-of-a-test-run-that-signs-nothing-worth-having",
    }


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "both_databases: also run on the embedded default, with --embedded")
    signal.signal(signal.SIGTERM, _stop_in_order)


def _stop_in_order(*_: object) -> NoReturn:
    # Otherwise TERM ends Python on the spot, and no fixture stops its processes.
    pytest.exit("stopped by TERM", returncode=143)

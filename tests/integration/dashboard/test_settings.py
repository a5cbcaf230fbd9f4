"""What the settings make of an environment, read in a process of its own."""

import json
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from dashboard.secret_key import read_or_make_secret_key
from tests.services.start import ROOT

READ = """
import json, sys
from dashboard import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}, default=str))
"""
PRODUCTION = {
    "DATABASE_URL": "postgres://user:secret@db.example:5433/name", "REDIS_URL": "redis://queue.example/0",
    "SECRET_KEY": "from the environment", "ALLOWED_HOSTS": "ladder.example,.other.example",
    "BEHIND_TLS_PROXY": "1",
}  # fmt: skip


def read(environment: dict[str, str], *names: str) -> dict[str, Any]:
    result = subprocess.run(
        [sys.executable, "-c", READ, *names], cwd=ROOT, env={"PATH": os.environ["PATH"], **environment},
        text=True, capture_output=True, check=True,
    )  # fmt: skip
    values: dict[str, Any] = json.loads(result.stdout)
    return values


def test_without_any_variable_the_embedded_default_runs(tmp_path):
    values = read(
        {"VAR_DIR": str(tmp_path)}, "EMBEDDED", "DEBUG", "PUBLIC_PAGES", "DATABASES", "CELERY_BROKER_URL",
        "SECRET_KEY", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "ALLOWED_HOSTS",
        "CELERY_WORKER_POOL",
    )  # fmt: skip

    database = values.pop("DATABASES")["default"]
    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["NAME"] == str(tmp_path / "escalatieladder.sqlite3")
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]
    assert values == {
        "EMBEDDED": True, "DEBUG": False, "PUBLIC_PAGES": False, "CELERY_BROKER_URL": "safefs://localhost",
        "SECRET_KEY": (tmp_path / "secret-key").read_text(), "SECURE_SSL_REDIRECT": False,
        "SESSION_COOKIE_SECURE": False, "SECURE_HSTS_SECONDS": 0, "CELERY_WORKER_POOL": "threads",
        "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"],
    }  # fmt: skip


def test_the_urls_put_it_on_postgresql_and_redis(tmp_path):
    values = read(
        PRODUCTION | {"VAR_DIR": str(tmp_path / "var")}, "EMBEDDED", "DATABASES", "CELERY_BROKER_URL",
        "SECRET_KEY", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS",
        "ALLOWED_HOSTS", "CELERY_WORKER_POOL", "SECURE_PROXY_SSL_HEADER", "DEBUG", "PUBLIC_PAGES",
    )  # fmt: skip

    database = values.pop("DATABASES")["default"]
    assert {key: database[key] for key in ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "ENGINE": "django.db.backends.postgresql", "NAME": "name", "USER": "user", "PASSWORD": "secret",
        "HOST": "db.example", "PORT": 5433,
    }  # fmt: skip
    assert values == {
        "EMBEDDED": False, "CELERY_BROKER_URL": "redis://queue.example/0", "SECRET_KEY": "from the environment",
        "SECURE_SSL_REDIRECT": True, "SESSION_COOKIE_SECURE": True, "CSRF_COOKIE_SECURE": True,
        "SECURE_HSTS_SECONDS": 31_536_000, "ALLOWED_HOSTS": ["ladder.example", ".other.example"],
        "CELERY_WORKER_POOL": "prefork", "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"],
        "DEBUG": False, "PUBLIC_PAGES": False,
    }  # fmt: skip
    assert not (tmp_path / "var").exists()  # production writes nothing beside its code


def test_production_makes_up_no_key_and_allows_no_host_by_itself():
    values = read(
        {"DATABASE_URL": PRODUCTION["DATABASE_URL"], "REDIS_URL": "redis://q"}, "ALLOWED_HOSTS", "SECRET_KEY"
    )

    assert values == {"ALLOWED_HOSTS": [], "SECRET_KEY": ""}


@pytest.mark.parametrize(("proxy", "expected"), [("1", ["HTTP_X_FORWARDED_PROTO", "https"]), ("0", None)])
def test_the_header_of_the_proxy_is_trusted_only_when_asked(proxy, expected):
    names = "SECURE_PROXY_SSL_HEADER", "AXES_IPWARE_META_PRECEDENCE_ORDER"
    values = read(PRODUCTION | {"BEHIND_TLS_PROXY": proxy}, *names)

    headers = ["HTTP_X_FORWARDED_FOR", "REMOTE_ADDR"] if proxy == "1" else ["REMOTE_ADDR"]
    assert values == dict(zip(names, (expected, headers), strict=True))


MAIL = (
    "EMAIL_BACKEND", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "DEFAULT_FROM_EMAIL",
)  # fmt: skip
SERVER = {"EMAIL_URL": "smtp+tls://name:secret@mail.example:587", "EMAIL_FROM": "ladder@example.org"}


def test_mail_goes_to_the_server_that_is_named_and_otherwise_to_the_log():
    named, unnamed = read(PRODUCTION | SERVER, *MAIL, "EMAIL_USE_TLS"), read(PRODUCTION, "EMAIL_BACKEND")

    assert list(named.values()) == [
        "django.core.mail.backends.smtp.EmailBackend", "mail.example", 587, "name", "secret", "ladder@example.org",
        True,
    ]  # fmt: skip
    assert unnamed == {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}


def test_the_key_of_the_embedded_default_stays_and_is_the_owners_alone(tmp_path):
    folder = tmp_path / "new" / "folder"

    first, second = read_or_make_secret_key(folder), read_or_make_secret_key(folder)

    assert first == second
    assert len(first) == 50
    assert stat.S_IMODE((folder / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == ["secret-key"]


def test_processes_that_start_together_get_the_same_key(tmp_path: Path):
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(read_or_make_secret_key, [tmp_path] * 64))

    assert len(keys) == 1
    assert len(keys.pop()) == 50

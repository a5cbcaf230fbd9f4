"""Wrong combinations of settings are told, right ones are not."""

import os
import subprocess
import sys

import pytest
from django.core.checks import registry

from dashboard import checks
from tests.services.start import ROOT

PRODUCTION = {
    "EMBEDDED": False, "DEBUG": False, "SECRET_KEY": "x" * 50, "REDIS_URL": "redis://localhost",
    "ALLOWED_HOSTS": ["ladder.example"], "PUBLIC_PAGES": False, "BEHIND_TLS_PROXY": True,
    "EMAIL_URL": "smtp://mail.example", "SITE_URL": "https://ladder.example",
    "ACCESSIBILITY_CONTACT": "toegankelijk@ladder.example",
}  # fmt: skip
EMBEDDED = PRODUCTION | {"EMBEDDED": True, "REDIS_URL": "", "BEHIND_TLS_PROXY": False}
DEMONSTRATION = EMBEDDED | {"DEBUG": True, "PUBLIC_PAGES": True}
DEVELOPER = PRODUCTION | {"DEBUG": True, "ALLOWED_HOSTS": [], "BEHIND_TLS_PROXY": False}

CASES = [
    ("production", PRODUCTION, []),
    ("embedded", EMBEDDED, []),
    ("demonstration", DEMONSTRATION, []),
    ("no key", PRODUCTION | {"SECRET_KEY": ""}, ["dashboard.E001"]),
    ("no Redis", PRODUCTION | {"REDIS_URL": ""}, ["dashboard.E002"]),
    ("no PostgreSQL", EMBEDDED | {"REDIS_URL": "redis://localhost"}, ["dashboard.W003"]),
    ("no hosts", PRODUCTION | {"ALLOWED_HOSTS": []}, ["dashboard.E004"]),
    ("any host", PRODUCTION | {"ALLOWED_HOSTS": ["ladder.example", "*"]}, ["dashboard.E004"]),
    ("any host, embedded", EMBEDDED | {"ALLOWED_HOSTS": ["*"]}, []),
    ("debug on PostgreSQL", DEVELOPER, ["dashboard.W005"]),
    ("public", PRODUCTION | {"PUBLIC_PAGES": True}, ["dashboard.I006"]),
    ("no mail server", PRODUCTION | {"EMAIL_URL": ""}, ["dashboard.I009"]),
    ("no mail server, embedded", EMBEDDED | {"EMAIL_URL": ""}, []),
    ("no address", PRODUCTION | {"SITE_URL": "http://localhost:8000"}, ["dashboard.W010"]),
    ("no address, embedded", EMBEDDED | {"SITE_URL": "http://localhost:8000"}, []),
    ("nobody to tell", PRODUCTION | {"ACCESSIBILITY_CONTACT": ""}, ["dashboard.W011"]),
    ("nobody to tell, embedded", EMBEDDED | {"ACCESSIBILITY_CONTACT": ""}, []),
    ("no proxy", PRODUCTION | {"BEHIND_TLS_PROXY": False}, ["dashboard.W007"]),
    ("proxy, embedded", EMBEDDED | {"BEHIND_TLS_PROXY": True}, ["dashboard.W008"]),
    ("proxy, developer", DEVELOPER | {"BEHIND_TLS_PROXY": True}, ["dashboard.W005", "dashboard.W008"]),
]


@pytest.mark.parametrize(("values", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_each_combination(settings, values, expected):
    for name, value in values.items():
        setattr(settings, name, value)

    messages = [message for check in checks.CHECKS for message in check()]

    assert [message.id for message in messages] == expected
    assert all(message.hint for message in messages)


def test_every_check_is_registered():
    assert set(checks.CHECKS) <= registry.registry.registered_checks


def run_check(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT, env={"PATH": os.environ["PATH"], **environment}, text=True, capture_output=True,
    )  # fmt: skip


PRODUCTION_ENVIRONMENT = {
    "DATABASE_URL": "postgres://nobody@localhost/nothing", "REDIS_URL": "redis://localhost",
    "SECRET_KEY": "a-key-for-one-test-0123456789-abcdefghijklmnopqrstuvwxyz", "ALLOWED_HOSTS": "ladder.example",
    "BEHIND_TLS_PROXY": "1", "EMAIL_URL": "smtp://mail.example", "SITE_URL": "https://ladder.example",
    "ACCESSIBILITY_CONTACT": "toegankelijk@ladder.example",
}  # fmt: skip


def test_production_passes_the_deployment_check_without_a_database():
    result = run_check(**PRODUCTION_ENVIRONMENT)

    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"SECRET_KEY": ""}, "dashboard.E001"),
        ({"SECRET_KEY": "short"}, "security.W009"),
        ({"REDIS_URL": ""}, "dashboard.E002"),
        ({"ALLOWED_HOSTS": "*"}, "dashboard.E004"),
        ({"DEBUG": "1"}, "dashboard.W005"),
        ({"BEHIND_TLS_PROXY": "0"}, "dashboard.W007"),
        ({"ACCESSIBILITY_CONTACT": ""}, "dashboard.W011"),
    ],
)
def test_a_wrong_environment_fails_the_deployment_check(tmp_path, change, told):
    result = run_check(**PRODUCTION_ENVIRONMENT | {"VAR_DIR": str(tmp_path)} | change)

    assert result.returncode != 0
    assert told in result.stderr

"""The demonstration: real figures, levels, a meeting, measures and, with DEBUG, an account per role."""

from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import RequestFactory

from dashboard.demo import USERNAMES
from ladder.models import Assessment, ImportBatch, Observation
from measures.models import Measure
from meetings.models import Meeting
from meetings.roles import ROLES

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.DEBUG = True
    return tmp_path


def load(*arguments: str) -> str:
    out = StringIO()
    call_command("load_demo", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_week_39_has_25_computed_levels_from_published_figures(own_folder):
    load()
    levels = list(Assessment.objects.filter(week_start="2020-09-21").values_list("level__number", "state"))
    assert len(levels) == 25
    assert {state for _, state in levels} == {"complete"}
    assert {number for number, _ in levels} == {1, 2, 3}
    assert ImportBatch.objects.get().rows_refused == 0


def test_there_is_a_meeting_to_run_and_measures_to_choose_from(own_folder):
    load()
    assert Meeting.objects.get().items.filter(assessment__isnull=False).count() == 25
    assert Measure.objects.filter(is_example=True).count() >= 12


def test_each_role_has_an_account_whose_printed_password_works(own_folder):
    printed = dict(line.split() for line in load().splitlines() if line.startswith("  "))
    assert set(printed) == set(USERNAMES.values())
    assert set(USERNAMES) == {role.code for role in ROLES}
    request = RequestFactory().post("/")
    for username, password in printed.items():
        assert authenticate(request, username=username, password=password).groups.count() == 1
    assert (own_folder / "demo-accounts.json").stat().st_mode & 0o077 == 0


def test_loading_it_again_changes_nothing_and_prints_the_same_passwords(own_folder):
    first = load()
    before = (
        Observation.objects.count(),
        Assessment.objects.count(),
        Measure.objects.count(),
        Meeting.objects.count(),
    )
    assert load() == first
    assert before == (
        Observation.objects.count(),
        Assessment.objects.count(),
        Measure.objects.count(),
        Meeting.objects.count(),
    )


def test_if_empty_loads_once_and_prints_the_accounts_every_time(own_folder):
    assert "demonstration loaded" in load("--if-empty")
    again = load("--if-empty")
    assert "demonstration loaded" not in again
    assert "voorzitter" in again


def test_without_debug_no_account_is_made_and_that_is_said(own_folder, settings):
    settings.DEBUG = False
    assert "DEBUG only" in load()
    assert not User.objects.exists()
    assert Assessment.objects.exists()


def test_an_account_that_was_there_keeps_its_password(own_folder):
    User.objects.create_user("voorzitter", password="a password of before")
    assert "voorzitter" not in load()
    assert authenticate(RequestFactory().post("/"), username="voorzitter", password="a password of before")

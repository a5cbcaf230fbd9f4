"""The demonstration: real figures, levels, a meeting, measures and, with DEBUG, an account per role."""

from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import RequestFactory
from django.utils import timezone

from dashboard.demo import USERNAMES
from dashboard.demo.loading import FIGURES
from ladder.actions import import_figures
from ladder.models import Assessment, ImportBatch, Observation
from ladder.weeks import Week
from measures.models import CatalogueVersion, Measure, MeasureInForce
from meetings.models import (
    ActionPoint,
    Decision,
    FieldReport,
    Meeting,
    Minutes,
    RegionQuestion,
    RegionResponse,
)
from meetings.roles import ROLES
from tests.factories import ImportBatchFactory

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


def counts() -> list[int]:
    models = (
        Observation,
        Assessment,
        Measure,
        CatalogueVersion,
        MeasureInForce,
        Meeting,
        ActionPoint,
        FieldReport,
    )
    return [model.objects.count() for model in models]


def test_week_39_has_25_computed_levels_from_published_figures(own_folder):
    load()
    levels = list(Assessment.objects.filter(week_start="2020-09-21").values_list("level__number", "state"))
    assert len(levels) == 25
    assert {state for _, state in levels} == {"complete"}
    assert {number for number, _ in levels} == {1, 2, 3}
    assert ImportBatch.objects.get().rows_refused == 0


def test_there_is_a_meeting_to_run_and_lists_to_choose_from(own_folder):
    load()
    meeting = Meeting.objects.get(week_start="2020-09-21")
    assert meeting.status == Meeting.Status.PREPARATION
    assert meeting.items.filter(assessment__isnull=False, in_force__isnull=False).count() == 25
    assert CatalogueVersion.objects.filter(number=2).count() == 3
    assert Measure.objects.filter(is_example=True).count() >= 40


def test_last_week_was_adopted_with_four_eyes_and_everything_around_it(own_folder):
    load()
    meeting = Meeting.objects.get(week_start="2020-09-14")
    assert meeting.status == Meeting.Status.ADOPTED
    assert Minutes.objects.filter(meeting=meeting).count() == 1
    assert meeting.approvals.get().by.username == "secretaris"
    assert meeting.adopted_by.username == "voorzitter"
    levels = {each.item.area.code: each.level.number for each in Decision.objects.filter(item__meeting=meeting)}
    assert len(levels) == 25
    assert (levels["VR15"], levels["VR07"]) == (2, 2)
    assert meeting.participants.filter(is_present=True).count() == 6
    assert RegionResponse.objects.get().item.area.code == "VR15"
    assert RegionQuestion.objects.unanswered().get().item.area.code == "VR17"
    assert ActionPoint.objects.count() == 4
    assert FieldReport.objects.count() == 2


def test_what_is_in_force_leaves_gaps_and_has_an_end_and_a_national_measure(own_folder):
    load()
    assert MeasureInForce.objects.filter(area__code="NL").count() == 1
    assert MeasureInForce.objects.filter(area__code="VR15").count() > 5
    assert MeasureInForce.objects.exclude(until=None).count() == 2
    assert not MeasureInForce.objects.filter(area__code="VR01").exists()


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
    before = counts()
    assert load() == first
    assert before == counts()


def test_if_empty_loads_once_and_prints_the_accounts_every_time(own_folder):
    assert "demonstration loaded" in load("--if-empty")
    again = load("--if-empty")
    assert "demonstration loaded" not in again
    assert "voorzitter" in again


def test_what_was_stopped_half_way_is_loaded_after_all(own_folder):
    import_figures(source="demo", path=FIGURES, by=None, now=timezone.now())

    assert "demonstration loaded" in load("--if-empty")
    assert Meeting.objects.filter(week_start=Week.parse("2020-W39").start).exists()


def test_figures_of_somebody_else_are_left_alone(own_folder):
    ImportBatchFactory(source="rivm")

    assert "demonstration loaded" not in load("--if-empty")
    assert not Meeting.objects.exists()


def test_without_debug_no_account_is_made_and_that_is_said(own_folder, settings):
    settings.DEBUG = False
    assert "DEBUG only" in load()
    assert not User.objects.exists()
    assert Assessment.objects.exists()
    assert Meeting.objects.get().week_start.isoformat() == "2020-09-21"


def test_without_debug_people_who_have_such_a_name_did_nothing(own_folder, settings):
    settings.DEBUG = False
    for username in USERNAMES.values():
        User.objects.create_user(username)
    load()
    assert not Decision.objects.exists()
    assert not MeasureInForce.objects.exists()


def test_an_account_that_was_there_keeps_its_password(own_folder):
    User.objects.create_user("voorzitter", password="a password of before")
    assert "voorzitter" not in load()
    assert authenticate(RequestFactory().post("/"), username="voorzitter", password="a password of before")

"""The settings of meetings and the lists, in the administration."""

from datetime import time

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from meetings.models import DeviationReason, MeetingSettings, Theme
from tests.factories import UserFactory
from tests.integration.meetings.records import regional

pytestmark = pytest.mark.django_db
TYPED = {
    "weekday": "4", "deadline_weekday": "2", "deadline_time": "12:30", "near_bound": "10", "fast_growth": "50",
    "discuss_minutes": "3", "consent_minutes": "5", "quorum": "3", "four_eyes": "on", "sends_digest": "on",
}  # fmt: skip


@pytest.fixture
def administrator(client: Client, db: None) -> User:
    user = UserFactory(groups=["administrator"], is_staff=True)
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    ("typed", "stored"),
    [({}, True), ({"weekday": "6"}, False), ({"near_bound": "100"}, True), ({"near_bound": "101"}, False),
     ({"discuss_minutes": "1"}, True), ({"discuss_minutes": "0"}, False)],
)  # fmt: skip
def test_the_rhythm_is_set(client: Client, administrator: User, typed: dict[str, str], stored: bool) -> None:
    client.post(reverse("admin:meetings_meetingsettings_add"), {"ladder": regional().pk, **TYPED, **typed})
    assert MeetingSettings.objects.exists() is stored
    if stored:
        found = MeetingSettings.of(regional())
        assert (found.weekday, found.deadline_time, found.quorum) == (4, time(12, 30), 3)


def test_without_a_row_the_defaults_hold() -> None:
    found = MeetingSettings.of(regional())
    assert (found.weekday, found.deadline_weekday, found.deadline_time) == (3, 2, time(15))
    assert found.four_eyes
    assert not MeetingSettings.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"weekday": 0}, {"deadline_weekday": 6}, {"discuss_minutes": 0}, {"near_bound": 101}]
)
def test_the_database_refuses_settings_that_cannot_be(wrong: dict[str, int]) -> None:
    with pytest.raises(IntegrityError):
        MeetingSettings.objects.create(ladder=regional(), **wrong)


@pytest.mark.parametrize(("model", "name"), [(DeviationReason, "deviationreason"), (Theme, "theme")])
def test_the_lists_are_kept(client: Client, administrator: User, model: type, name: str) -> None:
    assert client.get(reverse(f"admin:meetings_{name}_changelist")).status_code == 200
    client.post(reverse(f"admin:meetings_{name}_add"), {"code": "nieuw", "name": "Iets nieuws", "order": "9"})
    assert model.objects.get(code="nieuw").name == "Iets nieuws"


@pytest.mark.parametrize("role", ["chair", "editor"])
@pytest.mark.parametrize("name", ["meetingsettings", "deviationreason", "theme"])
def test_others_do_not_set_them(client: Client, role: str, name: str) -> None:
    client.force_login(UserFactory(groups=[role], is_staff=True))
    assert client.get(reverse(f"admin:meetings_{name}_changelist")).status_code == 403

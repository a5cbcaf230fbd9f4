"""Who speaks for which area: the model, and the administration."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from ladder.models import AuditEntry
from meetings.access import speaks_for
from meetings.models import AreaMembership
from regions.models import Area
from tests.factories import UserFactory
from tests.integration.meetings.region_records import contact_of

pytestmark = pytest.mark.django_db
ADD = "admin:meetings_areamembership_add"


@pytest.fixture
def area(db: None) -> Area:
    return Area.objects.get(code="VR15")


@pytest.fixture
def as_administrator(client: Client) -> Client:
    client.force_login(UserFactory(username="beheerder", groups=["administrator"], is_staff=True))
    return client


@pytest.mark.parametrize(
    ("day", "speaks"),
    [("2020-08-31", False), ("2020-09-01", True), ("2020-09-30", True), ("2020-10-01", False)],
)
def test_first_and_last_day_count(day: str, speaks: bool, area: Area) -> None:
    contact = contact_of("VR15", since=date(2020, 9, 1), until=date(2020, 9, 30))
    assert speaks_for(contact, area, day=date.fromisoformat(day)) is speaks


@pytest.mark.both_databases
def test_the_database_refuses_what_cannot_be(area: Area) -> None:
    contact = contact_of("VR15", since=date(2020, 9, 2))
    same = {"user": contact, "area": area, "since": date(2020, 9, 2)}
    with pytest.raises(IntegrityError, match=r"area_membership_once_per_start|user_id"), transaction.atomic():
        AreaMembership.objects.create(**same)
    same["since"] = date(2020, 9, 3)
    with pytest.raises(IntegrityError, match="area_membership_ends_after_it_starts"), transaction.atomic():
        AreaMembership.objects.create(**same, until=date(2020, 9, 2))
    assert AreaMembership.objects.create(**same, until=date(2020, 9, 3)).until == date(2020, 9, 3)


def form(user: User, area: Area, **changes: str) -> dict[str, str]:
    return {"user": str(user.pk), "area": str(area.pk), "since": "2020-09-01", "until": "", **changes}


def test_an_administrator_adds_changes_and_removes(as_administrator: Client, area: Area) -> None:
    contact = UserFactory(username="contact", groups=["region_contact"])
    assert as_administrator.post(reverse(ADD), form(contact, area)).status_code == 302
    membership = AreaMembership.objects.get()
    change = reverse("admin:meetings_areamembership_change", args=[membership.pk])
    assert as_administrator.post(change, form(contact, area, until="2020-12-31")).status_code == 302
    delete = reverse("admin:meetings_areamembership_delete", args=[membership.pk])
    assert as_administrator.post(delete, {"post": "yes"}).status_code == 302
    removed, changed, added = AuditEntry.objects.filter(action__startswith="membership.")
    facts = {"account": "contact", "area": "VR15", "since": "2020-09-01", "until": None}
    assert (added.action, added.before, added.after) == ("membership.added", None, facts)
    assert (changed.before, changed.after) == ({"until": None}, {"until": "2020-12-31"})
    assert (removed.action, removed.after, removed.actor, removed.area) == (
        "membership.removed", None, "beheerder", area,
    )  # fmt: skip


def test_removing_several_is_recorded_each(as_administrator: Client) -> None:
    contact_of("VR15", "VR01")
    chosen = AreaMembership.objects.values_list("pk", flat=True)
    url = reverse("admin:meetings_areamembership_changelist")
    as_administrator.post(url, {"action": "delete_selected", "_selected_action": list(chosen), "post": "yes"})
    assert not AreaMembership.objects.exists()
    assert AuditEntry.objects.filter(action="membership.removed").count() == 2


@pytest.mark.parametrize(("roles", "warned"), [([], True), (["viewer"], True), (["region_contact"], False)])
def test_a_membership_without_the_role_is_warned_about(
    roles, warned, as_administrator: Client, area: Area
) -> None:
    answer = as_administrator.post(reverse(ADD), form(UserFactory(groups=roles), area))
    told = [str(message) for message in get_messages(answer.wsgi_request)]
    assert any("nog geen rol" in message for message in told) is warned


@pytest.mark.parametrize(
    ("today", "shown"), [("yes", {"VR01"}), ("no", {"VR02", "VR03"}), ("", {"VR01", "VR02", "VR03"})]
)
def test_the_list_by_whether_it_holds(today: str, shown: set[str], as_administrator: Client) -> None:
    contact_of("VR01")
    contact_of("VR02", until=date(2020, 12, 31))
    contact_of("VR03", since=date(2999, 1, 1))
    answer = as_administrator.get(reverse("admin:meetings_areamembership_changelist"), {"today": today})
    assert {found.area.code for found in answer.context["cl"].result_list} == shown


def test_the_list_is_cheap(as_administrator: Client, django_assert_max_num_queries) -> None:
    contact_of(*(f"VR{number:02d}" for number in range(1, 26)))
    with django_assert_max_num_queries(12):
        as_administrator.get(reverse("admin:meetings_areamembership_changelist"))


@pytest.mark.parametrize("role", ["editor", "chair"])
def test_others_do_not_manage_memberships(role: str, client: Client, area: Area) -> None:
    user = UserFactory(groups=[role], is_staff=True)
    client.force_login(user)
    assert client.post(reverse(ADD), form(user, area)).status_code == 403
    assert not AreaMembership.objects.exists()


def test_roles_given_in_the_admin_are_recorded(as_administrator: Client) -> None:
    account = UserFactory(username="contact", groups=["viewer"])
    group = contact_of().groups.get().pk
    day, time = account.date_joined.strftime("%Y-%m-%d %H:%M:%S").split()
    url = reverse("admin:auth_user_change", args=[account.pk])
    typed = {
        "username": "contact",
        "is_active": "on",
        "date_joined_0": day,
        "date_joined_1": time,
        "groups": group,
    }
    for _time in range(2):
        assert as_administrator.post(url, typed).status_code == 302
    entry = AuditEntry.objects.get(action="account.changed")
    assert (entry.before["roles"], entry.after["roles"]) == (["viewer"], ["region_contact"])
    assert "password" not in entry.after

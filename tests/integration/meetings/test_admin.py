import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from meetings.models import AgendaItem, Decision, Interpretation, Meeting, Minutes
from tests.factories import UserFactory
from tests.integration.meetings.records import NOW, adopted, item_of, small_meeting

pytestmark = pytest.mark.django_db
MODELS = ["meeting", "agendaitem", "interpretation", "decision", "minutes"]


@pytest.fixture
def administrator(db: None) -> User:
    return UserFactory(groups=["administrator"], is_staff=True)


@pytest.fixture
def superuser(db: None) -> User:
    return UserFactory(is_staff=True, is_superuser=True)


@pytest.fixture
def records(chair: User) -> dict[str, int]:
    adopted(chair)
    item = item_of(small_meeting(["VR15"], "2020-W40"))
    Interpretation.objects.create(item=item, number=1, text="een", author=chair, written_at=NOW)
    models = (Meeting, AgendaItem, Interpretation, Decision, Minutes)
    return {model._meta.model_name: model.objects.values_list("pk", flat=True)[0] for model in models}


@pytest.mark.parametrize("model", MODELS)
def test_administrators_read_meetings(model: str, client: Client, administrator: User, records: dict) -> None:
    client.force_login(administrator)
    assert client.get(reverse(f"admin:meetings_{model}_changelist")).status_code == 200
    assert client.get(reverse(f"admin:meetings_{model}_change", args=[records[model]])).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_nobody_changes_meetings_in_the_admin(model: str, client: Client, superuser: User, records: dict) -> None:
    client.force_login(superuser)
    pk = records[model]
    for url in (
        reverse(f"admin:meetings_{model}_add"),
        reverse(f"admin:meetings_{model}_change", args=[pk]),
        reverse(f"admin:meetings_{model}_delete", args=[pk]),
    ):
        assert client.post(url, {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [pk], "post": "yes"}
    client.post(reverse(f"admin:meetings_{model}_changelist"), chosen)
    assert Meeting.objects.count() == 2


@pytest.mark.parametrize("model", MODELS)
def test_editors_see_no_meetings_in_the_admin(model: str, client: Client, records: dict) -> None:
    client.force_login(UserFactory(groups=["editor"], is_staff=True))
    assert client.get(reverse(f"admin:meetings_{model}_changelist")).status_code == 403


def test_roles_are_shown_in_words_and_not_changed(client: Client, superuser: User) -> None:
    client.force_login(superuser)
    text = client.get(reverse("admin:auth_group_changelist")).content.decode()
    assert "catalogusredacteur" in text
    assert "Wijzigt niets." in text
    assert client.post(reverse("admin:auth_group_add"), {"name": "x"}).status_code == 403


def _account_form(account: User, **changes: str) -> dict[str, str]:
    day, time = account.date_joined.strftime("%Y-%m-%d %H:%M:%S").split()
    typed = {"username": account.username, "is_active": "on", "date_joined_0": day, "date_joined_1": time}
    return {**typed, **changes}


def test_an_administrator_gives_roles_and_makes_no_superuser(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    account = UserFactory()
    group = administrator.groups.get().pk
    url = reverse("admin:auth_user_change", args=[account.pk])
    answer = client.post(url, _account_form(account, groups=str(group), is_superuser="on", is_staff="on"))
    account.refresh_from_db()
    assert answer.status_code == 302
    assert [found.pk for found in account.groups.all()] == [group]
    assert (account.is_staff, account.is_superuser) == (True, False)


def test_an_administrator_does_not_touch_a_superuser(client: Client, administrator: User, superuser: User) -> None:
    client.force_login(administrator)
    for name in ("auth_user_change", "auth_user_password_change"):
        url = reverse(f"admin:{name}", args=[superuser.pk])
        assert client.post(url, _account_form(superuser, username="overgenomen")).status_code == 403
    assert client.post(reverse("admin:auth_user_delete", args=[superuser.pk]), {"post": "yes"}).status_code == 403
    superuser.refresh_from_db()
    assert superuser.username != "overgenomen"


def test_a_superuser_makes_a_superuser(client: Client, superuser: User) -> None:
    client.force_login(superuser)
    account = UserFactory()
    url = reverse("admin:auth_user_change", args=[account.pk])
    client.post(url, _account_form(account, is_superuser="on"))
    account.refresh_from_db()
    assert account.is_superuser

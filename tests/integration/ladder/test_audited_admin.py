"""What is edited in the administration stands in the audit trail."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from django.urls import reverse

from ladder.audited_admin import AuditedAdmin
from ladder.models import AuditEntry, Feed, LadderVersion, Signal, SignalUse
from meetings.models import RouteStep
from regions.models import Area
from tests.factories import UserFactory
from tests.integration.ladder.admin_forms import add_row, sent_from
from tests.integration.ladder.versions import a_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> User:
    found: User = UserFactory(username="beheerder", groups=["administrator"], is_staff=True)
    return found


@pytest.fixture
def browser(client: Client, administrator: User) -> Client:
    client.force_login(administrator)
    return client


def entries(action: str) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(action=action).order_by("pk"))


def writable_admins() -> list[Any]:
    """Return every admin by which somebody, be it a superuser, can add, change or delete."""
    request = RequestFactory().get("/")
    request.user = User(is_superuser=True, is_active=True)
    rights = ("has_add_permission", "has_change_permission", "has_delete_permission")
    return [
        found for found in admin.site._registry.values() if any(getattr(found, name)(request) for name in rights)
    ]


def test_every_admin_that_writes_is_audited():
    found = {type(one).__name__ for one in writable_admins() if not isinstance(one, AuditedAdmin)}
    assert found == set()
    assert {"AccountAdmin", "SignalAdmin", "AuditedAreaAdmin", "PeriodicTaskAdmin"} <= {
        type(one).__name__ for one in writable_admins()
    }


def test_no_admin_of_ours_saves_past_the_trail():
    """An admin may add to `save_model`; the entry is written after it, when what hangs on the row is stored."""
    for one in writable_admins():
        assert type(one).save_related is AuditedAdmin.save_related, type(one)


def test_what_is_added_and_changed_is_told_field_by_field(browser: Client, administrator: User):
    added = {"code": "vierde", "name": "Vierde stap", "order": "9", "is_regular": "on", "is_active": "on"}
    assert browser.post(reverse("admin:meetings_routestep_add"), added).status_code == 302
    step = RouteStep.objects.get(code="vierde")
    changed = {**added, "name": "Laatste stap"}
    for _time in range(2):
        url = reverse("admin:meetings_routestep_change", args=[step.pk])
        assert browser.post(url, changed).status_code == 302
    (first,), (second,) = entries("record.added"), entries("record.changed")
    assert (first.before, first.after["name"], first.by, first.address) == (
        None, "Vierde stap", administrator, "127.0.0.1",
    )  # fmt: skip
    assert (second.before, second.after) == ({"name": "Vierde stap"}, {"name": "Laatste stap"})
    assert (second.object_type, second.object_id) == ("meetings.routestep", str(step.pk))


def test_what_is_changed_in_the_list_is_told(browser: Client):
    url = reverse("admin:meetings_routestep_changelist")
    shown = browser.get(url).context["cl"].formset
    data = {
        field.html_name: str(field.value())
        for form in [shown.management_form, *shown.forms]
        for field in form
        if field.value() not in (None, "", False)
    }
    assert browser.post(url, {**data, "form-0-order": "77", "_save": "1"}).status_code == 302
    (found,) = entries("record.changed")
    assert found.after == {"order": 77}


def test_what_is_deleted_is_told_before_it_is_gone(browser: Client):
    steps = [RouteStep.objects.create(code=code, name=code, order=9) for code in ("een", "twee", "drie")]
    url = reverse("admin:meetings_routestep_delete", args=[steps[0].pk])
    assert browser.post(url, {"post": "yes"}).status_code == 302
    chosen = {"action": "delete_selected", "_selected_action": [step.pk for step in steps[1:]], "post": "yes"}
    browser.post(reverse("admin:meetings_routestep_changelist"), chosen)
    found = entries("record.deleted")
    assert {(one.object_id, one.before["code"], one.after) for one in found} == {
        (str(step.pk), step.code, None) for step in steps
    }


def test_the_rows_below_are_told_too(browser: Client):
    use = SignalUse.objects.get(version=a_draft(), signal__code="positive_tests")
    url = reverse("admin:ladder_signaluse_change", args=[use.pk])
    data = sent_from(browser.get(url))
    data["thresholds-0-value"] = "60"
    assert browser.post(url, data).status_code == 302
    (found,) = entries("record.changed")
    assert [row["value"] for row in found.before["threshold"]] == [50.0]
    assert [row["value"] for row in found.after["threshold"]] == [60.0]


def test_a_row_that_is_added_below_is_told(browser: Client):
    signal = Signal.objects.create(code="oordeel", name="Oordeel", unit="stap", source="regio")
    url = reverse("admin:ladder_signal_change", args=[signal.pk])
    data = sent_from(browser.get(url))
    add_row(data, "steps", value=1, name="rustig")
    answer = browser.post(url, data)
    assert answer.status_code == 302, answer.context["errors"]
    (found,) = entries("record.changed")
    assert (found.before["signalstep"], [row["name"] for row in found.after["signalstep"]]) == ([], ["rustig"])


def test_relations_are_told_by_name(browser: Client):
    area, other = Area.objects.get(code="VR15"), Area.objects.get(code="VR01")
    url = reverse("admin:regions_area_change", args=[area.pk])
    data: dict[str, Any] = {**sent_from(browser.get(url)), "neighbours": [str(other.pk)]}
    assert browser.post(url, data).status_code == 302
    (found,) = entries("record.changed")
    assert found.after["neighbours"] == ["Groningen"]


def test_a_new_account_is_told_without_its_password(browser: Client):
    typed = {"username": "nieuw", "password1": "wachtwoord van nieuw 1", "password2": "wachtwoord van nieuw 1"}
    answer = browser.post(reverse("admin:auth_user_add"), {**typed, "usable_password": "true"})
    assert answer.status_code == 302
    (found,) = entries("account.added")
    assert found.after["username"] == "nieuw"
    assert "password" not in found.after
    assert User.objects.get(username="nieuw").password not in str(found.after)


def test_asking_for_a_feed_is_told(browser: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("ladder.admin_feeds.send_fetches", lambda ids: True)
    feed = Feed.objects.all()[0]
    url = reverse("admin:ladder_feed_changelist")
    browser.post(url, {"action": "fetch_now", "_selected_action": [feed.pk]})
    (found,) = entries("feed.asked")
    assert (found.object_id, found.actor) == (str(feed.pk), "beheerder")


def test_copying_a_version_in_the_admin_is_told_once(browser: Client):
    source = LadderVersion.objects.get(code="2020-09")
    url = reverse("admin:ladder_ladderversion_copy", args=[source.pk])
    assert browser.post(url, {"code": "2020-11", "valid_from": "2020-11-03"}).status_code == 302
    assert [one.action for one in AuditEntry.objects.exclude(action="account.signed_in")] == ["version.copied"]

"""Feeds in the admin: how they stand, fetching now, and who may."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ladder import admin_feeds
from ladder.models import Feed, Fetch
from tests.factories import ImportBatchFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST = "admin:ladder_feed_changelist"
TYPED = {
    "name": "Opnames", "source": "rivm-hospital-admissions", "url": "https://a.example/f.csv", "is_active": "on",
    "expected_every_days": "2",
}  # fmt: skip


@pytest.fixture
def administrator(client: Client) -> User:
    user = UserFactory(groups=["administrator"], is_staff=True)
    client.force_login(user)
    return user


@pytest.fixture
def sent(monkeypatch) -> list[int]:
    ids: list[int] = []

    def send(feed_ids: list[int]) -> bool:
        ids.extend(feed_ids)
        return True

    monkeypatch.setattr(admin_feeds, "send_fetches", send)
    return ids


def note(feed: Feed, outcome: str, ago: timedelta) -> Fetch:
    batch = ImportBatchFactory() if outcome == "imported" else None
    message = "the server refused the file; found: 404" if outcome == "failed" else ""
    return Fetch.objects.create(
        feed=feed, url=feed.url, outcome=outcome, started_at=timezone.now() - ago, message=message, batch=batch
    )


def page(client: Client, name: str, *args: Any) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return response.content.decode()


def fetch_now(client: Client, *feeds: Feed) -> Any:
    chosen = {"action": "fetch_now", "_selected_action": [feed.pk for feed in feeds]}
    return client.post(reverse(LIST), chosen, follow=True)


def test_the_list_tells_how_feeds_stand(client, administrator, feed):
    assert "nooit opgehaald" in page(client, LIST)

    note(feed, "imported", timedelta(days=1))
    note(feed, "failed", timedelta(hours=1))
    shown = page(client, LIST)

    assert "kon niet worden opgehaald" in shown
    assert shown.count("icon-yes.svg") == 2  # switched on, and in time


@pytest.mark.parametrize(("ago", "icon"), [(timedelta(days=6), "icon-yes"), (timedelta(days=8), "icon-no")])
def test_the_list_tells_which_feeds_are_late(client, administrator, feed, ago, icon):
    Feed.objects.exclude(pk=feed.pk).delete()
    note(feed, "imported", ago)

    assert f'class="field-in_time"><img src="/static/admin/img/{icon}.svg"' in page(client, LIST)


def test_fetch_now_sends_the_chosen_feeds_also_those_that_are_off(client, administrator, feed, sent):
    off = Feed.objects.filter(is_active=False).first()

    shown = fetch_now(client, feed, off).content.decode()

    assert sorted(sent) == sorted([feed.pk, off.pk])
    assert "2 gegevensbronnen worden opgehaald." in shown


def test_fetch_now_says_when_there_is_no_worker_to_do_it(client, administrator, feed, monkeypatch):
    monkeypatch.setattr(admin_feeds, "send_fetches", lambda _: False)

    assert "De werkers zijn onbereikbaar" in fetch_now(client, feed).content.decode()


def test_who_may_only_look_cannot_fetch(client, feed, sent):
    client.force_login(UserFactory(permissions=["ladder.view_feed"], is_staff=True))

    assert "fetch_now" not in page(client, LIST)
    fetch_now(client, feed)
    assert sent == []


@pytest.mark.parametrize("role", ["viewer", "secretary", "chair", "editor"])
@pytest.mark.parametrize("name", ["feed", "fetch", "feedwarning"])
def test_other_roles_do_not_see_feeds(client, role, name):
    client.force_login(UserFactory(groups=[role], is_staff=True))

    assert client.get(reverse(f"admin:ladder_{name}_changelist")).status_code == 403


def test_an_administrator_makes_a_feed(client, administrator):
    assert client.post(reverse("admin:ladder_feed_add"), TYPED).status_code == 302
    made = Feed.objects.get(name="Opnames")
    assert (made.source, made.is_active, made.expected_every_days) == ("rivm-hospital-admissions", True, 2)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("url", "ftp://a.example/f.csv", "dit soort URL wordt niet opgehaald"),
        ("url", "https://name:hush@a.example/f.csv", "een URL met een gebruikersnaam of wachtwoord"),
        ("url", "somewhere", "geldige URL"),
        ("source", "rivm", "Selecteer een geldige keuze"),
        ("expected_every_days", "0", "minstens 1"),
        ("expected_every_days", "367", "hoogstens 366"),
    ],
)
def test_a_feed_that_cannot_work_is_refused(client, administrator, field, value, told):
    response = client.post(reverse("admin:ladder_feed_add"), TYPED | {field: value})

    assert response.status_code == 200
    assert told in str(response.context["adminform"].form.errors[field])
    assert not Feed.objects.filter(name="Opnames").exists()


def test_attempts_are_listed_in_words_and_cannot_be_changed(client, administrator, feed):
    attempt = note(feed, "failed", timedelta(hours=1))

    assert "de server gaf het bestand niet; gevonden: 404" in page(client, "admin:ladder_fetch_changelist")
    shown = page(client, "admin:ladder_fetch_change", attempt.pk)
    assert "de server gaf het bestand niet" in shown
    assert 'name="_save"' not in shown
    assert client.get(reverse("admin:ladder_fetch_add")).status_code == 403
    assert client.post(reverse("admin:ladder_fetch_delete", args=[attempt.pk])).status_code == 403


def test_warnings_are_listed(client, administrator, feed):
    feed.warnings.create(state="late", day="2020-10-08", told=3)

    assert "te laat" in page(client, "admin:ladder_feedwarning_changelist")


@pytest.mark.parametrize("number", [2, 25])
@pytest.mark.parametrize(("name", "queries"), [("feed", 8), ("fetch", 10), ("feedwarning", 8)])
def test_lists_take_the_same_queries_for_any_number(
    client, administrator, number, name, queries, django_assert_max_num_queries
):
    for order in range(number):
        feed = Feed.objects.create(name=f"feed {order}", source="demo", url="https://a.example/")
        note(feed, "imported", timedelta(days=1))
        feed.warnings.create(state="late", day="2020-10-08", told=3)

    with django_assert_max_num_queries(queries):
        client.get(reverse(f"admin:ladder_{name}_changelist"))

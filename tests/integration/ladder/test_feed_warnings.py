"""Administrators are told of feeds that are late or changed: once a day, in one mail, or in the log."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.db.utils import IntegrityError

from ladder.actions import feed_warnings
from ladder.actions.feed_warnings import addresses, warn_about_feeds
from ladder.feed_states import late_feeds, refused_feeds
from ladder.models import Feed, FeedWarning, Fetch
from tests.factories import ImportBatchFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NOW = datetime(2020, 10, 8, 7, tzinfo=UTC)  # 9:00 in Amsterdam
DAY = timedelta(days=1)


@pytest.fixture
def feed() -> Feed:
    return make_feed("positieve testen")


def make_feed(name: str, **fields: Any) -> Feed:
    return Feed.objects.create(
        name=name, source="rivm-positive-tests", url="https://a.example/f.csv", expected_every_days=2, **fields
    )


def note(feed: Feed, outcome: str, started_at: datetime, message: str = "") -> Fetch:
    batch = ImportBatchFactory() if outcome in ("imported", "unchanged") else None
    return Fetch.objects.create(
        feed=feed, url=feed.url, outcome=outcome, started_at=started_at, message=message, batch=batch
    )


@pytest.fixture
def administrator() -> str:
    return UserFactory(groups=["administrator"], email="beheer@example.org").email


@pytest.fixture
def warn(django_capture_on_commit_callbacks: Any) -> Any:
    def run(now: datetime = NOW) -> list[FeedWarning]:
        with django_capture_on_commit_callbacks(execute=True):
            return warn_about_feeds(now=now)

    return run


# Late


@pytest.mark.parametrize(("ago", "late"), [(2 * DAY, False), (2 * DAY + timedelta(seconds=1), True)])
def test_a_feed_is_late_when_nothing_new_came_for_longer_than_expected(feed, ago, late):
    note(feed, "imported", NOW - ago)
    note(feed, "unchanged", NOW - timedelta(hours=2))
    last = note(feed, "failed", NOW - timedelta(hours=1))

    found = late_feeds(NOW)

    assert [(one.feed, one.since, one.brought_anything, one.last) for one in found] == (
        [(feed, NOW - ago, True, last)] if late else []
    )


@pytest.mark.parametrize(("ago", "late"), [(2 * DAY, False), (3 * DAY, True)])
def test_a_feed_that_never_brought_anything_counts_from_its_first_attempt(feed, ago, late):
    note(feed, "failed", NOW - ago)
    note(feed, "refused", NOW - timedelta(hours=1))

    assert [(one.since, one.brought_anything) for one in late_feeds(NOW)] == ([(NOW - ago, False)] if late else [])


def test_a_feed_that_was_never_tried_or_is_off_is_not_late(feed):
    off = make_feed("uit", is_active=False)
    note(off, "imported", NOW - 30 * DAY)
    note(off, "refused", NOW - 30 * DAY)

    assert late_feeds(NOW) == []
    assert refused_feeds() == []


# Changed


@pytest.mark.parametrize(
    ("outcomes", "changed"), [(["imported", "refused"], True), (["refused", "imported"], False)]
)
def test_a_feed_changed_when_its_last_file_was_refused(feed, outcomes, changed):
    for hours, outcome in enumerate(outcomes):
        last = note(feed, outcome, NOW + timedelta(hours=hours))

    assert refused_feeds() == ([last] if changed else [])


# Told


def test_one_mail_tells_of_all(feed, administrator, warn):
    note(feed, "imported", NOW - 3 * DAY)
    note(
        feed, "refused", NOW - timedelta(hours=1), "another header than expected; expected: a; found: b; in: f.csv"
    )
    silent = make_feed("verpleeghuizen")
    note(silent, "failed", NOW - 3 * DAY, "the server refused the file; found: 404; in: https://a.example/f.csv")

    told = [(warning.feed, warning.state, warning.day.isoformat(), warning.told) for warning in warn()]

    assert told == [
        (feed, "refused", "2020-10-08", 1),
        (feed, "late", "2020-10-08", 1),
        (silent, "late", "2020-10-08", 1),
    ]
    (message,) = mail.outbox
    assert message.to == [administrator]
    assert message.subject == "Escalatieladder: 3 gegevensbronnen vragen aandacht"
    assert (
        "- positieve testen: het bestand heeft een andere opmaak dan verwacht; er is niets van opgeslagen. Laatste"
        " poging, 8 oktober 2020 08:00: andere opmaak dan verwacht: andere kopregel dan verwacht; verwacht: a;"
        " gevonden: b; in: f.csv."
    ) in message.body
    assert (
        "positieve testen: niets nieuws sinds 5 oktober 2020 09:00. Om de 2 dagen werd iets nieuws" in message.body
    )
    assert "verpleeghuizen: niets ontvangen sinds 5 oktober 2020 09:00" in message.body
    assert "de server gaf het bestand niet; gevonden: 404" in message.body


def test_what_is_expected_daily_is_said_so(feed, administrator, warn):
    Feed.objects.update(expected_every_days=1)
    note(feed, "imported", NOW - 3 * DAY)
    warn()

    assert "Elke dag werd iets nieuws verwacht." in mail.outbox[0].body


def test_the_same_is_told_once_a_day(feed, administrator, warn):
    note(feed, "imported", NOW - 3 * DAY)

    told = [len(warn(NOW + later)) for later in (0 * DAY, timedelta(hours=14), timedelta(hours=15), 2 * DAY)]

    assert told == [1, 0, 1, 1]
    assert len(mail.outbox) == 3


def test_what_else_is_wrong_the_same_day_is_told_too(feed, administrator, warn):
    note(feed, "imported", NOW - 3 * DAY)
    warn()
    note(feed, "refused", NOW + timedelta(hours=1), "the file is empty")

    assert [warning.state for warning in warn(NOW + timedelta(hours=2))] == ["refused"]
    assert "niets nieuws sinds" not in mail.outbox[1].body


def test_nothing_wrong_is_no_mail(feed, administrator, warn):
    note(feed, "imported", NOW - DAY)

    assert warn() == []
    assert mail.outbox == []


def test_a_mail_goes_only_when_the_warning_is_stored(feed, administrator, django_capture_on_commit_callbacks):
    note(feed, "imported", NOW - 3 * DAY)

    with django_capture_on_commit_callbacks() as callbacks:
        warn_about_feeds(now=NOW)
    assert (mail.outbox, len(callbacks)) == ([], 1)


def test_administrators_with_an_address_are_told_and_nobody_else():
    UserFactory(groups=["administrator"], email="b@example.org")
    UserFactory(groups=["administrator"], email="a@example.org")
    UserFactory(groups=["administrator"], email="a@example.org")
    UserFactory(groups=["administrator"], email="")
    UserFactory(groups=["administrator"], email="gone@example.org", is_active=False)
    UserFactory(groups=["chair"], email="chair@example.org")

    assert addresses() == ["a@example.org", "b@example.org"]


def test_when_nobody_has_an_address_the_log_has_it(feed, warn, caplog):
    note(feed, "imported", NOW - 3 * DAY)

    (warning,) = warn()

    assert warning.told == 0
    assert mail.outbox == []
    assert "no administrator has an e-mail address" in caplog.text
    assert "niets nieuws sinds" in caplog.text


@pytest.mark.parametrize("error", [ConnectionRefusedError("no server"), feed_warnings.SMTPException("no")])
def test_a_mail_that_cannot_be_sent_stands_in_the_log(feed, administrator, warn, monkeypatch, caplog, error):
    note(feed, "imported", NOW - 3 * DAY)
    monkeypatch.setattr(feed_warnings, "send_mail", lambda *_: (_ for _ in ()).throw(error))

    assert len(warn()) == 1
    assert "could not be sent" in caplog.text
    assert "niets nieuws sinds" in caplog.text


def test_the_database_keeps_it_to_once_a_day(feed):
    row = {"feed": feed, "state": "late", "day": NOW.date(), "told": 1}
    FeedWarning.objects.create(**row)
    FeedWarning.objects.create(**row | {"state": "refused"})
    FeedWarning.objects.create(**row | {"day": (NOW + DAY).date()})

    with pytest.raises(IntegrityError), transaction.atomic():
        FeedWarning.objects.create(**row)


@pytest.mark.parametrize("number", [2, 25])
def test_the_number_of_queries_does_not_grow_with_the_feeds(number, django_assert_num_queries):
    for name in range(number):
        note(make_feed(f"feed {name}"), "refused", NOW - 3 * DAY)

    with django_assert_num_queries(4):
        assert len(late_feeds(NOW)) == len(refused_feeds()) == number

"""The tasks: what is tried again and when, what is sent, and what happens without a broker."""

import pytest
from celery import current_app
from celery.exceptions import Retry
from django_celery_beat.models import PeriodicTask
from kombu.exceptions import OperationalError

from ladder import feed_tasks
from ladder.actions import feeds
from ladder.feed_tasks import FIRST_WAIT, LONGEST_WAIT, RETRIES, back_off
from ladder.models import Feed, Fetch
from ladder.sources.download import Limits
from tests.integration.ladder.misbehaving_server import cut, hanging_up, status, well
from tests.unit.ladder.sources.rivm_files import line, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

BODY = text_of([line()]).encode()
PAGE = b"<html>Maintenance</html>"


@pytest.fixture(autouse=True)
def _quick(monkeypatch) -> None:
    act = feeds.fetch_feed
    quick = Limits(size=100_000, patience=0.3, seconds=0.6)
    monkeypatch.setattr(feeds, "fetch_feed", lambda **given: act(**given, limits=quick))


def run(feed: Feed) -> list[str]:
    """Run the task with its retries, which follow at once here, and return what each attempt came to."""
    assert feed_tasks.fetch_feed.apply((feed.pk,)).successful()
    return list(Fetch.objects.order_by("pk").values_list("outcome", flat=True))


@pytest.mark.parametrize(
    "trouble", [status(500), status(503), status(429, Retry_After="1"), cut(BODY), hanging_up],
    ids=["500", "503", "429", "truncated", "reset"],
)  # fmt: skip
def test_a_temporary_error_is_tried_again(feed, server, trouble):
    server.will(trouble, well(BODY))

    assert run(feed) == ["failed", "imported"]


@pytest.mark.parametrize("answer", [status(404), status(403), well(PAGE)], ids=["404", "403", "layout"])
def test_what_stays_wrong_is_not_tried_again(feed, server, answer):
    server.will(answer, well(BODY))

    assert run(feed) in (["failed"], ["refused"])
    assert len(server.asked) == 1


def test_after_a_few_times_it_is_left_to_the_next_hour(feed, server, caplog):
    server.will(status(500))

    assert run(feed) == ["failed"] * (RETRIES + 1)
    assert "left to the next hour" in caplog.text


def test_a_server_that_asks_for_much_time_gets_it(feed, server):
    server.will(status(429, Retry_After=str(int(LONGEST_WAIT) + 1)), well(BODY))

    assert run(feed) == ["failed"]


def test_the_next_attempt_waits_as_long_as_the_server_asks(feed, server, monkeypatch):
    server.will(status(429, Retry_After="111"))
    waits: list[float] = []

    def retry(*, countdown: float, exc: Exception) -> Retry:
        waits.append(countdown)
        return Retry(exc=exc)

    monkeypatch.setattr(feed_tasks.fetch_feed, "retry", retry)
    feed_tasks.fetch_feed.apply((feed.pk,))

    assert waits == [111.0]


@pytest.mark.parametrize(
    ("retries", "asked", "chance", "wait"),
    [
        (0, None, 0.0, FIRST_WAIT / 2), (0, None, 1.0, FIRST_WAIT), (1, None, 1.0, 2 * FIRST_WAIT),
        (2, None, 0.5, 3 * FIRST_WAIT), (RETRIES - 1, None, 1.0, 4 * FIRST_WAIT), (RETRIES, None, 1.0, None),
        (0, 1.0, 1.0, FIRST_WAIT), (0, 100.0, 1.0, 100.0), (0, LONGEST_WAIT, 0.0, LONGEST_WAIT),
        (0, LONGEST_WAIT + 1, 0.0, None), (0, float("inf"), 0.0, None), (RETRIES, 1.0, 0.0, None),
    ],
)  # fmt: skip
def test_how_long_the_next_attempt_waits(retries, asked, chance, wait):
    assert back_off(retries, asked, chance) == wait


def test_no_wait_is_so_long_that_the_broker_sends_the_message_twice(settings):
    assert settings.CELERY_BROKER_TRANSPORT_OPTIONS.get("visibility_timeout", 600) > LONGEST_WAIT
    assert feed_tasks.fetch_feed.time_limit < 600


@pytest.fixture
def sent(monkeypatch) -> list[int]:
    ids: list[int] = []
    monkeypatch.setattr(feed_tasks.fetch_feed, "apply_async", lambda args, expires: ids.extend(args))
    return ids


def test_the_hourly_run_sends_the_feeds_that_are_switched_on(feed, sent):
    feed_tasks.fetch_active_feeds()

    assert sent == [feed.pk]  # and not one of those that the installation brought


def refuse(*_: object, **__: object) -> None:
    raise OperationalError("connection refused")


def test_without_a_broker_the_feeds_wait_for_the_next_hour(feed, monkeypatch, caplog):
    monkeypatch.setattr(feed_tasks.fetch_feed, "apply_async", refuse)

    feed_tasks.fetch_active_feeds()

    assert "broker out of reach" in caplog.text
    assert not Fetch.objects.exists()


def test_another_layout_is_told_at_once(feed, server, monkeypatch, django_capture_on_commit_callbacks):
    told: list[str] = []
    monkeypatch.setattr(feed_tasks.warn_about_feeds, "delay", lambda: told.append("warned"))
    server.will(well(PAGE), status(404))

    with django_capture_on_commit_callbacks(execute=True):
        run(feed)
        assert told == []
    with django_capture_on_commit_callbacks(execute=True):
        run(feed)
    assert told == ["warned"]


def test_without_a_broker_the_warning_waits_for_the_daily_run(
    feed, server, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(feed_tasks.warn_about_feeds, "delay", refuse)
    server.will(well(PAGE))

    with django_capture_on_commit_callbacks(execute=True):
        assert run(feed) == ["refused"]
    assert "the warning waits" in caplog.text


def test_recomputes_wait_when_the_broker_is_lost(feed, server, monkeypatch, django_capture_on_commit_callbacks):
    from ladder import tasks

    monkeypatch.setattr(tasks.recompute_week, "delay", refuse)
    server.will(well(BODY))

    with django_capture_on_commit_callbacks(execute=True):
        assert run(feed) == ["imported"]


@pytest.mark.parametrize(
    ("task", "hour", "minute"),
    [("ladder.feed_tasks.fetch_active_feeds", "*", "20"), ("ladder.feed_tasks.warn_about_feeds", "9", "0")],
)
def test_the_schedule_names_tasks_that_the_workers_know(task, hour, minute):
    scheduled = PeriodicTask.objects.get(task=task)

    assert (scheduled.crontab.hour, scheduled.crontab.minute) == (hour, minute)
    assert str(scheduled.crontab.timezone) == "Europe/Amsterdam"
    assert scheduled.enabled
    current_app.loader.import_default_modules()
    assert task in current_app.tasks

"""One worker at a time fetches a feed, and workers that die leave nothing half done."""

import threading
from datetime import timedelta

import pytest
from django.db import close_old_connections, connection

from ladder.actions import feeds
from ladder.actions.feeds import CLAIM, fetch_feed
from ladder.models import Feed, Fetch, ImportBatch, Observation, RecomputeJob
from ladder.sources.download import Limits
from tests.integration.ladder.fetching import BODY, HOUR, NOW, QUICK, assert_free, fetch, told
from tests.integration.ladder.misbehaving_server import (
    hold_until,
    well,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_of_two_that_come_together_one_fetches(feed, server):
    server.will(well(BODY))
    Feed.objects.update(busy_until=NOW + timedelta(seconds=1))

    assert fetch(feed) is None
    assert server.asked == []
    assert not Fetch.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_time_ask_once(feed, server):
    gate, reached = threading.Event(), threading.Event()
    server.will(hold_until(gate, well(BODY), reached))
    done: list[str] = []

    def work() -> None:
        patient = Limits(patience=10, seconds=20)
        done.append(fetch_feed(feed_id=feed.pk, now=NOW, limits=patient).outcome)
        connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    assert reached.wait(10)
    second = fetch(feed)
    gate.set()
    worker.join(20)
    close_old_connections()

    assert second is None
    assert (done, len(server.asked)) == (["imported"], 1)
    assert told(feed) == ["imported"]
    assert_free(feed)


@pytest.mark.parametrize(("after", "taken"), [(CLAIM - timedelta(seconds=1), False), (CLAIM, True)])
def test_what_a_killed_worker_held_is_free_after_a_while(feed, server, after, taken):
    server.will(well(BODY))
    Feed.objects.update(busy_until=NOW + CLAIM)  # killed at NOW: nobody gave it back

    done = fetch_feed(feed_id=feed.pk, now=NOW + after, limits=QUICK)

    assert (done is not None) is taken
    assert Observation.objects.exists() is taken


def test_the_next_hour_is_later_than_that():
    assert CLAIM < HOUR
    assert timedelta(seconds=feeds.FEED_LIMITS.seconds) < timedelta(seconds=feeds.TIME_LIMIT) < CLAIM


def test_a_worker_that_dies_while_storing_leaves_nothing_and_the_next_run_does_it(feed, server, monkeypatch):
    server.will(well(BODY))
    with monkeypatch.context() as patch:
        patch.setattr(feeds, "request_recomputes", lambda **_: (_ for _ in ()).throw(SystemError("killed")))
        with pytest.raises(SystemError, match="killed"):
            fetch(feed)

    assert not any(model.objects.exists() for model in (Fetch, ImportBatch, Observation, RecomputeJob))
    assert fetch(feed, 1).outcome == "imported"
    assert RecomputeJob.objects.count() == 1


def test_who_took_too_long_stores_nothing_beside_another_worker(feed, server, monkeypatch):
    server.will(well(BODY))
    fetched = feeds.download_if_changed

    def lose(*given: object, **named: object) -> object:
        Feed.objects.update(busy_until=NOW + 2 * CLAIM)  # another worker has it by now
        return fetched(*given, **named)

    monkeypatch.setattr(feeds, "download_if_changed", lose)

    assert fetch(feed) is None
    assert not Fetch.objects.exists()
    assert not Observation.objects.exists()
    feed.refresh_from_db()
    assert feed.busy_until == NOW + 2 * CLAIM


def test_a_feed_that_is_gone_is_nothing_to_do():
    assert fetch_feed(feed_id=0, now=NOW) is None

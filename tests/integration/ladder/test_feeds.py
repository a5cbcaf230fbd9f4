"""Fetching a feed from a server that behaves, or does not: always a stated outcome, and nothing half stored."""

import hashlib
import re
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import close_old_connections, connection, transaction
from django.db.utils import IntegrityError

from ladder.actions import feeds
from ladder.actions.feed_recompute import WEEKS_AT_MOST, touched_weeks
from ladder.actions.feeds import CLAIM, fetch_feed
from ladder.models import Feed, Fetch, ImportBatch, Ladder, LadderVersion, Observation, RecomputeJob
from ladder.sources.download import Limits
from ladder.sources.errors import TemporaryError
from ladder.weeks import Week, weeks_between
from tests.factories import store_figures
from tests.integration.ladder.misbehaving_server import (
    bomb,
    cut,
    cut_in_chunks,
    cut_when_packed,
    dripping,
    dripping_headers,
    endless,
    hanging_up,
    hold_until,
    packed,
    redirect,
    silent,
    status,
    well,
)
from tests.services.places import free_port
from tests.unit.ladder.sources.rivm_files import line, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NOW = datetime(2020, 10, 2, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
QUICK = Limits(size=100_000, patience=0.3, seconds=0.6)
BODY = text_of([line(), line(code="")]).encode()
NEXT_BODY = text_of([line(value=6, report="2020-10-02 09:00:00"), line(code="")]).encode()
MARKS = {"ETag": '"a1"', "Last_Modified": "Thu, 01 Oct 2020 13:00:00 GMT"}


def fetch(feed: Feed, hours: int = 0) -> Fetch | None:
    return fetch_feed(feed_id=feed.pk, now=NOW + hours * HOUR, limits=QUICK)


def told(feed: Feed) -> list[str]:
    """The outcomes of a feed, oldest first."""
    return list(feed.fetches.order_by("started_at", "pk").values_list("outcome", flat=True))


def assert_free(feed: Feed) -> None:
    feed.refresh_from_db()
    assert feed.busy_until is None


def test_what_is_new_is_stored_with_where_it_came_from(feed, server):
    server.will(well(BODY, **MARKS))

    done = fetch(feed)

    batch = ImportBatch.objects.get()
    assert (done.outcome, done.message) == (
        "imported",
        "figures stored: 1; figures unchanged: 0; figures refused: 1",
    )
    assert (done.batch, done.url, done.started_at) == (batch, server.url, NOW)
    assert (done.size, done.sha256) == (len(BODY), hashlib.sha256(BODY).hexdigest())
    assert (done.etag, done.last_modified) == tuple(MARKS.values())
    assert (batch.sha256, batch.file_name, batch.imported_by) == (done.sha256, "figures.csv", None)
    assert Observation.objects.get().value == 5
    assert_free(feed)


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip"])
def test_a_file_that_was_packed_on_the_way_counts_as_it_is(feed, server, encoding):
    server.will(packed(BODY, encoding))

    done = fetch(feed)

    assert server.asked[0]["Accept-Encoding"] == "gzip"
    assert (done.outcome, done.size, done.sha256) == ("imported", len(BODY), hashlib.sha256(BODY).hexdigest())


def test_a_redirect_on_the_same_host_is_followed(feed, server):
    server.will(redirect("/elsewhere.csv"), well(BODY))

    assert fetch(feed).outcome == "imported"


# What goes wrong, what is told of it, and whether another try makes sense.
FAILURES = [
    ("absent", status(404), "the server refused the file; found: 404", False),
    ("forbidden", status(403), "the server refused the file; found: 403", False),
    ("gone", status(410), "the server refused the file; found: 410", False),
    ("unasked 304", status(304), "the server refused the file; found: 304", False),
    ("in trouble", status(500), "the server refused the file; found: 500", True),
    ("overloaded", status(503), "the server refused the file; found: 503", True),
    ("busy", status(429), "the server refused the file; found: 429", True),
    ("truncated", cut(BODY), f"cut off; expected: {len(BODY) + 1} bytes; found: {len(BODY)} bytes", True),
    ("truncated chunks", cut_in_chunks(BODY), "the file was cut off", True),
    ("truncated gzip", cut_when_packed(BODY), "the file was cut off", True),
    ("silent", silent, "the file could not be fetched; found: timed out", True),
    ("dripping", dripping, "the file took too long", True),
    ("dripping headers", dripping_headers, "the file took too long", True),
    ("hanging up", hanging_up, "the file could not be fetched; found: .*reset by peer", True),
    ("endless", endless, "the file is too large", False),
    ("bomb", bomb(10_000_000), "the file is too large", False),
    ("announced too large", well(b"x" * 100_001), "the file is too large", False),
    ("no gzip", well(BODY, Content_Encoding="gzip"), "the file is damaged", False),
    ("packed otherwise", packed(BODY, "br"), "packed in an unknown way; expected: gzip; found: br", False),
    ("redirect to another host", redirect("http://127.0.0.2:9/f.csv"), "a redirect to elsewhere", False),
    ("redirect to another port", redirect("http://127.0.0.1:9/f.csv"), "a redirect to elsewhere", False),
    ("redirect to a file", redirect("file:///etc/hostname"), "kind of URL|refused the file", False),
    ("redirect in a loop", redirect("/figures.csv"), "the server refused the file; found: 302", False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "message", "temporary"), [case[1:] for case in FAILURES], ids=[case[0] for case in FAILURES]
)
def test_a_server_that_misbehaves_leaves_a_stated_outcome(feed, server, answer, message, temporary):
    server.will(answer)
    if temporary:
        with pytest.raises(TemporaryError, match=message):
            fetch(feed)
    else:
        fetch(feed)

    done = Fetch.objects.get()
    assert done.outcome == "failed"
    assert re.search(message, done.message)
    assert (done.batch, done.sha256, done.size) == (None, "", None)
    assert not ImportBatch.objects.exists()
    assert not RecomputeJob.objects.exists()
    assert_free(feed)


def test_a_server_that_is_down_may_come_back(feed):
    Feed.objects.update(url=f"http://127.0.0.1:{free_port()}/figures.csv")

    with pytest.raises(TemporaryError, match="refused"):
        fetch(feed)
    assert told(feed) == ["failed"]


def test_a_server_without_tls_is_not_spoken_to_by_https(feed, server):
    server.will(well(BODY))
    Feed.objects.update(url=server.url.replace("http:", "https:"))

    done = fetch(feed)

    assert (done.outcome, server.asked) == ("failed", [])
    assert "the file could not be fetched; found: [SSL" in done.message


def test_what_the_server_asks_for_is_handed_on(feed, server):
    server.will(status(429, Retry_After="120"))

    with pytest.raises(TemporaryError) as error:
        fetch(feed)
    assert error.value.retry_after == "120"


PAGE = b"<!DOCTYPE html><title>Maintenance</title>"
REFUSALS = [
    ("a page", well(PAGE, kind="text/html; charset=utf-8"), "a web page instead of figures; .*found: text/html"),
    ("a page that says it is figures", well(PAGE), "found: an HTML page"),
    ("figures that say they are a page", well(BODY, kind="text/html"), "a web page instead of figures"),
    ("nothing", well(b""), "the file is empty"),
    ("no content", status(204), "the file is empty"),
    ("other columns", well(b"Date;Total\n2020-09-21;5\n"), "expected: .*; found: Date, Total; in: figures.csv"),
    ("only a header", well(BODY.splitlines()[0]), "nothing under the header"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "message"), [case[1:] for case in REFUSALS], ids=[case[0] for case in REFUSALS]
)
def test_another_layout_is_refused_with_what_was_expected_and_found(feed, server, answer, message):
    server.will(answer)

    done = fetch(feed)

    assert done.outcome == "refused"
    assert re.search(message, done.message)
    assert len(done.sha256) == 64
    assert not ImportBatch.objects.exists()
    assert_free(feed)


def test_nothing_already_stored_is_lost_by_a_refusal(feed, server):
    server.will(well(BODY), well(PAGE), well(BODY))

    assert [fetch(feed, hours).outcome for hours in range(3)] == ["imported", "refused", "unchanged"]
    assert Observation.objects.count() == 1


def test_the_server_is_asked_for_something_new_only(feed, server):
    server.will(well(BODY, **MARKS), status(304))

    first, second, third = (fetch(feed, hours) for hours in range(3))

    conditions = [(asked["If-None-Match"], asked["If-Modified-Since"]) for asked in server.asked]
    assert conditions == [(None, None), tuple(MARKS.values()), tuple(MARKS.values())]
    assert told(feed) == ["imported", "unchanged", "unchanged"]
    assert second.message == "the server says that nothing changed"
    assert [done.batch for done in (second, third)] == [first.batch] * 2
    assert [done.sha256 for done in (second, third)] == [first.sha256] * 2
    assert ImportBatch.objects.count() == 1


def test_the_same_file_without_a_condition_is_not_imported_again(feed, server):
    server.will(well(BODY), well(BODY, **MARKS))

    first, second = fetch(feed), fetch(feed, 1)

    assert (second.outcome, second.message) == ("unchanged", "the same file as before")
    assert (second.batch, second.sha256, second.size) == (first.batch, first.sha256, len(BODY))
    assert second.etag == MARKS["ETag"]  # for the next time
    assert ImportBatch.objects.count() == 1


def test_a_new_file_is_imported_and_an_older_one_that_comes_back_too(feed, server):
    server.will(well(BODY), well(NEXT_BODY), well(BODY))

    assert [fetch(feed, hours).outcome for hours in range(3)] == ["imported"] * 3
    assert list(Observation.objects.order_by("pk").values_list("value", flat=True)) == [5, 6]


def test_marks_of_a_refused_file_are_no_condition(feed, server):
    server.will(well(PAGE, **MARKS), well(BODY))

    assert [fetch(feed, hours).outcome for hours in range(2)] == ["refused", "imported"]
    assert server.asked[1]["If-None-Match"] is None


@pytest.mark.parametrize("change", ["url", "source"])
def test_another_address_or_source_starts_anew(feed, server, change):
    server.will(well(BODY, **MARKS))
    fetch(feed)
    new = {"url": f"{server.place}/other.csv", "source": "rivm-hospital-admissions"}
    Feed.objects.update(**{change: new[change]})

    done = fetch(feed, 1)

    assert server.asked[1]["If-None-Match"] is None
    assert done.outcome == {"url": "imported", "source": "refused"}[change]


# Weeks


def test_levels_of_the_weeks_that_were_touched_are_asked_for(feed, server):
    days = ("2020-08-24", "2020-09-14", "2020-09-21", "2020-09-30")  # before the first version … the current week
    server.will(well(text_of([line(day=day) for day in days]).encode()), well(NEXT_BODY))

    fetch(feed)

    weeks = sorted(str(Week(job.week_start)) for job in RecomputeJob.objects.all())
    assert weeks == ["2020-W38", "2020-W39"]
    assert {(job.as_of, job.ladder.code) for job in RecomputeJob.objects.all()} == {(NOW, "regionaal")}

    fetch(feed, 1)  # changes one day

    assert RecomputeJob.objects.count() == 3


def test_nothing_new_asks_for_no_levels(feed, server):
    server.will(well(BODY), well(BODY + b"\n"))

    assert [fetch(feed, hours).outcome for hours in range(2)] == ["imported", "imported"]
    assert RecomputeJob.objects.count() == 1


@pytest.mark.parametrize("number", [WEEKS_AT_MOST, WEEKS_AT_MOST + 1])
def test_at_most_the_last_weeks_are_asked_for(number):
    first, regional = Week.parse("2020-W40"), Ladder.objects.get(code="regionaal")
    weeks = list(weeks_between(first, first.plus(number - 1)))
    batch = store_figures("positive_tests", {"VR01": {week.end.isoformat(): 1 for week in weeks}})

    found = touched_weeks(batch, regional, datetime(2021, 2, 1, tzinfo=UTC))

    assert found == weeks[-WEEKS_AT_MOST:]
    assert len(found) == WEEKS_AT_MOST


@pytest.mark.parametrize(
    ("moment", "full"), [("2020-09-27T21:59:00+00:00", False), ("2020-09-27T22:00:00+00:00", True)]
)
def test_a_week_is_full_from_monday_in_dutch_time(moment, full):
    batch = store_figures("positive_tests", {"VR01": {"2020-09-21": 1}})

    found = touched_weeks(batch, Ladder.objects.get(code="regionaal"), datetime.fromisoformat(moment))

    assert found == ([Week.parse("2020-W39")] if full else [])


def test_a_signal_or_ladder_that_judges_nothing_asks_for_nothing():
    regional = Ladder.objects.get(code="regionaal")
    other = Ladder.objects.create(code="ander", name="Ander", area_kind="safety_region")
    batch = store_figures("positive_tests", {"VR01": {"2020-09-21": 1}})
    version = LadderVersion.objects.get(code="2020-09")

    assert touched_weeks(batch, regional, NOW) == [Week.parse("2020-W39")]
    assert touched_weeks(batch, other, NOW) == []
    LadderVersion.objects.create(
        ladder=other, code="x", valid_from=version.valid_from, comparator=version.comparator, status="adopted"
    )
    assert touched_weeks(batch, other, NOW) == []


# One worker at a time, and workers that die


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


# Records


@pytest.mark.parametrize("url", ["ftp://a.example/f.csv", "file:///etc/hostname", "xhttp://a.example/", ""])
def test_the_database_refuses_other_addresses(url):
    with pytest.raises(IntegrityError, match="feed_url_is_of_the_web"), transaction.atomic():
        Feed.objects.create(name="x", source="rivm-positive-tests", url=url)


@pytest.mark.parametrize(("days", "fine"), [(0, False), (1, True)])
def test_something_new_is_expected_after_a_day_or_more(days, fine):
    def make() -> None:
        Feed.objects.create(name="x", source="demo", url="https://a.example/", expected_every_days=days)

    if fine:
        make()
    else:
        with pytest.raises(IntegrityError, match="feed_expected_after_a_day_or_more"), transaction.atomic():
            make()


def test_a_new_installation_knows_the_feeds_of_that_time_and_fetches_none():
    assert not Feed.objects.filter(is_active=True).exists()
    assert dict(Feed.objects.values_list("source", "url"))["rivm-positive-tests"] == (
        "https://data.rivm.nl/covid-19/COVID-19_aantallen_gemeente_per_dag.csv"
    )
    assert Feed.objects.count() == 4

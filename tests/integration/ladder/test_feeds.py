"""Fetching a feed from a server that behaves, or does not: always a stated outcome, and nothing half stored."""

import hashlib
import re

import pytest

from ladder.models import Feed, Fetch, ImportBatch, Observation, RecomputeJob
from ladder.sources.errors import TemporaryError
from tests.integration.ladder.fetching import BODY, NEXT_BODY, NOW, assert_free, fetch, told
from tests.integration.ladder.misbehaving_server import (
    bomb,
    cut,
    cut_in_chunks,
    cut_when_packed,
    dripping,
    dripping_headers,
    endless,
    hanging_up,
    packed,
    redirect,
    silent,
    status,
    well,
)
from tests.services.places import free_port

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

MARKS = {"ETag": '"a1"', "Last_Modified": "Thu, 01 Oct 2020 13:00:00 GMT"}


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

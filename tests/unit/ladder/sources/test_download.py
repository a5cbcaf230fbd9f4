"""What is asked of the web, which redirects are followed, and how a body is unpacked: all without a network."""

import gzip
import zlib
from datetime import UTC, datetime
from email.message import Message
from io import BytesIO
from types import SimpleNamespace
from urllib.request import Request

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.sources.download import LONGEST_MARK, Marks, download, seconds_to_wait
from ladder.sources.errors import SourceError
from ladder.sources.transfer import CHUNK, AsItIs, Gunzip, unpacker_of
from ladder.sources.web import SameHostOnly, check_url

NOW = datetime(2020, 9, 30, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    "url", ["http://a.example/f.csv", "https://a.example:8443/f.csv?x=1", "HTTPS://a.example/"]
)
def test_urls_of_the_web_are_fetched(url):
    assert check_url(url).hostname == "a.example"


@pytest.mark.parametrize(
    "url", ["file:///etc/hostname", "ftp://a.example/f", "gopher://a.example", "a.example/f.csv"]
)
def test_other_kinds_of_urls_are_not(url):
    with pytest.raises(SourceError, match="this kind of URL is not fetched"):
        check_url(url)


@pytest.mark.parametrize(
    "url", ["https://name:hush@a.example/f.csv", "https://hush@a.example/", "http://:hush@a.example/"]
)
def test_a_url_with_a_password_is_refused_without_repeating_it(url, tmp_path):
    with pytest.raises(SourceError, match="user name or password") as refusal:
        download(url, tmp_path)
    assert "hush" not in str(refusal.value)
    assert "a.example" in str(refusal.value)


@pytest.mark.parametrize(
    ("old", "new", "followed"),
    [
        ("http://a.example/1", "http://a.example/2", True),
        ("https://a.example/1", "https://a.example/2?x=1", True),
        ("https://a.example/1", "https://A.EXAMPLE:443/2", True),
        ("http://a.example/1", "https://a.example/1", True),
        ("https://a.example/1", "http://a.example/1", False),
        ("https://a.example/1", "http://a.example:443/1", False),
        ("http://a.example/1", "https://a.example:8443/1", False),
        ("http://a.example:8000/1", "https://a.example/1", False),
        ("http://a.example/1", "http://a.example:8080/1", False),
        ("http://a.example/1", "http://b.example/1", False),
        ("http://a.example/1", "http://a.example.b.example/1", False),
        ("http://a.example/1", "http://169.254.169.254/latest", False),
        ("http://a.example/1", "http://name:hush@a.example/1", False),
        ("http://a.example/1", "file:///etc/hostname", False),
    ],
)
def test_redirects_stay_on_the_host_and_never_leave_https(old, new, followed):
    def ask() -> Request | None:
        request = Request(old)  # noqa: S310  # never opened
        return SameHostOnly().redirect_request(request, BytesIO(), 302, "Found", Message(), new)

    if followed:
        assert ask().full_url == new
    else:
        with pytest.raises(SourceError):
            ask()


def answer(**headers: str) -> SimpleNamespace:
    message = Message()
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    return SimpleNamespace(headers=message)


def test_marks_become_a_condition():
    marks = Marks.of(answer(ETag='"a1"', Last_Modified="Wed, 30 Sep 2020 06:00:00 GMT"))

    assert marks.condition == {"If-None-Match": '"a1"', "If-Modified-Since": "Wed, 30 Sep 2020 06:00:00 GMT"}
    assert Marks.of(answer()).condition == {}


@pytest.mark.parametrize(
    ("etag", "kept"), [("x" * LONGEST_MARK, True), ("x" * (LONGEST_MARK + 1), False), ("é", False)]
)
def test_a_mark_that_could_not_be_sent_back_is_left_out(etag, kept):
    assert Marks.of(answer(ETag=etag)).condition == ({"If-None-Match": etag} if kept else {})


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0.0), ("120", 120.0), (" 7 ", 7.0), ("Wed, 30 Sep 2020 06:02:00 GMT", 120.0),
        ("Wed, 30 Sep 2020 05:00:00 GMT", 0.0), ("", None), ("soon", None), ("-5", None), ("1.5", None),
        ("²", None), ("9" * 400, float("inf")),
    ],
)  # fmt: skip
def test_when_to_come_back(text, seconds):
    assert seconds_to_wait(text, now=NOW) == seconds


def unpacked(pieces: list[bytes]) -> tuple[bytes, bool]:
    unpacker = Gunzip()
    return b"".join(part for piece in pieces for part in unpacker.feed(piece)), unpacker.is_complete


@given(st.lists(st.binary(max_size=2000), max_size=3), st.integers(1, 50))
def test_however_it_is_packed_and_cut_in_pieces_the_same_comes_out(parts, length):
    data = b"".join(gzip.compress(part) for part in parts)
    pieces = [data[at : at + length] for at in range(0, len(data), length)]

    assert unpacked(pieces) == (b"".join(parts), bool(parts))


@given(st.binary(min_size=1, max_size=2000), st.data())
def test_packed_data_that_stop_too_early_are_incomplete(content, data):
    whole = gzip.compress(content)
    end = data.draw(st.integers(0, len(whole) - 1))

    assert unpacked([whole[:end]] if end else [])[1] is False


def test_a_bomb_is_unpacked_bit_by_bit():
    sizes = [len(part) for part in Gunzip().feed(gzip.compress(b"0" * 20 * CHUNK))]

    assert sum(sizes) == 20 * CHUNK
    assert max(sizes) <= CHUNK


def test_what_is_no_gzip_is_an_error():
    with pytest.raises(zlib.error):
        unpacked([b"Version;Date_of_report"])


@pytest.mark.parametrize(
    ("encoding", "kind"), [("", AsItIs), ("identity", AsItIs), ("gzip", Gunzip), ("X-GZIP", Gunzip)]
)
def test_known_ways_of_packing(encoding, kind):
    assert isinstance(unpacker_of(encoding, "f.csv"), kind)


@pytest.mark.parametrize("encoding", ["br", "deflate", "gzip, gzip"])
def test_unknown_ways_of_packing_are_told(encoding):
    with pytest.raises(SourceError, match=f"unknown way; expected: gzip; found: {encoding}"):
        unpacker_of(encoding, "f.csv")

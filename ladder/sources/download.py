"""A file from the web: with time-outs, a limit to its size, and redirects within the same host only."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse, IncompleteRead
from pathlib import Path, PurePosixPath
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit
from urllib.request import Request

from django.utils.translation import gettext_noop as _

from ladder.sources.errors import SourceError, TemporaryError
from ladder.sources.transfer import GZIP_NAMES, receive
from ladder.sources.web import Stopwatch, check_url, opener

SIZE_LIMIT = 200 * 1024 * 1024
SECONDS_WITHOUT_DATA, SECONDS_IN_ALL = 30, 600
LONGEST_MARK = 100
TEMPORARY = (TimeoutError, ConnectionError)


@dataclass(frozen=True)
class Limits:
    """How much is taken and how long is waited.

    `size` in bytes; `patience` and `seconds` in seconds: between two pieces of data, and for all of it.
    """

    size: int = SIZE_LIMIT
    patience: float = SECONDS_WITHOUT_DATA
    seconds: float = SECONDS_IN_ALL


@dataclass(frozen=True)
class Marks:
    """What a server gave with a file to know it by: its ETag and Last-Modified, "" where it gave none."""

    etag: str = ""
    last_modified: str = ""

    @classmethod
    def of(cls, response: HTTPResponse) -> "Marks":
        """Read the marks of an answer. One that could not be sent back as it is does not count."""
        found = (response.headers.get(name, "") for name in ("ETag", "Last-Modified"))
        return cls(*(mark if mark.isascii() and len(mark) <= LONGEST_MARK else "" for mark in found))

    @property
    def condition(self) -> dict[str, str]:
        """The headers that ask for a file only when it is another one."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: mark for name, mark in headers.items() if mark}


@dataclass(frozen=True)
class Downloaded:
    """A file that was fetched. Size and SHA-256 are of the file itself, not of how it was packed on the way."""

    path: Path
    size: int
    sha256: str
    content_type: str
    marks: Marks


def is_url(text: str) -> bool:
    """Say whether a text is a URL instead of a path."""
    return "://" in text


def download(
    url: str,
    folder: Path,
    *,
    limit: int = SIZE_LIMIT,
    patience: float = SECONDS_WITHOUT_DATA,
    seconds: float = SECONDS_IN_ALL,
) -> Path:
    """Fetch a URL into a folder and return the path of the file. Limits and errors: `download_if_changed`."""
    found = download_if_changed(url, folder, known=Marks(), limits=Limits(limit, patience, seconds))
    if found is None:  # a server that says "as you have it" to who has nothing
        raise SourceError("the server refused the file", found="304", where=url)
    return found.path


def download_if_changed(url: str, folder: Path, *, known: Marks, limits: Limits) -> Downloaded | None:
    """Fetch a URL (http or https) into a folder; None when the server says that it is still the file of `known`.

    `TemporaryError` when it cannot be fetched in time, is cut off, the connection fails, or the server is in
    trouble or asks to come back later (5xx, 429). `SourceError` for everything else that leaves no file: another
    kind of URL, a redirect to elsewhere, another refusal, a file above the limit.
    """
    with Stopwatch(limits.seconds) as stopwatch, _told_as_source_errors(url, stopwatch):
        check_url(url)
        request = Request(url, headers={"Accept-Encoding": "gzip", **known.condition})  # noqa: S310  # checked above
        try:
            response = opener(stopwatch).open(request, timeout=limits.patience)
        except HTTPError as error:
            if error.code == HTTPStatus.NOT_MODIFIED and known.condition:
                error.close()
                return None
            raise
        with response:
            return _received(response, folder, url, limits.size, stopwatch)


def seconds_to_wait(retry_after: str, *, now: datetime) -> float | None:
    """Read a Retry-After header, in seconds or as a moment; None when there is none that can be read."""
    text = retry_after.strip()
    if text.isdecimal() and text.isascii():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max((moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds(), 0.0)


def _received(response: HTTPResponse, folder: Path, url: str, limit: int, stopwatch: Stopwatch) -> Downloaded:
    target = folder / _name(url, response.headers.get("Content-Encoding", ""))
    with target.open("wb") as file:
        size, sha256 = receive(response, file, where=url, limit=limit, stopwatch=stopwatch)
    return Downloaded(target, size, sha256, response.headers.get_content_type(), Marks.of(response))


def _name(url: str, encoding: str) -> str:
    """Name the file after its URL, without the `.gz` that is unpacked on the way."""
    name = PurePosixPath(unquote(urlsplit(url).path)).name[-100:]
    return (name.removesuffix(".gz") if encoding.lower() in GZIP_NAMES else name) or "download"


@contextmanager
def _told_as_source_errors(url: str, stopwatch: Stopwatch) -> Iterator[None]:
    """Turn everything that the network can bring into what our callers know."""
    try:
        yield
    except HTTPError as error:
        with error:
            raise _refusal(error, url) from error
    except (URLError, HTTPException, OSError, ValueError) as error:
        if isinstance(error, SourceError):
            raise
        raise _failure(error, url, stopwatch) from error


def _failure(error: Exception, url: str, stopwatch: Stopwatch) -> SourceError:
    cause = error.reason if isinstance(error, URLError) else error
    if stopwatch.is_over:  # it has shut the connection, which then failed in one way or another
        return TemporaryError("the file took too long", where=url)
    if isinstance(cause, IncompleteRead):
        return TemporaryError("the file was cut off", where=url)
    kind = TemporaryError if isinstance(cause, TEMPORARY) else SourceError
    return kind(_("the file could not be fetched"), found=str(cause) or type(cause).__name__, where=url)


def _refusal(error: HTTPError, url: str) -> SourceError:
    told = {"found": str(error.code), "where": url}
    if error.code == HTTPStatus.TOO_MANY_REQUESTS or error.code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        retry_after = error.headers.get("Retry-After", "")
        return TemporaryError("the server refused the file", retry_after=retry_after, **told)
    return SourceError("the server refused the file", **told)

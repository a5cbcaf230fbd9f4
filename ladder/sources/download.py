"""A file from the web: with a time-out, a limit to its size, and redirects within the same host only."""

import time
from http.client import HTTPException, HTTPMessage, HTTPResponse
from pathlib import Path, PurePosixPath
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from ladder.sources.errors import SourceError

SIZE_LIMIT = 200 * 1024 * 1024
SECONDS_WITHOUT_DATA, SECONDS_IN_ALL = 30, 600
CHUNK = 256 * 1024
SCHEMES = ("http", "https")


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
    """Fetch a URL (http or https) into a folder and return the path of the file.

    `SourceError` when it is another kind of URL, cannot be fetched in time (`patience` between two pieces of data,
    `seconds` in all), is cut off, redirects to another host, or is larger than `limit` bytes.
    """
    try:
        parts = urlsplit(url)
        target = folder / (PurePosixPath(unquote(parts.path)).name[-100:] or "download")
        if parts.scheme not in SCHEMES:
            raise SourceError("this kind of URL is not fetched", expected="http:// or https://", found=url)
        with _opener().open(Request(url), timeout=patience) as response, target.open("wb") as file:  # noqa: S310
            _receive(response, file, url, limit, time.monotonic() + seconds)
    except HTTPError as error:
        raise SourceError("the server refused the file", found=str(error.code), where=url) from error
    except (URLError, HTTPException, OSError, ValueError) as error:
        if isinstance(error, SourceError):
            raise
        found = error.reason if isinstance(error, URLError) else error
        raise SourceError("the file could not be fetched", found=str(found), where=url) from error
    return target


class _SameHostOnly(HTTPRedirectHandler):
    """Follows redirects within a host, and never from https back to http."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        if new.hostname != old.hostname or (old.scheme, new.scheme) == ("https", "http"):
            expected = f"{old.scheme}://{old.hostname}"
            raise SourceError("a redirect to elsewhere is not followed", expected=expected, found=newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> OpenerDirector:
    """Return an opener that knows http and https and nothing else, not even files."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler(),
        HTTPHandler(),
        HTTPSHandler(),
        HTTPDefaultErrorHandler(),
        HTTPErrorProcessor(),
        _SameHostOnly(),
    ):
        opener.add_handler(handler)
    return opener


def _receive(response: HTTPResponse, file: IO[bytes], url: str, limit: int, deadline: float) -> None:
    announced = int(response.headers.get("Content-Length") or -1)
    received = 0
    while piece := response.read1(CHUNK):
        received += len(piece)
        if max(received, announced) > limit:
            raise SourceError("the file is too large", expected=f"≤ {limit // 1024**2} MB", where=url)
        if time.monotonic() > deadline:
            raise SourceError("the file took too long", found=f"{received} bytes", where=url)
        file.write(piece)
    if received < announced:
        raise SourceError(
            "the file was cut off", expected=f"{announced} bytes", found=f"{received} bytes", where=url
        )

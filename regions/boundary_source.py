"""The bytes of a boundaries file, from a path or from the web.

The web is approached here as `ladder.sources` approaches it for figures, which lies a floor higher: a limit to the
size and to the time, and redirects within the host only.
"""

import time
from collections.abc import Callable
from http.client import HTTPException, HTTPMessage, HTTPResponse
from pathlib import Path
from typing import IO
from urllib.error import URLError
from urllib.parse import SplitResult, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from regions.boundaries import MAX_BYTES
from regions.boundary_formats import BoundaryError

SECONDS_WITHOUT_DATA, SECONDS_IN_ALL = 30.0, 120.0
PIECE = 64 * 1024
PORTS = {"http": 80, "https": 443}


def read_boundary_file(place: str, *, limit: int = MAX_BYTES, seconds: float = SECONDS_IN_ALL) -> bytes:
    """Return the content of a path or of an http(s) URL.

    `BoundaryError` for another kind of URL or one with a password, a redirect to elsewhere, a refusal, a file cut
    off or above `limit` bytes, and one that is still coming after `seconds`. `OSError` for a path that cannot be
    opened.
    """
    if "://" in place:
        return _download(place, limit, seconds)
    with Path(place).open("rb") as file:
        return _taken(file.read, limit)


class _SameHostOnly(HTTPRedirectHandler):
    """Follows redirects within a host and port, from http to https, and never back."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        if not _is_same_place(_checked(req.full_url), _checked(newurl)):
            raise BoundaryError(f"a redirect to elsewhere is not followed: {newurl}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _checked(url: str) -> SplitResult:
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise BoundaryError(f"expected a path, or a URL with http:// or https://, found {parts.scheme}://")
    if "@" in parts.netloc:
        raise BoundaryError("a URL with a user name or password is not fetched")
    return parts


def _is_same_place(old: SplitResult, new: SplitResult) -> bool:
    if new.hostname != old.hostname:
        return False
    ports = tuple(parts.port or PORTS[parts.scheme] for parts in (old, new))
    if old.scheme == new.scheme:
        return ports[0] == ports[1]
    return (old.scheme, *ports) == ("http", PORTS["http"], PORTS["https"])


def _download(url: str, limit: int, seconds: float) -> bytes:
    until = time.monotonic() + seconds
    try:
        _checked(url)
        response: HTTPResponse
        with build_opener(_SameHostOnly).open(url, timeout=min(SECONDS_WITHOUT_DATA, seconds)) as response:
            content = _taken(lambda size: _piece(response, size, until), limit)
            if response.length:  # announced and not sent
                raise BoundaryError(f"the file was cut off, {response.length} bytes are missing")
            return content
    except (URLError, HTTPException, OSError, ValueError) as problem:
        if isinstance(problem, BoundaryError):
            raise
        raise BoundaryError(f"the file could not be fetched: {problem}") from problem


def _piece(response: HTTPResponse, size: int, until: float) -> bytes:
    # `read1` returns with what is there, so that a server that drips does not outlast the time.
    if time.monotonic() > until:
        raise BoundaryError("the file took too long")
    return response.read1(size)


def _taken(read: Callable[[int], bytes], limit: int) -> bytes:
    content = b""
    while piece := read(PIECE):
        content += piece
        if len(content) > limit:
            raise BoundaryError(f"expected at most {limit / 10**6:g} MB, found more")
    return content

"""How the web is approached: which addresses, which redirects, and for how long."""

import socket
import threading
from contextlib import suppress
from http.client import HTTPConnection, HTTPMessage, HTTPResponse, HTTPSConnection
from types import TracebackType
from typing import IO, Any, Self
from urllib.parse import SplitResult, urlsplit
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

SCHEMES = ("http", "https")
PORTS = {"http": 80, "https": 443}


def check_url(url: str) -> SplitResult:
    """Take a URL apart; `SourceError` for another kind than http(s), and for one with a name or password in it.

    `ValueError` when it is none at all. The message repeats no password.
    """
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES:
        raise SourceError("this kind of URL is not fetched", expected="http:// or https://", found=url)
    if "@" in parts.netloc:
        found = f"{parts.scheme}://…@{parts.netloc.rpartition('@')[2]}"
        raise SourceError("a URL with a user name or password is not fetched", found=found)
    return parts


class Stopwatch:
    """Shuts every connection of a download when its time is up, whatever the server is sending by then.

    A time-out of a socket counts from piece to piece: a server that drips would keep it waiting for ever.
    """

    def __init__(self, seconds: float) -> None:
        self.is_over = False
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._shut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()

    def watch(self, connection: socket.socket) -> None:
        """Shut this connection too, at once when time is up already."""
        self._sockets.append(connection)
        if self.is_over:
            self._shut()

    def _shut(self) -> None:
        self.is_over = True
        for connection in self._sockets:
            with suppress(OSError):
                # Past the TLS layer, which is the reading thread's own.
                socket.socket.shutdown(connection, socket.SHUT_RDWR)


def opener(stopwatch: Stopwatch) -> OpenerDirector:
    """Return an opener that knows http and https and nothing else, not even files."""
    made = OpenerDirector()
    made.addheaders = [("User-Agent", "escalatieladder")]
    for handler in (
        ProxyHandler(),
        _Http(stopwatch),
        _Https(stopwatch),
        HTTPDefaultErrorHandler(),
        HTTPErrorProcessor(),
        SameHostOnly(),
    ):
        made.add_handler(handler)
    return made


class SameHostOnly(HTTPRedirectHandler):
    """Follows redirects within a host and port, from http to https, and never back."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        old, new = urlsplit(req.full_url), check_url(newurl)
        if not _is_same_place(old, new):
            expected = f"{old.scheme}://{old.netloc}"
            raise SourceError("a redirect to elsewhere is not followed", expected=expected, found=newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _is_same_place(old: SplitResult, new: SplitResult) -> bool:
    if new.hostname != old.hostname:
        return False
    old_port, new_port = (parts.port or PORTS[parts.scheme] for parts in (old, new))
    if old.scheme == new.scheme:
        return old_port == new_port
    return (old.scheme, old_port, new_port) == ("http", PORTS["http"], PORTS["https"])


class _Connection(HTTPConnection):
    stopwatch: Stopwatch

    def connect(self) -> None:
        super().connect()
        self.stopwatch.watch(self.sock)


class _TlsConnection(HTTPSConnection):
    stopwatch: Stopwatch

    def connect(self) -> None:
        super().connect()
        self.stopwatch.watch(self.sock)


class _Http(HTTPHandler):
    def __init__(self, stopwatch: Stopwatch) -> None:
        super().__init__()
        self._stopwatch = stopwatch

    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(self._connection, req)

    def _connection(self, host: str, **options: Any) -> HTTPConnection:
        made = _Connection(host, **options)
        made.stopwatch = self._stopwatch
        return made


class _Https(HTTPSHandler):
    def __init__(self, stopwatch: Stopwatch) -> None:
        super().__init__()
        self._stopwatch = stopwatch

    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(self._connection, req)

    def _connection(self, host: str, **options: Any) -> HTTPConnection:
        made = _TlsConnection(host, **options)
        made.stopwatch = self._stopwatch
        return made

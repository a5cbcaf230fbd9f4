"""Many readers at once, each on a connection of its own that stays open: how many pages a second does a site give?

The readers share the cores with the site, so they do as little as can be: send bytes that were made beforehand,
and read the answer to its end. They never look into it, beyond the status.
"""

import socket
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Barrier, Thread

CLIENTS = 20
CHUNK = 1 << 18
ENDED = b"\r\n\r\n"


class LoadError(RuntimeError):
    """A site answered otherwise than it had to."""


@dataclass(frozen=True)
class Ask:
    """One request, and the status with which it is answered."""

    address: str
    headers: Mapping[str, str]
    status: int = 200
    body: str = ""

    def encoded(self, port: int) -> bytes:
        """Return the request as it goes over the line."""
        method = "POST" if self.body else "GET"
        headers = {"Host": f"localhost:{port}", "Accept-Encoding": "gzip, br", **self.headers}
        if self.body:
            headers |= {"Content-Type": "application/json", "Content-Length": str(len(self.body.encode()))}
        lines = [f"{method} {self.address} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
        return "\r\n".join(lines).encode() + ENDED + self.body.encode()


def answer_headers(port: int, ask: Ask) -> dict[str, str]:
    """Ask once, and return the headers of the answer in lower case."""
    reader = Reader(port)
    head = reader.ask(ask.encoded(port), ask.status)
    reader.close()
    pairs = (line.partition(":") for line in head.decode().split("\r\n")[1:])
    return {name.lower(): value.strip() for name, _, value in pairs}


def seconds_per_page(port: int, asks: Sequence[Ask], *, seconds: float, clients: int = CLIENTS) -> float:
    """Have readers ask for a page again and again; return the time per page.

    A page may take several requests, one after the other. `LoadError` when an answer has another status.
    """
    encoded = [(ask.encoded(port), ask.status) for ask in asks]
    start, done, failed = Barrier(clients + 1), [0] * clients, list[BaseException]()

    def read(number: int) -> None:
        reader = Reader(port)
        start.wait()
        until = time.perf_counter() + seconds
        try:
            while time.perf_counter() < until:
                for request, status in encoded:
                    reader.ask(request, status)
                done[number] += 1
        except (OSError, LoadError) as error:
            failed.append(error)
        reader.close()

    threads = [Thread(target=read, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    start.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return (time.perf_counter() - began) / sum(done)


class Reader:
    """One connection to a port of this machine; made anew where the site has closed it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._connection: socket.socket | None = None

    def ask(self, request: bytes, status: int) -> bytes:
        """Send a request, read the whole answer, and return its head."""
        connection = self._connection = self._connection or socket.create_connection(("127.0.0.1", self._port), 30)
        connection.sendall(request)
        head, body = self._head(connection)
        if not head.startswith(f"HTTP/1.1 {status} ".encode()):
            raise LoadError(f"expected {status}: {head.decode()}")
        if status != 304:
            self._skip(connection, _length(head) - len(body))
        if b"connection: close" in head.lower():
            self.close()
        return head

    def close(self) -> None:
        if self._connection:
            self._connection.close()
            self._connection = None

    def _head(self, connection: socket.socket) -> tuple[bytes, bytes]:
        got = b""
        while ENDED not in got:
            more = connection.recv(CHUNK)
            if not more:
                raise LoadError(f"the site hung up after {got!r}")
            got += more
        head, _, body = got.partition(ENDED)
        return head, body

    def _skip(self, connection: socket.socket, left: int) -> None:
        while left > 0:
            more = connection.recv(CHUNK)
            if not more:
                raise LoadError("the site hung up half-way through an answer")
            left -= len(more)


def _length(head: bytes) -> int:
    lowered = head.lower()
    place = lowered.find(b"content-length:")
    if place < 0:
        raise LoadError(f"an answer without its length: {head.decode()}")
    return int(lowered[place + 15 :].split(b"\r", 1)[0])

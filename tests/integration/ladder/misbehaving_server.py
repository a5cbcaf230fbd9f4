"""A web server on this machine that answers as it is told: well, or badly in one of the ways of the web."""

import gzip
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Handler"], None]
PATH = "/figures.csv"


class Handler(BaseHTTPRequestHandler):
    """Gives the next answer of its server to every request."""

    server: "MisbehavingServer"

    def do_GET(self) -> None:
        self.server.next_answer(self)(self)

    def begin(self, status: int = 200, **headers: str) -> None:
        """Send the status and headers: `begin(200, Content_Type="text/csv")`."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        """Stay silent."""


class MisbehavingServer(ThreadingHTTPServer):
    """Serves the answers that it is given, one per request; the last one goes on. `asked` holds the headers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[Message] = []
        self.stopping = threading.Event()
        self._answers: list[Answer] = []

    @property
    def place(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def url(self) -> str:
        return f"{self.place}{PATH}"

    def will(self, *answers: Answer) -> None:
        """Give these answers from now on."""
        self._answers = list(answers)

    def next_answer(self, handler: Handler) -> Answer:
        self.asked.append(handler.headers)
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]

    def handle_error(self, *_: object) -> None:
        """Say nothing of clients that hang up: that is what they should do."""


@contextmanager
def running_server() -> Iterator[MisbehavingServer]:
    with MisbehavingServer() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.stopping.set()
        server.shutdown()


def well(body: bytes, *, kind: str = "text/csv", **headers: str) -> Answer:
    """Answer as a good server does."""

    def answer(handler: Handler) -> None:
        handler.begin(Content_Type=kind, Content_Length=str(len(body)), **headers)
        handler.wfile.write(body)

    return answer


def packed(body: bytes, encoding: str = "gzip", **headers: str) -> Answer:
    """Answer well, packed for the transfer."""
    return well(gzip.compress(body), Content_Encoding=encoding, **headers)


def status(code: int, **headers: str) -> Answer:
    """Answer with a status and nothing else."""
    return lambda handler: handler.begin(code, Content_Length="0", **headers)


def cut(body: bytes) -> Answer:
    """Announce one byte more than there comes."""

    def answer(handler: Handler) -> None:
        handler.begin(Content_Length=str(len(body) + 1))
        handler.wfile.write(body)

    return answer


def cut_in_chunks(body: bytes) -> Answer:
    """Send a chunk, and hang up before the last one."""

    def answer(handler: Handler) -> None:
        handler.protocol_version = "HTTP/1.1"
        handler.begin(Transfer_Encoding="chunked", Connection="close")
        handler.wfile.write(f"{len(body):x}\r\n".encode() + body + b"\r\n")

    return answer


def cut_when_packed(body: bytes) -> Answer:
    """Send the larger part of a packed file as if it were all."""
    return well(gzip.compress(body)[:-9], Content_Encoding="gzip")


def silent(handler: Handler) -> None:
    """Take the request and never answer."""
    handler.server.stopping.wait(5)


def dripping(handler: Handler) -> None:
    """Send a byte now and then, for ever."""
    handler.begin()
    while not handler.server.stopping.wait(0.05):
        handler.wfile.write(b"x")


def dripping_headers(handler: Handler) -> None:
    """Send a byte of a header now and then, for ever: not even the answer begins."""
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nX-Long: ")
    while not handler.server.stopping.wait(0.05):
        handler.wfile.write(b"x")


def endless(handler: Handler) -> None:
    """Send and send."""
    handler.begin()
    while not handler.server.stopping.is_set():
        handler.wfile.write(b"x" * 65536)


def bomb(unpacked: int) -> Answer:
    """Send a few packed bytes that become very many."""
    return packed(b"0" * unpacked)


def hanging_up(handler: Handler) -> None:
    """Reset the connection instead of answering."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def redirect(where: str) -> Answer:
    """Send the client elsewhere."""
    return status(302, Location=where)


def hold_until(gate: threading.Event, then: Answer, reached: threading.Event) -> Answer:
    """Say that the request is there, and answer once the gate is open."""

    def answer(handler: Handler) -> None:
        reached.set()
        gate.wait(10)
        then(handler)

    return answer

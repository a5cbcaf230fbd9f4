"""A web server of this machine that gives fixed answers and counts connections."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Answering(BaseHTTPRequestHandler):
    """Answers each address as told, on a connection that stays open."""

    server: "PageServer"
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        super().setup()
        self.server.connections += 1

    def do_GET(self) -> None:
        status, body = self.server.answers[self.path]
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class PageServer(ThreadingHTTPServer):
    """`answers` maps an address to its status and text."""

    daemon_threads = True

    def __init__(self, answers: Mapping[str, tuple[int, str]]) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.answers = answers
        self.connections = 0

    @property
    def port(self) -> int:
        return int(self.server_address[1])


@contextmanager
def serving(answers: Mapping[str, tuple[int, str]]) -> Iterator[PageServer]:
    """Have a server run."""
    with PageServer(answers) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()

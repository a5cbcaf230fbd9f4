"""A mail server on this machine: takes mails as SMTP has it, and keeps them; refuses or stalls as it is told."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

OK, GO_ON = "250 ok", "354 go on"


class Conversation(socketserver.StreamRequestHandler):
    """One connection: as much of SMTP as Python's client speaks."""

    server: "MailServer"

    def handle(self) -> None:
        self.say("220 here")
        recipient = ""
        while line := self.rfile.readline().decode().strip():
            word = line.upper()
            if word.startswith("RCPT TO:"):
                recipient = line[8:].split(">")[0].strip(" <")
                self.say(self.server.refusals.get(recipient, OK))
            elif word == "DATA":
                self.take(recipient)
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say(OK)

    def take(self, recipient: str) -> None:
        """Take one mail. It counts as taken once the gate lets it through and before the client is told."""
        self.say(GO_ON)
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        if line == b"":
            return
        stall = self.server.stall
        if stall and stall.before_mail == len(self.server.taken) + 1:
            stall.reached.set()
            stall.gate.wait(30)
            if not stall.takes:
                return
        mail = message_from_bytes(b"".join(lines), policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.server.taken.append(Taken(recipient, mail))
        self.say(OK)

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@dataclass(frozen=True)
class Taken:
    """A mail as it came in, and to whom it went."""

    recipient: str
    mail: EmailMessage


@dataclass
class Stall:
    """Hold the server up before it takes its nth mail; with `takes` it takes it afterwards, else it is lost."""

    before_mail: int
    takes: bool
    gate: threading.Event = field(default_factory=threading.Event)
    reached: threading.Event = field(default_factory=threading.Event)


class MailServer(socketserver.ThreadingTCPServer):
    """`taken` holds the mails; `refusals` maps an address to the line with which it is refused."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.taken: list[Taken] = []
        self.refusals: dict[str, str] = {}
        self.stall: Stall | None = None

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        """The server as the setting EMAIL_URL names it."""
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def recipients(self) -> list[str]:
        return sorted(one.recipient for one in self.taken)

    def handle_error(self, *_: object) -> None:
        """Say nothing of clients that hang up: killed workers do."""


@contextmanager
def running_mail_server() -> Iterator[MailServer]:
    """Have a mail server run."""
    with MailServer() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        if server.stall:
            server.stall.gate.set()
        server.shutdown()

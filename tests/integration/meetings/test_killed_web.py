"""A web process that is killed while a duiding is being saved: what was confirmed as saved is there."""

import http.client
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse

from meetings.models import AgendaItem, Interpretation
from tests.integration.meetings.records import item_of, small_meeting
from tests.processes import process_environment
from tests.services.places import free_port
from tests.services.start import ROOT

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]

TRIES = 100
LONGEST_LIFE = 0.2  # seconds of saving before the kill
TOKEN = "t" * 32
BROKEN = (OSError, http.client.HTTPException)


class Nursery:
    """Starts and kills web processes."""

    def __init__(self, variables: dict[str, str], log: Path) -> None:
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.web_nursery"], cwd=ROOT, env=process_environment(variables),
                text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=output,
            )  # fmt: skip

    def start(self) -> tuple[int, int]:
        """Start gunicorn; return its process id, which is that of its process group too, and its port."""
        port = free_port()
        print(port, file=self._process.stdin, flush=True)
        return int(self._process.stdout.readline()), port

    def close(self) -> None:
        self._process.communicate()


def kill(group: int) -> None:
    """Kill gunicorn with its workers on the spot."""
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


@dataclass
class Writer:
    """Saves as the page does: what got no answer is repeated literally, before anything else is sent."""

    headers: dict[str, str]
    confirmed: dict[int, str] = field(default_factory=dict)
    unanswered: dict[str, str] | None = None
    written: int = 0
    repeated: int = 0

    def write_until_it_breaks(self, port: int) -> None:
        server = _connect(port)
        with suppress(*BROKEN):
            while True:
                self._save(server)
        server.close()

    def wake(self, port: int) -> None:
        """Return once the web process answers."""
        server = _connect(port)
        server.request("GET", reverse("interpretation-state", args=["2020-W39", "VR15"]), headers=self.headers)
        assert server.getresponse().status in {200, 204}
        server.close()

    def _save(self, server: http.client.HTTPConnection) -> None:
        if self.unanswered is None:
            self.written += 1
            number = max(self.confirmed, default=0)
            self.unanswered = {"text": f"De duiding, keer {self.written}.", "base_number": str(number)}
        else:
            self.repeated += 1
        path = reverse("interpretation-save", args=["2020-W39", "VR15"])
        server.request("POST", path, urlencode(self.unanswered), self.headers)
        answer = server.getresponse()
        text = answer.read().decode()
        assert (answer.status, re.findall(r'data-outcome="(\w+)"', text)) == (200, ["saved"])
        number = int(re.search(r'name="base_number" value="(\d+)"', text)[1])
        self.confirmed[number] = self.unanswered["text"]
        self.unanswered = None


def _connect(port: int) -> http.client.HTTPConnection:
    until = time.monotonic() + 20
    while True:
        server = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            server.connect()
        except ConnectionError:
            assert time.monotonic() < until, "the web process does not listen"
            time.sleep(0.01)
        else:
            return server


@pytest.fixture
def nursery(tmp_path: Path) -> Iterator[Nursery]:
    variables = {"DEBUG": "1", "VAR_DIR": str(settings.VAR_DIR), "WEB_WORKERS": "1"}
    if not settings.EMBEDDED:
        place, name = settings.DATABASE_URL.rsplit("/", 1)[0], connection.settings_dict["NAME"]
        variables |= {
            "DATABASE_URL": f"{place}/{name}", "REDIS_URL": settings.REDIS_URL, "ALLOWED_HOSTS": "127.0.0.1",
            "SECRET_KEY": settings.SECRET_KEY,
        }  # fmt: skip
    nursery = Nursery(variables, tmp_path / "web.log")
    yield nursery
    nursery.close()


@pytest.fixture
def writer(client: Client, secretary: User) -> Writer:
    client.force_login(secretary)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
    form = "application/x-www-form-urlencoded"
    return Writer({"Cookie": cookies, "X-CSRFToken": TOKEN, "HX-Request": "true", "Content-Type": form})


def stored(item: AgendaItem) -> dict[int, str]:
    return dict(Interpretation.objects.filter(item=item).values_list("number", "text"))


def test_what_was_confirmed_as_saved_survives_a_hundred_kills(nursery: Nursery, writer: Writer) -> None:
    item, moments = item_of(small_meeting(["VR15"])), random.Random(1)
    kills = 0
    for _try in range(TRIES):
        group, port = nursery.start()
        writer.wake(port)
        killer = Timer(moments.uniform(0, LONGEST_LIFE), kill, [group])
        killer.start()
        writer.write_until_it_breaks(port)
        killer.join()
        kills += 1
        found = stored(item)
        assert writer.confirmed.items() <= found.items()
        assert len(set(found.values())) == len(found)

    assert kills == TRIES
    # The kills fell in the middle of saving, not beside it.
    assert writer.repeated > TRIES / 2
    assert len(writer.confirmed) > TRIES / 2
    # At most the very last one was saved without an answer.
    assert len(stored(item)) - len(writer.confirmed) in {0, 1}

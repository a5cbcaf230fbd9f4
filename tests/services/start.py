"""The side of the services that the test run holds in its hand."""

import subprocess
import sys
from pathlib import Path
from typing import Self

from tests.services.places import Places

ROOT = Path(__file__).resolve().parent.parent.parent


class Services:
    """PostgreSQL and Redis, started when first asked for."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self._keeper: subprocess.Popen[str] | None = None

    def start(self) -> Self:
        """Start both servers unless they run already, and return once they answer."""
        if self._keeper is None:
            self._keeper = _start_keeper(self.places)
        return self

    def stop(self) -> None:
        """Stop both servers and remove their folder; return when they are gone."""
        if self._keeper is None:
            self.places.clear()
        else:
            self._keeper.communicate()  # closes the keeper's standard input, which is its sign to stop
            self._keeper = None


def _start_keeper(places: Places) -> subprocess.Popen[str]:
    arguments = [str(places.folder), str(places.redis_port), places.redis_password]
    keeper = subprocess.Popen(
        [sys.executable, "-m", "tests.services.keeper", *arguments],
        cwd=ROOT, start_new_session=True, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    assert keeper.stdout is not None
    if keeper.stdout.readline() != "ready\n":
        raise RuntimeError(keeper.communicate()[1])
    return keeper

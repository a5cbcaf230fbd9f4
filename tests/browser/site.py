"""The demonstration site that the browser visits, and the database under it."""

import json
import secrets
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.processes import run_command
from tests.services.copies import copy_database, end_sessions
from tests.services.places import Places

ANOTHER_ACCOUNT = """
from django.contrib.auth.models import User
from meetings.roles import give_role
from tests.browser.sessions import sign_in
user = User.objects.create_user("{username}", password="{password}")
give_role(user=user, code="{role}")
print(sign_in(user))
"""
# Session keys by account name, and what addresses of states are filled with.
SIGN_IN = "from tests.browser.sessions import main; main()"
LIVE_IN = "from tests.browser.lived_in import main; main()"
TEXTS = "from tests.browser.data import main; main()"
FRESH, LIVED_IN = "fresh", "lived_in"


class SiteDatabase:
    """A PostgreSQL database of its own for the running site, empty at first, of which copies can be kept.

    `is_touched`: something may have been written since the copy that is in place was put there.
    """

    def __init__(self, places: Places, name: str) -> None:
        self.url = places.database_url(name)
        self._folder, self._name = str(places.folder), name
        self._kept: set[str] = set()
        self._in_place, self.is_touched = "", True
        copy_database(self._folder, "template1", name)

    def keep(self, copy: str) -> None:
        """Remember the database as it is now under a name. Whoever is connected to it connects again."""
        end_sessions(self._folder, self._name)
        copy_database(self._folder, self._name, f"{self._name}_{copy}")
        self._kept.add(copy)
        self._in_place, self.is_touched = copy, False

    def has(self, copy: str) -> bool:
        return copy in self._kept

    def bring(self, copy: str) -> None:
        """Have a remembered state under the running processes, unless it is there and nobody touched it."""
        if self.is_touched or self._in_place != copy:
            self.put_back(copy)

    def put_back(self, copy: str = FRESH) -> None:
        """Bring a remembered state back under the running processes; they connect again by themselves."""
        copy_database(self._folder, f"{self._name}_{copy}", self._name)
        self._in_place, self.is_touched = copy, False


@dataclass
class Site:
    """The running demonstration: its environment variables and its database.

    `sessions`: account → value of the cookie with which it is signed in. `places`: what the addresses of states on
    the lived-in site are filled with.
    """

    variables: dict[str, str]
    database: SiteDatabase
    sessions: dict[str, str] = field(default_factory=dict)
    places: dict[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.variables['PORT']}"

    @cached_property
    def accounts(self) -> dict[str, str]:
        """User name → password of the account of each role, such as `voorzitter` (chair)."""
        accounts: dict[str, str] = json.loads((Path(self.variables["VAR_DIR"]) / "demo-accounts.json").read_text())
        return accounts

    def sign_everybody_in(self) -> None:
        """Store a session for each account; `new_context(…, account=…)` takes it into a browser profile."""
        self.sessions = json.loads(self.run_code(SIGN_IN))

    def live_in(self) -> None:
        """Bring the state with work everywhere, of `tests.browser.lived_in`; it is made on the first call."""
        if not self.database.has(LIVED_IN):
            self.database.bring(FRESH)
            self.places = json.loads(self.run_code(LIVE_IN))
            self.database.keep(LIVED_IN)
        self.database.bring(LIVED_IN)

    def texts(self) -> list[str]:
        """Return every text that stands in the database."""
        texts: list[str] = json.loads(self.run_code(TEXTS))
        return texts

    def another_account(self, role: str, username: str) -> str:
        """Make one more account with a role, until the data are put back; return its name."""
        password = secrets.token_urlsafe(9)
        code = ANOTHER_ACCOUNT.format(username=username, password=password, role=role)
        self.sessions[username] = self.run_code(code)
        self.accounts[username] = password
        return username

    def run(self, *arguments: str) -> str:
        """Run a management command on the site's database and return what it printed."""
        return run_command(["python", "manage.py", *arguments], self.variables)

    def run_code(self, code: str) -> str:
        """Run Python in a process of the site and return the last line that it printed."""
        return self.run("shell", "--no-imports", "--command", code).splitlines()[-1]

"""The demonstration site that the browser visits, and the database under it."""

import json
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.processes import run_command
from tests.services.copies import copy_database
from tests.services.places import Places

ANOTHER_ACCOUNT = """
from django.contrib.auth.models import User
from meetings.roles import give_role
give_role(user=User.objects.create_user("{username}", password="{password}"), code="{role}")
"""


class SiteDatabase:
    """A PostgreSQL database of its own for the running site, empty at first."""

    def __init__(self, places: Places, name: str) -> None:
        self.url = places.database_url(name)
        self._folder, self._name, self._kept = str(places.folder), name, f"{name}_kept"
        copy_database(self._folder, "template1", name)

    def keep(self) -> None:
        """Remember the database as it is now."""
        copy_database(self._folder, self._name, self._kept)

    def put_back(self) -> None:
        """Bring the remembered state back under the running processes; they connect again by themselves."""
        copy_database(self._folder, self._kept, self._name)


@dataclass
class Site:
    """The running demonstration: its environment variables and its database."""

    variables: dict[str, str]
    database: SiteDatabase

    @property
    def url(self) -> str:
        return f"http://localhost:{self.variables['PORT']}"

    @cached_property
    def accounts(self) -> dict[str, str]:
        """User name → password of the account of each role, such as `voorzitter` (chair)."""
        accounts: dict[str, str] = json.loads((Path(self.variables["VAR_DIR"]) / "demo-accounts.json").read_text())
        return accounts

    def another_account(self, role: str, username: str) -> str:
        """Make one more account with a role, until the data are put back; return its name."""
        password = secrets.token_urlsafe(9)
        self.run("shell", "--command", ANOTHER_ACCOUNT.format(username=username, password=password, role=role))
        self.accounts[username] = password
        return username

    def run(self, *arguments: str) -> str:
        """Run a management command on the site's database and return what it printed."""
        return run_command(["python", "manage.py", *arguments], self.variables)

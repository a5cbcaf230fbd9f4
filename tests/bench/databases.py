"""The two databases on which the benchmark runs: migrated once, then copied for each section."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.processes import run_command
from tests.services.copies import copy_database
from tests.services.places import Places

SECRET_KEY = "key-of-a-benchmark-that-signs-nothing-worth-having"


@dataclass(frozen=True)
class PostgreSQL:
    """A database on the server of the tests."""

    places: Places
    name = "PostgreSQL"

    def environment(self, database: str) -> dict[str, str]:
        return {
            "DATABASE_URL": self.places.database_url(database),
            "REDIS_URL": self.places.redis_url,
            "VAR_DIR": str(self.places.var),
        }

    def django_name(self, database: str) -> str:
        """Return what Django's settings call a database."""
        return database

    def copy(self, source: str, target: str) -> None:
        """Make a database anew as a copy of another. Nobody may be connected to `source`."""
        copy_database(str(self.places.folder), source, target)


@dataclass(frozen=True)
class SQLite:
    """A file in a folder of its own, as with `make run`."""

    folder: Path
    name = "SQLite"

    def environment(self, database: str) -> dict[str, str]:
        return {"VAR_DIR": str(self.folder / database)}

    def django_name(self, database: str) -> str:
        """Return what Django's settings call a database."""
        return str(self.folder / database / "escalatieladder.sqlite3")

    def copy(self, source: str, target: str) -> None:
        """Make a database anew as a copy of another."""
        shutil.rmtree(self.folder / target, ignore_errors=True)
        shutil.copytree(self.folder / source, self.folder / target)


Database = PostgreSQL | SQLite


def environment_of(database: Database, name: str) -> dict[str, str]:
    """Return all that a process needs to work on a database. Without DEBUG, which would keep every query."""
    site = {"ALLOWED_HOSTS": "localhost", "BEHIND_TLS_PROXY": "1"}
    return site | {"SECRET_KEY": SECRET_KEY, "LOG_LEVEL": "WARNING"} | database.environment(name)


def database_at(where: Mapping[str, str]) -> Database:
    """Return the database set-up that a section was started on."""
    if where["kind"] == "PostgreSQL":
        return PostgreSQL(Places(Path(where["folder"]), int(where["redis_port"]), where["redis_password"]))
    return SQLite(Path(where["folder"]))


def told(database: Database) -> dict[str, str]:
    """Return what `database_at` needs, as text for another process."""
    if isinstance(database, SQLite):
        return {"kind": "SQLite", "folder": str(database.folder)}
    places = database.places
    return {
        "kind": "PostgreSQL",
        "folder": str(places.folder),
        "redis_port": str(places.redis_port),
        "redis_password": places.redis_password,
    }


def migrate(database: Database, name: str) -> None:
    """Make an empty database with all tables and default data."""
    if isinstance(database, PostgreSQL):
        database.copy("template1", name)
    run_command(["python", "manage.py", "migrate", "--verbosity", "0"], environment_of(database, name))

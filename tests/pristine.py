"""The way back to the database as the migrations left it, after a test that really commits.

Django's own way is to empty all tables. That loses the rows of our data migrations, and the append-only tables
refuse it, as they should. Here the whole database is put back from a copy: rows, sequences, triggers and all.
"""

import sqlite3
from pathlib import Path
from typing import Any

from django.db import connection, connections


def pristine_name(name: str) -> str:
    return f"{name}_pristine"


def keep_pristine() -> None:
    """Copy the test database, just migrated, aside."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        _copy_sqlite(name, pristine_name(name))
    else:
        _copy_postgresql(name, pristine_name(name))


def restore_pristine(*_: Any) -> None:
    """Put the copy back in the place of the test database, whoever is connected to it."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        _copy_sqlite(pristine_name(name), name)
    else:
        _copy_postgresql(pristine_name(name), name)


def drop_pristine() -> None:
    name = pristine_name(str(connection.settings_dict["NAME"]))
    if connection.vendor == "sqlite":
        Path(name).unlink()
    else:
        _run_postgresql(f'DROP DATABASE "{name}"')


def _copy_sqlite(source: str, target: str) -> None:
    connections.close_all()
    with sqlite3.connect(source) as old, sqlite3.connect(target, timeout=20) as new:
        old.backup(new)
    old.close()
    new.close()


def _copy_postgresql(source: str, target: str) -> None:
    _run_postgresql(
        f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)', f'CREATE DATABASE "{target}" TEMPLATE "{source}"'
    )


def _run_postgresql(*statements: str) -> None:
    """Run statements from the `postgres` database: the one at hand must have no session."""
    connections.close_all()
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        for statement in statements:
            cursor.execute(statement)

"""The way back to the database as the migrations left it, after a test that really commits.

Django's own way is to empty all tables. That loses the rows of our data migrations, and the append-only tables
refuse it, as they should. Here the whole database is put back from a copy: rows, sequences, triggers and all.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection, connections

from tests.services.copies import copy_database, drop_database, end_sessions


def pristine_name(name: str) -> str:
    return f"{name}_pristine"


def keep_pristine() -> None:
    """Copy the test database, just migrated, aside."""
    _copy(_name(), pristine_name(_name()))


def restore_pristine(*_: Any) -> None:
    """Put the copy back in the place of the test database, whoever is connected to it."""
    _copy(pristine_name(_name()), _name())


def drop_pristine() -> None:
    """Remove the copy, and make way for pytest-django to remove the test database."""
    connections.close_all()
    if connection.vendor == "sqlite":
        Path(pristine_name(_name())).unlink()
    else:
        drop_database(connection.settings_dict["HOST"], pristine_name(_name()))
        end_sessions(connection.settings_dict["HOST"], _name())


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _copy(source: str, target: str) -> None:
    connections.close_all()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target, timeout=20)) as new:
            old.backup(new)
    else:
        copy_database(connection.settings_dict["HOST"], source, target)

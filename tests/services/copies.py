"""Whole PostgreSQL databases copied within the test server: about 0.1 s each."""

from contextlib import closing

import psycopg2

from tests.services.places import DATABASE_USER


def copy_database(folder: str, source: str, target: str) -> None:
    """Make database `target` anew as a copy of `source`, on the server whose socket lies in `folder`.

    Whoever is connected to `target` is thrown out; nobody may be connected to `source`.
    """
    drop_database(folder, target)
    _execute(folder, f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def drop_database(folder: str, name: str) -> None:
    """Remove a database if it is there, whoever is connected to it."""
    _execute(folder, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def end_sessions(folder: str, name: str) -> None:
    """End every session on a database, such as one that a thread of a test left open; wait until they are gone."""
    _execute(folder, f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'")


def _execute(folder: str, statement: str) -> None:
    with closing(psycopg2.connect(host=folder, user=DATABASE_USER, dbname="postgres")) as server:
        server.autocommit = True  # databases are made and dropped outside transactions
        with server.cursor() as cursor:
            cursor.execute(statement)

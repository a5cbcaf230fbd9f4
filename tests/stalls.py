"""Places in the middle of a recompute at which a worker stays, so that a test can kill it there for certain."""

import sqlite3
from contextlib import closing

from django.conf import settings
from django.db import connection

from tests.processes import eventually

LOCK = 42
SECOND_LOOKS = 10


def make_stall() -> "PostgresqlStall | SqliteStall":
    """Have every recompute stop dead when rows are written and not yet committed."""
    return SqliteStall() if settings.EMBEDDED else PostgresqlStall()


def _execute(*statements: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


class PostgresqlStall:
    """A trigger that waits for a lock, which the test holds, once all rows are in."""

    WAITING = f"SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = {LOCK} AND NOT granted"

    def __init__(self) -> None:
        _execute(
            f"SELECT pg_advisory_lock({LOCK})",
            "CREATE FUNCTION stall() RETURNS trigger LANGUAGE plpgsql AS"
            f" 'BEGIN PERFORM pg_advisory_xact_lock({LOCK}); RETURN NULL; END'",
            "CREATE TRIGGER stall AFTER INSERT ON ladder_assessment FOR EACH STATEMENT EXECUTE FUNCTION stall()",
        )

    def is_reached(self) -> bool:
        """Say whether a worker waits."""
        return bool(_execute(self.WAITING))

    def release(self) -> None:
        """Let the waiting session go on, and return when it is gone."""
        (session,) = _execute(self.WAITING)
        _execute(f"SELECT pg_advisory_unlock({LOCK})")
        # The server sees only after the wait that its client is gone; then it rolls back.
        eventually(lambda: not _execute(f"SELECT 1 FROM pg_stat_activity WHERE pid = {session[0]}"))


class SqliteStall:
    """A trigger that counts for ever at the last region: SQLite has no lock to wait for inside a transaction."""

    def __init__(self) -> None:
        self._looks = 0
        _execute(
            "CREATE TRIGGER stall AFTER INSERT ON ladder_assessment"
            " WHEN NEW.area_id = (SELECT id FROM regions_area WHERE code = 'VR25') BEGIN"
            " SELECT count(*) FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
            " SELECT i FROM n); END"
        )

    def is_reached(self) -> bool:
        """Say whether the worker keeps the write lock: nothing else shows of a transaction that stands still."""
        self._looks = self._looks + 1 if self._is_locked() else 0
        return self._looks > SECOND_LOOKS

    def _is_locked(self) -> bool:
        name = str(connection.settings_dict["NAME"])
        with closing(sqlite3.connect(name, timeout=0, isolation_level=None)) as other:
            try:
                other.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
        return False

    def release(self) -> None:
        """Take the trigger away; the lock went with the worker."""
        _execute("DROP TRIGGER stall")

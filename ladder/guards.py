"""Rules that the database itself keeps, as triggers, on PostgreSQL and on SQLite.

A model names its guards in `guards`; `install_guards` (re)makes them after every `migrate`. They are not made in
migrations because Django rebuilds a SQLite table to alter it, and the rebuilt table has lost its triggers. For the
same reason `remove_guards` takes them away before a `migrate`: a table that SQLite rebuilds is gone for a moment,
which is refused as long as a trigger of another table names it.
"""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from django.apps import apps
from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

Event = Literal["INSERT", "UPDATE", "DELETE", "TRUNCATE"]


GUARDS_OF = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND instr(name, '_guard_') > 0",
    "postgresql": "SELECT tgname, tgrelid::regclass FROM pg_trigger"
    " WHERE NOT tgisinternal AND strpos(tgname, '_guard_') > 0",
}


@dataclass(frozen=True)
class Guard:
    """Refuse `event` on rows for which `condition` holds: SQL over OLD and NEW that both databases read.

    TRUNCATE exists on PostgreSQL only and knows no rows, so its condition cannot name OLD or NEW.
    """

    event: Event
    condition: str = "TRUE"
    message: str = "is append-only"


class GuardedModel(models.Model):
    """A model with guards."""

    guards: ClassVar[tuple[Guard, ...]] = ()

    class Meta:
        abstract = True


def guarded_models() -> list[type[GuardedModel]]:
    """Return every concrete model that names guards."""
    return [model for model in apps.get_models() if issubclass(model, GuardedModel) and model.guards]


def install_guards(using: str = "default", **kwargs: Any) -> None:
    """Make the triggers of all guarded models whose table exists. Runs after `migrate`; repeating is harmless."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for model in guarded_models():
            if model._meta.db_table in tables:
                for number, guard in enumerate(model.guards):
                    for statement in _statements(connection, model._meta.db_table, number, guard):
                        cursor.execute(statement)


def remove_guards(using: str = "default", **kwargs: Any) -> None:
    """Drop every guard for the length of a `migrate`, also those of an earlier version that are no more."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        cursor.execute(GUARDS_OF[connection.vendor])
        for name, table in cursor.fetchall():
            on = "" if connection.vendor == "sqlite" else f" ON {table}"
            cursor.execute(f"DROP TRIGGER {name}{on}")


def _statements(connection: BaseDatabaseWrapper, table: str, number: int, guard: Guard) -> list[str]:
    name = f"{table}_guard_{number}"
    if connection.vendor == "sqlite":
        return [] if guard.event == "TRUNCATE" else _sqlite_statements(name, table, guard)
    return _postgresql_statements(name, table, guard)


def _sqlite_statements(name: str, table: str, guard: Guard) -> list[str]:
    return [
        f"DROP TRIGGER IF EXISTS {name}",
        f"CREATE TRIGGER {name} BEFORE {guard.event} ON {table} FOR EACH ROW"
        f" BEGIN SELECT RAISE(ABORT, '{table} {guard.message}') WHERE {guard.condition}; END",
    ]


def _postgresql_statements(name: str, table: str, guard: Guard) -> list[str]:
    each = "STATEMENT" if guard.event == "TRUNCATE" else "ROW"
    row = {"DELETE": "OLD", "TRUNCATE": "NULL"}.get(guard.event, "NEW")
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {guard.condition} THEN RAISE EXCEPTION '{table} {guard.message}'"
        f" USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {row}; END $$",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE {guard.event} ON {table} FOR EACH {each} EXECUTE FUNCTION {name}()",
    ]

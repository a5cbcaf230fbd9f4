"""A database at several sizes, visited in turn, so that every size meets the same other work on the machine."""

from collections.abc import Iterator

from django.db import connection, connections

from tests.bench.section import Bench


def keep(bench: Bench, stage: str) -> None:
    """Keep a copy of the section's database as it is now."""
    connections.close_all()
    bench.database.copy(bench.name, _name(bench.name, stage))


def visit(bench: Bench, stages: list[str], rounds: int, of: str = "") -> Iterator[str]:
    """Connect to each kept database in turn, `rounds` times, and yield which it is.

    `of` is the name of the database of which they were kept, when another section did so.
    """
    for _ in range(rounds):
        for stage in stages:
            connections.close_all()
            connection.settings_dict["NAME"] = bench.database.django_name(_name(of or bench.name, stage))
            connection.ensure_connection()
            yield stage


def _name(database: str, stage: str) -> str:
    return f"{database}-{stage}"

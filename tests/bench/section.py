"""Runs one section in a process of its own: `python -m tests.bench.section NAME`, the rest from the environment.

Prints each measure as a line of JSON. `tests.bench.run` starts it.
"""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from tests.bench.databases import Database, database_at, environment_of
from tests.bench.measures import Measure

SETTING = "ESCALATIELADDER_BENCH"


@dataclass(frozen=True)
class Bench:
    """What a section is given: a database of its own, and how thorough to be."""

    database: Database
    name: str
    folder: Path
    quick: bool

    @property
    def times(self) -> int:
        """How often to take a measure of which the least counts."""
        return 1 if self.quick else 3

    @property
    def environment(self) -> dict[str, str]:
        """The environment for another process on the same database."""
        return environment_of(self.database, self.name)

    def fresh(self, source: str = "migrated") -> None:
        """Put the section's database back to one of the prepared ones: `migrated` or one of `run.PREPARED`."""
        from django.db import connections

        connections.close_all()
        self.database.copy(source, self.name)


def main(section: str) -> None:
    given = json.loads(os.environ[SETTING])
    bench = Bench(database_at(given["database"]), given["name"], Path(given["folder"]), given["quick"])
    import django

    django.setup()
    measure = import_module(f"tests.bench.sections.{section}").measure
    measures: Iterator[Measure] = measure(bench)
    for found in measures:
        sys.stdout.write(json.dumps(found.as_data()) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])

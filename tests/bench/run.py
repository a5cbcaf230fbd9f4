"""`make bench`: the speed and memory of what matters, each beside a floor measured in the same run.

`python -m tests.bench.run [--quick] [--only SECTION…] [--on DATABASE…]` prints a table in Markdown for
docs/performance.md. It is no test: nothing fails when a measure is over its bound, the table says so.
"""

import argparse
import json
import os
import platform
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.bench.databases import Database, PostgreSQL, SQLite, environment_of, migrate, told
from tests.bench.figures import has_real
from tests.bench.measures import Measure
from tests.bench.section import SETTING
from tests.processes import process_environment
from tests.services.binaries import postgresql_folder
from tests.services.keeper import POSTGRESQL_SETTINGS
from tests.services.places import Places
from tests.services.start import ROOT, Services

SECTIONS = (
    "importing", "memory", "recomputing", "week", "institutions", "workers", "history", "catalogue",
    "pages", "browser", "throughput", "peers",
)  # fmt: skip
# Sections that are about pages: as in production, so on PostgreSQL only.
OF_PAGES = {"pages", "browser", "throughput", "peers"}
# Databases that several sections start from: name → the section that fills it, and for which ones.
PREPARED = {
    "filled": ("preparing", {"memory", "recomputing", "week"}),
    "years": ("preparing_years", {"pages", "browser", "throughput"}),
    "demonstration": ("preparing_demonstration", {"browser", "peers"}),
}
NAMES = ("PostgreSQL", "SQLite")
HEADER = "| what | measured | floor | ratio | bound | |\n|---|--:|--:|--:|--:|---|\n"
SECONDS_PER_SECTION = 600


def main() -> None:
    given = _arguments()
    write, start = sys.stdout.write, time.perf_counter()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that TERM stops the servers too
    write(header(quick=given.quick))
    with tempfile.TemporaryDirectory() as folder, services(Path(folder), given.on) as databases:
        for database in databases:
            write(f"\n### {database.name}\n\n{about(database)}\n\n{HEADER}")
            migrate(database, "migrated")
            sections = [section for section in given.only if runs_on(database, section)]
            prepare(database, sections, Path(folder), quick=given.quick)
            for section in sections:
                for found in measures(section, database, Path(folder), quick=given.quick):
                    write(f"| {' | '.join((found.what, *found.cells()))} |\n")
                    sys.stdout.flush()
    write(f"\n{time.perf_counter() - start:.0f} seconds in all.\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=main.__doc__)
    parser.add_argument("--quick", action="store_true", help="tiny data: it runs, and says nothing about speed")
    parser.add_argument("--only", nargs="+", choices=SECTIONS, default=list(SECTIONS), metavar="SECTION")
    parser.add_argument("--on", nargs="+", choices=NAMES, default=list(NAMES), metavar="DATABASE")
    return parser.parse_args()


def header(*, quick: bool) -> str:
    """Describe the machine, without its name, and the data."""
    memory = psutil.virtual_memory().total / 2**30
    machine = f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GB, Python {platform.python_version()}"
    load = f"load {os.getloadavg()[0]:.1f} at the start"
    data = "real figures" if has_real() and not quick else "synthetic figures of two weeks" if quick else (
        "synthetic figures of the same size as the real ones"
    )  # fmt: skip
    return (
        f"{machine}, {time.strftime('%Y-%m-%d')}; {load}; {data}.\n"
        "Each measure and its floor were taken in turn, several times; the least of each counts.\n"
    )


def about(database: Database) -> str:
    """Name the version of a database and the settings that matter to speed."""
    if isinstance(database, SQLite):
        return f"SQLite {sqlite3.sqlite_version}, journal_mode=WAL, synchronous=FULL, foreign_keys=ON."
    program = postgresql_folder(database.places.folder / "programs", None) / "postgres"
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.split()[-1]
    chosen = (
        "fsync",
        "synchronous_commit",
        "full_page_writes",
        "autovacuum",
        "shared_buffers",
        "random_page_cost",
        "wal_level",
    )
    settings = ", ".join(f"{name}={POSTGRESQL_SETTINGS[name]}" for name in chosen)
    return f"PostgreSQL {version}, the tests' own server: {settings}."


@contextmanager
def services(folder: Path, names: list[str]) -> Iterator[list[Database]]:
    """Run the servers that the databases need, and stop them in the end."""
    places = Places()
    own = Services(places)
    try:
        if "PostgreSQL" in names:
            own.start()
        every: dict[str, Database] = {"PostgreSQL": PostgreSQL(places), "SQLite": SQLite(folder / "sqlite")}
        yield [every[name] for name in names]
    finally:
        own.stop()


def runs_on(database: Database, section: str) -> bool:
    return section not in OF_PAGES or isinstance(database, PostgreSQL)


def prepare(database: Database, sections: list[str], folder: Path, *, quick: bool) -> None:
    """Make each database that one of the sections starts from, of `migrated`, which is empty."""
    for name, (filling, users) in PREPARED.items():
        if users.intersection(sections):
            database.copy("migrated", name)
            list(measures(filling, database, folder, quick=quick, name=name))


def measures(
    section: str, database: Database, folder: Path, *, quick: bool, name: str = "bench"
) -> Iterator[Measure]:
    """Run a section in a process of its own and yield its measures as they come."""
    given = {"database": told(database), "name": name, "folder": str(folder / "files"), "quick": quick}
    (folder / "files").mkdir(exist_ok=True)
    environment = environment_of(database, name) | {
        SETTING: json.dumps(given), "DJANGO_SETTINGS_MODULE": "dashboard.settings",
    }  # fmt: skip
    with subprocess.Popen(
        [sys.executable, "-m", "tests.bench.section", section],
        cwd=ROOT, env=process_environment(environment), stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        try:
            for line in process.stdout:
                yield Measure(**json.loads(line))
        except BaseException:
            process.terminate()
            raise
    if process.returncode:
        raise RuntimeError(f"section {section} on {database.name} ended with status {process.returncode}")


if __name__ == "__main__":
    main()

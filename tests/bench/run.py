"""`make bench`: how long the main commands take on the demonstration, on an embedded database of its own.

Prints the machine, the date and a line of Markdown per command, ready for docs/performance.md.
"""

import os
import platform
import sys
import tempfile
import time
from pathlib import Path

import psutil

from tests.processes import run_command

WEEKS = "2020-W36..2020-W53"
MANAGE = ["python", "manage.py"]
STEPS = (
    ("migrate an empty database", [*MANAGE, "migrate", "--verbosity", "0"]),
    ("load the demonstration", [*MANAGE, "load_demo"]),
    ("recompute 18 weeks", [*MANAGE, "recompute", "--ladder", "regionaal", "--weeks", WEEKS]),
    ("export 18 weeks", [*MANAGE, "export_levels", "--ladder", "regionaal", "--weeks", WEEKS, "--format", "csv"]),
)


def main() -> None:
    write = sys.stdout.write
    write(f"{machine()}, {time.strftime('%Y-%m-%d')}\n\n| what | seconds |\n|---|---|\n")
    with tempfile.TemporaryDirectory() as folder:
        for name, command in STEPS:
            write(f"| {name} | {seconds(command, Path(folder)):.1f} |\n")


def machine() -> str:
    """Describe the machine in one line, without its name."""
    memory = psutil.virtual_memory().total / 2**30
    return f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GB, Python {platform.python_version()}"


def seconds(command: list[str], folder: Path) -> float:
    """Run a command on the embedded database in a folder and return its wall time, start of Python included."""
    start = time.perf_counter()
    run_command(command, {"VAR_DIR": str(folder), "DEBUG": "1"})
    return time.perf_counter() - start


if __name__ == "__main__":
    main()

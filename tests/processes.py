"""The processes of the site, started for a test by the very commands of docker-compose.yml or the Procfile."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import yaml

from tests.services.start import ROOT

PROGRAMS = Path(sys.executable).parent
# A test run that is killed outright takes its processes along.
LEASH = ("setpriv", "--pdeathsig", "TERM", "--") if shutil.which("setpriv") else ()


def compose_services() -> dict[str, Any]:
    services: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    return services


def compose_commands() -> dict[str, list[str]]:
    """Return the command of each of our own services in docker-compose.yml."""
    return {name: service["command"] for name, service in compose_services().items() if "build" in service}


def compose_health_check(service: str) -> list[str]:
    """Return the command by which compose asks a service whether it is well."""
    kind, *command = compose_services()[service]["healthcheck"]["test"]
    # Compose writes $$ for the $ of the shell in the container.
    return ["sh", "-c", command[0].replace("$$", "$")] if kind == "CMD-SHELL" else command


def procfile_commands() -> dict[str, list[str]]:
    """Return the command of each process in the Procfile."""
    lines = (ROOT / "Procfile").read_text().splitlines()
    return {name: shlex.split(command) for name, _, command in (line.partition(":") for line in lines)}


def process_environment(variables: Mapping[str, str]) -> dict[str, str]:
    """Return an environment that takes nothing over from the one in which the tests run."""
    return {"PATH": f"{PROGRAMS}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", **variables}


def run_command(command: list[str], variables: Mapping[str, str], *, seconds: float = 120) -> str:
    """Run one command to its end and return what it printed; `AssertionError` with all output when it fails."""
    result = subprocess.run(
        command, cwd=ROOT, env=process_environment(variables), text=True, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, timeout=seconds,
    )  # fmt: skip
    assert result.returncode == 0, f"{shlex.join(command)}\n{result.stdout}"
    return result.stdout


class Process:
    """One running process, in a process group of its own."""

    def __init__(self, command: list[str], variables: Mapping[str, str], log: Path) -> None:
        self.log = log
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [*LEASH, *command], cwd=ROOT, env=process_environment(variables), start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            )  # fmt: skip

    @property
    def output(self) -> str:
        """Everything printed so far."""
        return self.log.read_text()

    @property
    def runs(self) -> bool:
        return self._process.poll() is None

    def stop(self, within: float = 20) -> int:
        """Ask the process to stop, as compose and honcho do, and return its exit status."""
        if self.runs:
            self._process.terminate()
        try:
            return self._process.wait(within)
        finally:
            self.kill()

    def kill(self) -> None:
        """Kill the process and its children on the spot."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def wait_for(self, text: str, seconds: float = 30) -> None:
        """Return once the process has printed a text."""
        eventually(
            lambda: text in self.output or not self.runs, seconds, lambda: f"no {text!r} in:\n{self.output}"
        )
        assert text in self.output, f"ended without {text!r}:\n{self.output}"


def eventually(
    happens: Callable[[], object], seconds: float = 30, report: Callable[[], str] = lambda: "it did not happen"
) -> None:
    """Return once something is true; `AssertionError` with a report when it does not become so in time."""
    until = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < until, report()
        time.sleep(0.1)


@contextmanager
def running(
    commands: Mapping[str, list[str]], variables: Mapping[str, str], folder: Path
) -> Iterator[dict[str, Process]]:
    """Run processes by name, with logs in a folder, and have them stopped in the end."""
    started: dict[str, Process] = {}
    try:
        for name, command in commands.items():
            started[name] = Process(command, variables, folder / f"{name}.log")
        yield started
    finally:
        for process in started.values():
            process.kill()

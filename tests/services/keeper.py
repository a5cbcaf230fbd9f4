"""Runs PostgreSQL and Redis for as long as its standard input stays open, then stops them and removes the folder.

`python -m tests.services.keeper FOLDER REDIS_PORT REDIS_PASSWORD` prints `ready` once both answer. It is a
process of its own, in its own session, because a test run may end in any way: Ctrl-C, TERM, KILL, a timeout.
Whichever way, the pipe to the keeper closes and the keeper clears up.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg2
import redis

from tests.services.binaries import postgresql_folder, redis_server
from tests.services.places import DATABASE_USER, Places

SECONDS_TO_START = 60
SECONDS_TO_STOP = 10
# PostgreSQL refuses to run as root, and no account may be left behind: this one exists everywhere.
UNPRIVILEGED_USER = "nobody"
POSTGRESQL_SETTINGS = {
    "listen_addresses": "",  # the unix socket in the folder is enough, and nobody else gets at it
    "unix_socket_permissions": "0700",
    "fsync": "off",  # durability costs time, and these data are thrown away
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "random_page_cost": "1.1",  # as docker-compose.yml: data on a disk without a moving head, or in memory
    "dynamic_shared_memory_type": "mmap",  # files in the folder, so that /dev/shm stays clean
    "timezone": "UTC",
}


def main(folder: str, redis_port: str, redis_password: str) -> None:
    places = Places(Path(folder), int(redis_port), redis_password)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    servers: list[subprocess.Popen[bytes]] = []
    try:
        make_folder(places.folder)
        servers += [start_redis(places), start_postgresql(places)]
        wait_until_ready(places, servers)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.read()
    finally:
        stop(servers)
        shutil.rmtree(places.folder, ignore_errors=True)


def service_user() -> str | None:
    """Return the account under which the servers run; None for the one that runs the tests."""
    return UNPRIVILEGED_USER if os.geteuid() == 0 else None


def make_folder(folder: Path) -> None:
    """Make the folder, for the account of the servers; others may pass through it, not look into it."""
    folder.mkdir(exist_ok=True)
    user = service_user()
    if user:
        owner = pwd.getpwnam(user)
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    folder.chmod(0o711)


def start_redis(places: Places) -> subprocess.Popen[bytes]:
    """Start a Redis that keeps nothing on disk."""
    program = redis_server(places.folder / "programs", service_user())
    options = {"port": places.redis_port, "bind": "127.0.0.1", "requirepass": places.redis_password}
    options |= {"save": "", "appendonly": "no", "dir": places.folder}
    return _start(
        [program, *(str(part) for key, value in options.items() for part in (f"--{key}", value))], places
    )


def start_postgresql(places: Places) -> subprocess.Popen[bytes]:
    """Make a database cluster in the folder and start PostgreSQL on it; its superuser needs no password."""
    programs = postgresql_folder(places.folder / "programs", service_user())
    user, data = service_user(), places.folder / "postgresql"
    initdb = [programs / "initdb", "--pgdata", data, "--username", DATABASE_USER, "--auth", "trust"]
    with (places.folder / "log").open("ab") as log:
        subprocess.run(
            [*initdb, "--encoding", "UTF8", "--no-locale", "--no-sync", "--no-instructions"],
            check=True, user=user, cwd=places.folder, stdout=log, stderr=log, env=_environment(),
        )  # fmt: skip
    settings = POSTGRESQL_SETTINGS | {"unix_socket_directories": str(places.folder)}
    return _start(
        [programs / "postgres", "-D", data, *(f"--{key}={value}" for key, value in settings.items())], places
    )


def _start(command: list[Path | str], places: Places) -> subprocess.Popen[bytes]:
    with (places.folder / "log").open("ab") as log:
        return subprocess.Popen(
            command, user=service_user(), cwd=places.folder, env=_environment(),
            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip


def _environment() -> dict[str, str]:
    # A bare machine has no Dutch locale; the servers speak plain English to the log.
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}


def wait_until_ready(places: Places, servers: list[subprocess.Popen[bytes]]) -> None:
    """Return when both servers answer; `RuntimeError` with their log when they do not."""
    until = time.monotonic() + SECONDS_TO_START
    while not answers(places):
        if time.monotonic() > until or any(server.poll() is not None for server in servers):
            raise RuntimeError(f"the services did not start:\n{(places.folder / 'log').read_text()}")
        time.sleep(0.02)


def answers(places: Places) -> bool:
    """Say whether both servers take connections."""
    try:
        redis.Redis.from_url(places.redis_url).ping()
        psycopg2.connect(host=str(places.folder), user=DATABASE_USER, dbname="postgres").close()
    except (redis.ConnectionError, psycopg2.OperationalError):
        return False
    return True


def stop(servers: list[subprocess.Popen[bytes]]) -> None:
    """Stop at once: INT makes PostgreSQL end its sessions and give back its shared memory."""
    for server in servers:
        server.send_signal(signal.SIGINT)
    for server in servers:
        try:
            server.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            server.send_signal(signal.SIGQUIT)
            server.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])

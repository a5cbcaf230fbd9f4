"""Where the services of one test run listen. Fixed before Django reads its settings, started when first needed."""

import secrets
import shutil
import socket
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

DATABASE_USER = "escalatieladder"
DATABASE_NAME = "escalatieladder"
# Below the range from which systems hand out ports by themselves (32768 on Linux), so that the port that is free
# now is still free when Redis starts.
PORTS = range(20_000, 30_000)


def free_port() -> int:
    """Return a TCP port of this machine on which nothing listens."""
    while True:
        port = secrets.choice(PORTS)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port


def _new_folder() -> Path:
    # Only a name: a run that needs no service and no file makes no folder.
    return Path(tempfile.gettempdir()).resolve() / f"escalatieladder-tests-{secrets.token_hex(6)}"


@dataclass(frozen=True)
class Places:
    """The folder that holds everything of one test run, and the addresses in it."""

    folder: Path = field(default_factory=_new_folder)
    redis_port: int = field(default_factory=free_port)
    redis_password: str = field(default_factory=lambda: secrets.token_hex(8))

    def database_url(self, name: str = DATABASE_NAME) -> str:
        """The `DATABASE_URL` of a database on the unix socket in the folder."""
        return f"postgres://{DATABASE_USER}@/{self.folder}/{name}"

    @property
    def redis_url(self) -> str:
        return f"redis://:{self.redis_password}@127.0.0.1:{self.redis_port}/0"

    @property
    def site_redis_url(self) -> str:
        """The queue of the site that browsers visit, apart from that of other tests."""
        return f"redis://:{self.redis_password}@127.0.0.1:{self.redis_port}/1"

    @property
    def var(self) -> Path:
        """The `VAR_DIR` of the test run."""
        return self.folder / "var"

    def clear(self) -> None:
        """Remove the folder. Where services were started in it, their keeper does so."""
        shutil.rmtree(self.folder, ignore_errors=True)

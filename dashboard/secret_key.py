"""The signing key of the embedded default. Elsewhere `SECRET_KEY` comes from the environment."""

import os
import tempfile
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def read_or_make_secret_key(folder: Path) -> str:
    """Return the key in `folder/secret-key`, made at random on first use and readable by its owner only."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "secret-key"
    if not path.exists():
        _make_secret_key(path)
    return path.read_text()


def _make_secret_key(path: Path) -> None:
    """Write a new key, unless another process that starts at the same moment was first."""
    # Written elsewhere and then linked: the key appears whole, and the first one to appear stays.
    with tempfile.NamedTemporaryFile("w", dir=path.parent) as file:  # made with mode 0600
        file.write(get_random_secret_key())
        file.flush()
        try:
            os.link(file.name, path)
        except FileExistsError:
            return

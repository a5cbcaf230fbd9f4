"""Every text on screen has its Dutch, and no Dutch is left over of a text that is gone."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.services.start import ROOT

PO_FILE = ROOT / "locale" / "nl" / "LC_MESSAGES" / "django.po"
FOLDERS = ("dashboard", "ladder", "measures", "meetings", "regions", "templates")
Key = tuple[str, ...]


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="nl")


def keys(catalog: Catalog) -> set[Key]:
    """Return every text of a catalogue: context, text, plural."""
    return {
        (message.context or "", *([message.id] if isinstance(message.id, str) else message.id))
        for message in catalog
        if message.id
    }


@pytest.fixture(scope="module")
def gettext() -> None:
    if not shutil.which("xgettext"):
        reason = "GNU gettext is not on this machine; on Debian: apt-get install gettext"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)


@pytest.fixture(scope="module")
def extracted(gettext: None, tmp_path_factory: pytest.TempPathFactory) -> set[Key]:
    """The texts that the code and the templates hold now, found in a copy of them."""
    copy = tmp_path_factory.mktemp("source")
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("data", "__pycache__"))
    shutil.copy(ROOT / "manage.py", copy)
    (copy / "locale").mkdir()
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--locale", "nl", "--verbosity", "0"],
        cwd=copy, check=True, env={"PATH": os.environ["PATH"], "VAR_DIR": str(copy / "var")},
    )  # fmt: skip
    return keys(read(copy / "locale" / "nl" / "LC_MESSAGES" / "django.po"))


def test_every_text_has_its_dutch():
    catalog = read(PO_FILE)

    assert keys(catalog)
    assert [message.id for message in catalog if message.id and not _is_translated(message.string)] == []
    assert [message.id for message in catalog if message.fuzzy] == []


def _is_translated(string: str | tuple[str, ...]) -> bool:
    return all([string] if isinstance(string, str) else string)


def test_no_text_is_missing_from_the_catalogue(extracted):
    assert sorted(extracted - keys(read(PO_FILE))) == []


def test_no_text_in_the_catalogue_is_left_over(extracted):
    assert sorted(keys(read(PO_FILE)) - extracted) == []


def test_the_dutch_keeps_every_placeholder(gettext):
    result = subprocess.run(
        ["msgfmt", "--check-format", "--output-file", os.devnull, str(PO_FILE)], text=True, capture_output=True
    )

    assert (result.returncode, result.stderr) == (0, "")

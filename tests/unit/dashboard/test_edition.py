"""Which edition of the software runs: a text that changes with any file that a page is made of."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from dashboard.edition import SOURCES, _digest_at_start, edition


@pytest.fixture
def tree(tmp_path: Path) -> Iterator[Path]:
    """A small tree with a file in each folder."""
    for folder in SOURCES:
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "file.txt").write_text(folder)
    with override_settings(BASE_DIR=tmp_path):
        _digest_at_start.cache_clear()
        yield tmp_path
    _digest_at_start.cache_clear()


def read_again() -> str:
    _digest_at_start.cache_clear()
    return edition()


@pytest.mark.usefixtures("tree")
def test_the_same_files_are_the_same_edition() -> None:
    assert read_again() == read_again()


@pytest.mark.parametrize("folder", SOURCES)
def test_a_changed_file_makes_another(tree: Path, folder: str) -> None:
    before = read_again()
    (tree / folder / "file.txt").write_text("something else")

    assert read_again() != before


@pytest.mark.parametrize(("debug", "notices"), [(False, False), (True, True)])
def test_a_running_process_notices_a_change_only_while_somebody_develops(
    tree: Path, debug: bool, notices: bool
) -> None:
    with override_settings(DEBUG=debug):
        before = read_again()
        (tree / "templates" / "file.txt").write_text("something else")

        assert (edition() != before) is notices


def test_a_file_with_another_name_makes_another(tree: Path) -> None:
    before = read_again()
    (tree / "static" / "file.txt").rename(tree / "static" / "other.txt")

    assert read_again() != before


def test_what_python_leaves_behind_makes_none(tree: Path) -> None:
    before = read_again()
    (tree / "ladder" / "__pycache__").mkdir()
    (tree / "ladder" / "__pycache__" / "file.pyc").write_bytes(b"compiled")

    assert read_again() == before

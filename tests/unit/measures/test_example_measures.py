import json

import pytest

from measures.actions import EXAMPLES

DATA = json.loads(EXAMPLES.read_text(encoding="utf-8"))
MEASURES = DATA["measures"]


def test_there_are_a_dozen_entries_over_several_sectors() -> None:
    assert 12 <= len(MEASURES) <= 15
    assert {row["sector"] for row in MEASURES} == {row["code"] for row in DATA["sectors"]}


@pytest.mark.parametrize("row", MEASURES, ids=lambda row: row["title"])
def test_an_entry_is_complete(row: dict) -> None:
    assert 5 <= len(row["title"]) <= 200
    assert row["text"].endswith((".", "?"))
    assert row["levels"] == sorted(set(row["levels"]))
    assert set(row["levels"]) <= {1, 2, 3}
    assert row["levels"]


def test_titles_are_told_apart() -> None:
    titles = [(row["sector"], row["title"]) for row in MEASURES]
    assert len(set(titles)) == len(titles)

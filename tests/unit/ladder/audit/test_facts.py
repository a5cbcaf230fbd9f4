"""What changed between two statements of a row."""

import pytest

from ladder.audit.facts import HIDDEN, LONGEST_TEXT, changed

LONG = "a" * (LONGEST_TEXT + 1)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({"name": "a", "order": 1}, {"name": "a", "order": 2}, ({"order": 1}, {"order": 2})),
        ({"name": "a"}, {"name": "a"}, ({}, {})),
        (None, {"name": "a", "order": None}, (None, {"name": "a", "order": None})),
        ({"name": "a"}, None, ({"name": "a"}, None)),
        ({"password": "x"}, {"password": "y"}, ({"password": HIDDEN}, {"password": HIDDEN})),
        (None, {"password": "y"}, (None, {"password": HIDDEN})),
        ({"text": LONG}, {"text": LONG + "b"}, ({"text": f"{LONG[:-1]}…"}, {"text": f"{LONG[:-1]}…"})),
        ({"text": LONG[:-1]}, {"text": ""}, ({"text": LONG[:-1]}, {"text": ""})),
        ({"levels": [1]}, {}, ({"levels": [1]}, {})),
    ],
)
def test_only_what_differs_is_told_and_never_a_secret(before, after, told):
    assert changed(before, after) == told

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.differences import ADDED, REMOVED, SAME, Piece, changes, differences, tokens_of

TEXTS = st.lists(st.sampled_from(["de", "ggd", "meldt", "\n", "  ", "x."]), max_size=15).map(" ".join)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("een twee", "een twee", [(SAME, "een twee")]),
        ("", "een", [(ADDED, "een")]),
        ("een", "", [(REMOVED, "een")]),
        ("een twee", "een drie", [(SAME, "een "), (REMOVED, "twee"), (ADDED, "drie")]),
        # Words that changed beside each other are one change, not two with a blank in between.
        (
            "a een twee b",
            "a drie vier b",
            [(SAME, "a "), (REMOVED, "een twee"), (ADDED, "drie vier"), (SAME, " b")],
        ),
        ("een", "een\n\ntwee", [(SAME, "een"), (ADDED, "\n\ntwee")]),
    ],
)
def test_differences_word_by_word(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert list(differences(old, new)) == [Piece(kind, text) for kind, text in expected]


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_back_from_the_pieces(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.kind != REMOVED) == new
    assert all(piece.text for piece in pieces)


@given(st.text(max_size=60))
def test_tokens_joined_are_the_text(text: str) -> None:
    assert "".join(tokens_of(text)) == text


def test_between_two_changes_something_stayed() -> None:
    found = changes(tokens_of("a b c d e"), tokens_of("a x c y e"))
    assert [(change.start, change.end, change.new) for change in found] == [(2, 3, ("x",)), (6, 7, ("y",))]


def test_the_longest_texts_are_compared_while_somebody_waits() -> None:
    """The worst there is: ten thousand times the same word, shifted. Twice the time would still go unnoticed."""
    start = time.monotonic()
    differences("b " + "a " * 9_999, "a " * 9_999 + "c")
    assert time.monotonic() - start < 2

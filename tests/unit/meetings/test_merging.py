from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.merging import merge

WORDS = st.lists(st.sampled_from(["de", "ggd", "meldt", "groei.", "geen", "\n", "\n\n", "x"]), max_size=12)
TEXTS = WORDS.map(lambda words: " ".join(words).strip())


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "expected"),
    [
        ("", "een", "", "een"),
        ("een twee drie", "nul een twee drie", "een twee drie vier", "nul een twee drie vier"),
        ("een twee drie", "een 2 drie", "een twee drie vier", "een 2 drie vier"),
        ("een twee drie", "twee drie", "een twee", "twee"),
        ("een twee", "een 2", "een 2", "een 2"),
        ("A.\n\nB.", "A meer.\n\nB.", "A.\n\nB meer.", "A meer.\n\nB meer."),
        ("A.", "A.\n\nB.", "A.\n\nC.", "A.\n\nB.\n\nC."),
        ("A.\n\nZ.", "A.\n\nB.\n\nZ.", "A.\n\nC.\n\nZ.", "A.\n\nB.\n\nC.\n\nZ."),
        ("De m", "De m\nVan hen.", "De meldt", "De meldt\nVan hen."),
        ("De GGD", "De GGD\nVan hen.", "De GGD meldt", "De GGD meldt\nVan hen."),
        ("", "Eerst dit", "Eerst dit en dan dat", "Eerst dit en dan dat"),
        ("een twee", "", "een twee", ""),
    ],
)
def test_changes_in_different_places_go_together(base: str, theirs: str, mine: str, expected: str) -> None:
    found = merge(base, theirs, mine)
    assert (found.text, found.overlaps) == (expected, False)


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "proposal"),
    [
        ("", "van haar", "van hem", "van haar\nvan hem"),
        (
            "Het daalt. Punt.",
            "Het stijgt. Punt.",
            "Het blijft gelijk. Punt.",
            "Het stijgt. Het blijft gelijk. Punt.",
        ),
        (
            "Kop\nHet daalt\nSlot",
            "Kop\nHet stijgt\nSlot",
            "Kop\nHet staat\nSlot",
            "Kop\nHet stijgt\nHet staat\nSlot",
        ),
        ("A.", "A. B.", "A. C.", "A. B. C."),
        ("een twee drie", "een drie", "een 2 drie", "een drie\neen 2 drie"),
        ("weg ermee", "", "weg ermee nu", "weg ermee nu"),
        # Neighbouring words may belong together, so a person looks.
        ("niet meer groei", "wel meer groei", "niet minder groei", "wel meer groei\nniet minder groei"),
    ],
)
def test_changes_in_the_same_place_overlap_and_both_are_proposed(
    base: str, theirs: str, mine: str, proposal: str
) -> None:
    found = merge(base, theirs, mine)
    assert (found.text, found.overlaps) == (proposal, True)


@given(TEXTS, TEXTS)
def test_a_side_that_changed_nothing_gives_way(base: str, text: str) -> None:
    for found in (merge(base, text, base), merge(base, base, text), merge(base, text, text)):
        assert (found.text, found.overlaps) == (text, False)


@given(TEXTS, TEXTS, TEXTS)
def test_no_word_that_either_side_added_is_lost(base: str, theirs: str, mine: str) -> None:
    merged = Counter(merge(base, theirs, mine).text.split())
    for text in (theirs, mine):
        assert Counter(text.split()) - Counter(base.split()) <= merged


@given(TEXTS, TEXTS, TEXTS)
def test_no_word_comes_from_nowhere(base: str, theirs: str, mine: str) -> None:
    words = set(f"{base} {theirs} {mine}".split())
    assert set(merge(base, theirs, mine).text.split()) <= words


@given(TEXTS, TEXTS, TEXTS)
def test_both_writers_get_the_same_words_in_some_order(base: str, theirs: str, mine: str) -> None:
    one, other = merge(base, theirs, mine), merge(base, mine, theirs)
    assert Counter(one.text.split()) == Counter(other.text.split())
    assert one.overlaps == other.overlaps


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_any_text_can_be_merged(base: str, theirs: str, mine: str) -> None:
    found = merge(base, theirs, mine).text
    added = Counter(theirs.split()) - Counter(base.split())
    assert added <= Counter(found.split())

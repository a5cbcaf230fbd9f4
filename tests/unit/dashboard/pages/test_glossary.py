"""The list of words, in the language of the reader of each time."""

from django.utils.translation import override

from dashboard.pages.glossary import WORDS, glossary
from ladder.models import Level

LEVELS = [Level(number=1, name="waakzaam", meaning="Let op."), Level(number=2, name="zorgelijk", meaning="")]


def test_levels_that_say_what_they_mean_come_first() -> None:
    found = glossary(LEVELS)

    assert [term.anchor for term in found[:2]] == ["niveau-1", WORDS[0][0]]
    assert len(found) == 1 + len(WORDS) == len({term.anchor for term in found})


def test_the_same_list_is_read_in_both_languages() -> None:
    words = []
    for language in ("nl", "en"):
        with override(language):
            words.append({term.anchor: (term.word, term.meaning) for term in glossary([])})

    dutch, english = words
    assert (dutch["berekend-niveau"][0], english["berekend-niveau"][0]) == ("berekend niveau", "computed level")
    assert dutch["onbekend"][0] == "onbekend"
    assert not set(dutch.values()) & set(english.values())

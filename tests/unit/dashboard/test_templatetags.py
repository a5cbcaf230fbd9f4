"""What templates write with the tags of their own."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from dashboard.templatetags.long_words import SOFT_HYPHEN, breakable

MARKED = Template("{% load languages %}<p{% in_dutch english %}>")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ziekenhuisopnames", "ziekenhuis-opnames"),
        ("Nieuw besmette verpleeghuislocaties", "Nieuw besmette verpleeghuis-locaties"),
        ("Bron- en contactonderzoek", "Bron- en contact-onderzoek"),
        ("Ziekenhuizen", "Ziekenhuizen"),
        ("verpleeghuis", "verpleeghuis"),
        ("ziekenhuisbed", "ziekenhuisbed"),
        ("positive tests", "positive tests"),
    ],
)
def test_long_compounds_may_break_after_their_first_part(text: str, shown: str) -> None:
    assert breakable(text).replace(SOFT_HYPHEN, "-") == shown


@pytest.mark.parametrize(
    ("language", "english", "written"),
    [("nl", "", "<p>"), ("nl", "concern", "<p>"), ("en", "concern", "<p>"), ("en", "", '<p lang="nl">')],
)
def test_only_dutch_words_on_an_english_page_are_marked(language: str, english: str, written: str) -> None:
    with override(language):
        assert MARKED.render(Context({"english": english})) == written

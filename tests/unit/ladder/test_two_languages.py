"""Words of rows in the language of the reader."""

import pytest
from django.utils.translation import override

from ladder.two_languages import in_readers_language, is_left_in_dutch


@pytest.mark.parametrize(
    ("language", "english", "shown"),
    [
        ("nl", "concern", "zorgelijk"),
        ("nl", "", "zorgelijk"),
        ("en", "concern", "concern"),
        ("en", "", "zorgelijk"),
    ],
)
def test_english_only_for_who_reads_english_and_where_it_was_given(
    language: str, english: str, shown: str
) -> None:
    with override(language):
        assert in_readers_language("zorgelijk", english) == shown


@pytest.mark.parametrize(
    ("language", "english", "left"),
    [("nl", "concern", False), ("nl", "", False), ("en", "concern", False), ("en", "", True)],
)
def test_dutch_is_left_where_an_english_reader_has_no_english_words(
    language: str, english: str, left: bool
) -> None:
    with override(language):
        assert is_left_in_dutch(english) == left

"""Words of rows that are kept in Dutch and, where somebody gave them, in English."""

from django.utils.translation import get_language


def in_readers_language(dutch: str, english: str) -> str:
    """Return the words in the reader's language; Dutch where there are no English ones."""
    return (get_language() == "en" and english) or dutch


def is_left_in_dutch(english: str = "") -> bool:
    """Whether the reader, who reads the site in English, gets Dutch words for want of English ones."""
    return get_language() == "en" and not english

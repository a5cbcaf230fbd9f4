"""Telling texts of the site, which are translated, from data and names, which are not."""

import re
from collections.abc import Iterable

from babel.messages.pofile import read_po

from tests.services.start import ROOT

CATALOGUE = ROOT / "locale/nl/LC_MESSAGES/django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
ADDRESS = re.compile(r"/\S+|\b[\w-]+\.(?:nl|csv|xlsx)\b")  # also of a file
JOINTS = re.compile(r"[:;·()→–]| - ")  # between things that are named side by side
WORD = re.compile(r"[^\W\d_]{4,}")
# Names of programs and formats, of types in these, and what a state looks for in vain.
NAMES = {
    "array", "boolean", "date", "integer", "json", "number", "object", "openapi", "opendocument", "string", "time",
    "xlsx", "xyzzy",
}  # fmt: skip


def squeezed(text: str) -> str:
    """Return a text without blanks and signs, so that it is found in however it was stored."""
    return re.sub(r"[\W_]+", "", text).casefold()


class Untranslated:
    """Finds the texts that are the same in both languages though they are neither data nor names."""

    def __init__(self, data: Iterable[str]) -> None:
        self._data = "\n".join(squeezed(text) for text in data)
        self._same = re.compile("|".join(_as_pattern(text) for text in _texts_with_one_translation()))

    def find(self, dutch: set[str], english: set[str]) -> list[str]:
        """Return what stands on a page in Dutch as it does in English, and should not."""
        return sorted(text for text in dutch & english if not self._may_be_alike(text))

    def _may_be_alike(self, text: str) -> bool:
        text = ADDRESS.sub("", text).strip()
        return self._is_alike(text) or all(self._is_alike(part.strip()) for part in JOINTS.split(text))

    def _is_alike(self, text: str) -> bool:
        words = {word.casefold() for word in WORD.findall(text)} - NAMES
        kind, _, label = text.partition(" ")  # such as the kind of an object before its own name
        return (
            not words
            or squeezed(text) in self._data
            or bool(self._same.fullmatch(text))
            or bool(self._same.fullmatch(kind.rstrip(":")) and squeezed(label) in self._data)
        )


def _texts_with_one_translation() -> list[str]:
    with CATALOGUE.open("rb") as file:
        entries = [entry for entry in read_po(file) if entry.id]
    pairs = [pair for entry in entries for pair in zip(_forms(entry.id), _forms(entry.string), strict=False)]
    return [english for english, dutch in pairs if english == dutch]


def _forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return the singular and the plural of a text, or the only form it has."""
    return (text,) if isinstance(text, str) else text


def _as_pattern(text: str) -> str:
    return ".*".join(re.escape(part) for part in PLACEHOLDER.split(text)) if text else "(?!)"

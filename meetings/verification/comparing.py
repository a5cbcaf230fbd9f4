"""What is different between a document and the minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Difference:
    """Lines that differ: as the document has them, and as the minutes give them. One side can be empty."""

    given: tuple[str, ...]
    own: tuple[str, ...]


def differences(given: Sequence[str], own: Sequence[str]) -> tuple[Difference, ...]:
    """Return the places where the lines differ, in order; none when they are the same."""
    if list(given) == list(own):
        return ()
    matcher = SequenceMatcher(None, given, own)
    return tuple(
        Difference(tuple(given[first:last]), tuple(own[start:end]))
        for tag, first, last, start, end in matcher.get_opcodes()
        if tag != "equal"
    )

"""What changed between two texts, word by word. Plain Python: texts in, pieces out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, ADDED, REMOVED = "same", "added", "removed"
# Line ends, blanks and words: a word never holds a blank, so that two words are never taken for one.
TOKEN = re.compile(r"\n+|[^\S\n]+|\S+")
# Beyond this many tokens the search skips words that occur everywhere: still right, only less precise.
EXHAUSTIVE = 3_000


@dataclass(frozen=True)
class Piece:
    """A stretch of text: `same` in both, `added` in the new one or `removed` from the old one."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """Tokens `start` up to `end` of the old text became `new`; `start == end` where something was put in."""

    start: int
    end: int
    new: tuple[str, ...]


def tokens_of(text: str) -> tuple[str, ...]:
    """Split a text into words, blanks and line ends; joined they are the text again."""
    return tuple(TOKEN.findall(text))


def is_blank(token: str) -> bool:
    """Whether a token is a blank between words; a line end is none."""
    return token.isspace() and "\n" not in token


def changes(old: Sequence[str], new: Sequence[str]) -> tuple[Change, ...]:
    """Return what turns the old tokens into the new ones, in order; between two changes something stayed."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    old_middle, new_middle = old[head : len(old) - tail], new[head : len(new) - tail]
    found = SequenceMatcher(
        str.isspace, old_middle, new_middle, autojunk=len(old_middle) + len(new_middle) > EXHAUSTIVE
    )
    return tuple(
        Change(head + start, head + end, tuple(new_middle[new_start:new_end]))
        for kind, start, end, new_start, new_end in found.get_opcodes()
        if kind != "equal"
    )


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return with how many equal tokens both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def differences(old: str, new: str) -> tuple[Piece, ...]:
    """Return both texts as one row of pieces: without the added ones it is the old text, without the removed ones
    the new one."""
    tokens, pieces, at = tokens_of(old), [], 0
    for change in changes(tokens, tokens_of(new)):
        pieces.append(Piece(SAME, "".join(tokens[at : change.start])))
        pieces.append(Piece(REMOVED, "".join(tokens[change.start : change.end])))
        pieces.append(Piece(ADDED, "".join(change.new)))
        at = change.end
    pieces.append(Piece(SAME, "".join(tokens[at:])))
    return tuple(piece for piece in pieces if piece.text)

"""Bringing together two texts that were written from the same one. Plain Python, word by word (diff3).

What only one side changed is taken from that side. Where both changed the same place the texts overlap: then both
are kept, sentence after sentence, and a person has to look.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ladder.differences import Change, changes, is_blank, tokens_of

SENTENCE_ENDS = (".", "!", "?", ":", ";")


@dataclass(frozen=True)
class Merge:
    """A merged text. `overlaps`: both sides wrote in the same place, and the text is only a proposal."""

    text: str
    overlaps: bool


@dataclass(frozen=True)
class _Side:
    """One of the two texts, as changes of the tokens of the base."""

    base: tuple[str, ...]
    changes: tuple[Change, ...]

    def within(self, start: int, end: int) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if start <= change.start and change.end <= end)

    def tokens(self, start: int, end: int) -> tuple[str, ...]:
        """Return what this side has in the place of these tokens of the base."""
        found: list[str] = []
        for change in self.within(start, end):
            found += [*self.base[start : change.start], *change.new]
            start = change.end
        return (*found, *self.base[start:end])


def merge(base: str, theirs: str, mine: str) -> Merge:
    """Return one text with every word that either side added to `base`.

    A side that changed nothing gives way to the other; what both changed alike is taken once, and of two
    additions of which one goes on where the other stops, the longer one. Lines that both put in at the same place
    follow each other, theirs first.
    """
    tokens = tokens_of(base)
    left, right = (_Side(tokens, changes(tokens, tokens_of(text))) for text in (theirs, mine))
    merged: list[str] = []
    at, overlaps = 0, False
    for start, end in _places(tokens, left, right):
        merged += tokens[at:start]
        text = _agreed(left, right, start, end)
        merged.append(_both(left, right, start, end) if text is None else text)
        overlaps = overlaps or text is None
        at = end
    return Merge("".join([*merged, *tokens[at:]]), overlaps)


def _places(base: Sequence[str], left: _Side, right: _Side) -> list[tuple[int, int]]:
    """Return the stretches of the base that changed, apart from each other by a word or line end that stayed.

    Where the sides do not agree the stretch is widened to whole sentences.
    """
    places = _joined(base, sorted((change.start, change.end) for change in (*left.changes, *right.changes)))
    while True:
        wide = [
            place if _agreed(left, right, *place) is not None else _sentences(base, *place) for place in places
        ]
        wide = _joined(base, wide)
        if wide == places:
            return places
        places = wide


def _joined(base: Sequence[str], places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join places that overlap, touch or have only blanks between them."""
    found: list[tuple[int, int]] = []
    for start, end in places:
        if found and all(is_blank(token) for token in base[found[-1][1] : start]):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _sentences(base: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """Widen a place to the sentences that it is in."""
    while start > 0 and not _is_end(base[start - 1]):
        start -= 1
    while (
        end < len(base) and "\n" not in base[end] and not (end > start and base[end - 1].endswith(SENTENCE_ENDS))
    ):
        end += 1
    return start, end


def _is_end(token: str) -> bool:
    return "\n" in token or token.endswith(SENTENCE_ENDS)


def _agreed(left: _Side, right: _Side, start: int, end: int) -> str | None:
    """Return the text of a place when both sides go together there, and None when they overlap."""
    base = left.base[start:end]
    theirs, mine = left.tokens(start, end), right.tokens(start, end)
    if mine in (base, theirs):
        return "".join(theirs)
    if theirs == base or _goes_on(theirs, mine):
        return "".join(mine)
    if _goes_on(mine, theirs):
        return "".join(theirs)
    return _one_after_the_other(left, right, start, end)


def _goes_on(shorter: Sequence[str], longer: Sequence[str]) -> bool:
    return len(shorter) > 0 and longer[: len(shorter)] == shorter


def _one_after_the_other(left: _Side, right: _Side, start: int, end: int) -> str | None:
    """Return both changes behind each other when they only touch, with a line end between them."""
    found = [(side, change) for side in (left, right) for change in side.within(start, end)]
    if len(found) != 2:  # one of each side
        return None
    (_left, theirs), (_right, mine) = found
    for one, two in ((theirs, mine), (mine, theirs)):
        first, second = "".join(one.new), "".join(two.new)
        if one.end == two.start and (first.endswith("\n") or second.startswith("\n")):
            return first + second
    return None


def _both(left: _Side, right: _Side, start: int, end: int) -> str:
    """Return the text of both sides for a place in which they overlap; whole lines stay whole lines."""
    base = left.base
    theirs, mine = "".join(left.tokens(start, end)), "".join(right.tokens(start, end))
    if not theirs.strip() or not mine.strip():
        return theirs if theirs.strip() else mine
    whole_lines = (start == 0 or "\n" in base[start - 1]) and (end == len(base) or "\n" in base[end])
    if theirs.endswith("\n") or mine.startswith("\n"):
        return theirs + mine
    return f"{theirs.rstrip()}{chr(10) if whole_lines else ' '}{mine.lstrip()}"

"""What the page of contradictions shows: the matrix, and the contradictions that the reader chose. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ladder.models import Level
from measures.contradictions.acceptances import Judged
from measures.contradictions.finding import Rule
from measures.contradictions.lists import Lists
from measures.contradictions.matrix import Matrix, build_matrix, places
from measures.contradictions.words import sentence
from measures.entries import Entry
from measures.entry_words import EntryInWords
from measures.term_names import Terms, name_of

OPEN, ACCEPTED = "open", "aanvaard"
# What breaks the law comes before what differs.
BY_WEIGHT = (Rule.INSTRUMENT, Rule.STANCE, Rule.ORDER, Rule.WITHDRAWN)


@dataclass(frozen=True)
class Choice:
    """Which contradictions are shown: `shown` is open, accepted or anything else for all; empty is no choice."""

    shown: str = OPEN
    theme: str = ""
    level: int | None = None
    catalogue: str = ""
    rule: str = ""

    @property
    def is_narrow(self) -> bool:
        """Whether only a part of the matrix, or one rule, is chosen."""
        return bool(self.theme or self.level or self.catalogue or self.rule)


@dataclass(frozen=True)
class Side:
    """One entry of a contradiction in words; `pk` is the id of its draft."""

    words: EntryInWords
    pk: int | None


@dataclass(frozen=True)
class Item:
    """One contradiction, in words."""

    judged: Judged
    rule: str
    theme: str
    sentence: str
    sides: tuple[Side, ...]


@dataclass(frozen=True)
class Overview:
    """The matrix of all entries, and the chosen contradictions in order; the numbers count within the choice."""

    matrix: Matrix
    chosen: Sequence[Judged]
    open_number: int
    accepted_number: int


def overview(
    entries: Sequence[Entry],
    found: Sequence[Judged],
    choice: Choice,
    *,
    terms: Terms,
    levels: Mapping[int, Level],
) -> Overview:
    """Return what the page shows of entries and of the contradictions among them."""
    here = [one for one in found if _is_chosen(one, choice)]
    open_ones = [one for one in here if one.is_open]
    accepted = [one for one in here if not one.is_open]
    chosen = {OPEN: open_ones, ACCEPTED: accepted}.get(choice.shown, here)
    return Overview(
        matrix=build_matrix(entries, found, terms, levels),
        chosen=_in_order(chosen, terms),
        open_number=len(open_ones),
        accepted_number=len(accepted),
    )


def in_words(one: Judged, lists: Lists, terms: Terms, levels: Mapping[int, Level]) -> Item:
    """Put a contradiction into words."""
    found = one.contradiction
    return Item(
        judged=one,
        rule=str(found.rule.label),
        theme=name_of(terms.themes, found.theme),
        sentence=sentence(found.facts(), terms),
        sides=tuple(
            Side(EntryInWords(entry, terms, levels), lists.drafts.get(entry.key)) for entry in found.entries
        ),
    )


def _is_chosen(one: Judged, choice: Choice) -> bool:
    found = one.contradiction
    if choice.rule and found.rule.value != choice.rule:
        return False
    if not (choice.theme or choice.catalogue or choice.level):
        return True
    if not any(places(found)):
        # Its entries have no level: it stands nowhere in the matrix.
        stands = [(entry.theme, None, entry.catalogue) for entry in found.entries]
        return any(_is_in(choice, *place) for place in stands)
    return any(_is_in(choice, *place) for place in places(found))


def _is_in(choice: Choice, theme: str, level: int | None, catalogue: str) -> bool:
    return choice.theme in ("", theme) and choice.level in (None, level) and choice.catalogue in ("", catalogue)


def _in_order(found: Iterable[Judged], terms: Terms) -> list[Judged]:
    """Sort by theme; within a theme what weighs most first, then what is furthest apart."""
    themes = {code: number for number, code in enumerate(terms.themes)}

    def weight(one: Judged) -> tuple[int, str, int, int, tuple[int, ...], str]:
        found = one.contradiction
        theme = themes.get(found.theme, len(themes))
        return theme, found.theme, BY_WEIGHT.index(found.rule), -found.distance, found.levels, found.identity

    return sorted(found, key=weight)

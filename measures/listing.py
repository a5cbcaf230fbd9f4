"""The published list as people read it: chosen, searched and grouped."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ladder.models import Level
from measures.entries import Entry
from measures.entry_words import EntryInWords, LevelShown
from measures.target_groups import groups_of, overlap
from measures.term_names import Terms, name_of

LEVEL, CATALOGUE, TARGET_GROUP, THEME = "niveau", "sector", "doelgroep", "thema"
GROUPINGS = (LEVEL, CATALOGUE, TARGET_GROUP, THEME)


@dataclass(frozen=True)
class Choice:
    """What a reader asks of the list; empty: everything. `grouping` is one of `GROUPINGS`.

    Choosing a target group finds what is for everyone too.
    """

    search: str = ""
    level: int | None = None
    catalogue: str = ""
    target_group: str = ""
    theme: str = ""
    grouping: str = LEVEL


@dataclass(frozen=True)
class Group:
    """A heading of the list: the badge of a level, or a name. `code` is a number or a code, as text.

    `count` is the number of measures under it, also those on other pages.
    """

    code: str
    name: str
    count: int
    level: LevelShown | None = None


@dataclass(frozen=True)
class Row:
    """An entry under a heading; it stands under each heading that it belongs to."""

    group: Group
    words: EntryInWords


def chosen_entries(
    entries: Iterable[Entry], choice: Choice, terms: Terms, levels: Mapping[int, Level]
) -> list[EntryInWords]:
    """Return the entries that answer a choice, withdrawn ones too, in the order of the list."""
    words = [folded(word) for word in choice.search.split()]
    kept = (EntryInWords(entry, terms, levels) for entry in entries if _answers(entry, choice))
    return [shown for shown in kept if not words or _holds(folded(shown.searched), words)]


def grouped(shown: Sequence[EntryInWords], choice: Choice, terms: Terms) -> list[Row]:
    """Return a row for each heading and entry under it, in the order of the headings."""
    under: dict[str, list[EntryInWords]] = {}
    for one in shown:
        for code in _codes(one.entry, choice):
            under.setdefault(code, []).append(one)
    groups = [_group(code, choice.grouping, terms, under[code]) for code in _ordered(under, choice, terms)]
    return [Row(group, one) for group in groups for one in under[group.code]]


def folded(text: str) -> str:
    """Return text as it is searched: without accents and capitals."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


def _holds(text: str, words: Iterable[str]) -> bool:
    return all(word in text for word in words)


def _answers(entry: Entry, choice: Choice) -> bool:
    return (
        (choice.level is None or choice.level in entry.levels)
        and choice.catalogue in ("", entry.catalogue)
        and choice.theme in ("", entry.theme)
        and (not choice.target_group or overlap(entry.target_groups, [choice.target_group]))
    )


def _codes(entry: Entry, choice: Choice) -> Iterator[str]:
    if choice.grouping == LEVEL:
        # Whoever chose a level reads that level only; an entry without levels stands at the end.
        yield from (str(number) for number in entry.levels or (0,) if choice.level in (None, number))
    elif choice.grouping == CATALOGUE:
        yield entry.catalogue
    elif choice.grouping == THEME:
        yield entry.theme
    else:
        yield from groups_of(entry.target_groups)


def _ordered(codes: Iterable[str], choice: Choice, terms: Terms) -> list[str]:
    if choice.grouping == LEVEL:
        return sorted(codes, key=lambda code: (code == "0", int(code)))
    places = {code: place for place, code in enumerate(_names(choice.grouping, terms))}
    return sorted(codes, key=lambda code: (places.get(code, len(places)), code))


def _group(code: str, grouping: str, terms: Terms, under: Sequence[EntryInWords]) -> Group:
    if grouping != LEVEL:
        return Group(code, name_of(_names(grouping, terms), code), len(under))
    if code == "0":
        return Group(code, _("Not tied to a level"), len(under))
    level = LevelShown(int(code), under[0].known_levels.get(int(code)))
    return Group(code, level.label, len(under), level)


def _names(grouping: str, terms: Terms) -> Mapping[str, str]:
    return {CATALOGUE: terms.catalogues, THEME: terms.themes, TARGET_GROUP: terms.target_groups}[grouping]

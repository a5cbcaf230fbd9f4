"""The four rules by which contradictions are found. Pure: entries in, contradictions out, whatever their order.

Only living entries (proposed or agreed) count, except where a rule is about withdrawn ones. An entry without
target groups is for everyone. Entries are compared within a theme or title only, which keeps long lists quick.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import combinations, product
from operator import attrgetter
from typing import TypeVar

from measures.contradictions.finding import Contradiction, Rights, Rule
from measures.contradictions.level_order import stricter_below
from measures.contradictions.target_groups import groups_of, shared_groups
from measures.entries import Entry
from measures.target_groups import EVERYONE

Key = TypeVar("Key", bound=Hashable)


def find(entries: Iterable[Entry], instruments: Rights) -> list[Contradiction]:
    """Return all contradictions, by rule and then by identity.

    `instruments` says by the code of a legal instrument which deciders may use it. Each key stands in `entries`
    once.
    """
    known = sorted(entries, key=lambda entry: entry.key)
    living = [entry for entry in known if not entry.is_withdrawn]
    return [
        *_by_identity(different_stance(living)),
        *_by_identity(stricter_at_a_lower_level(living)),
        *_by_identity(withdrawn_elsewhere(known)),
        *_by_identity(decider_without_right(living, instruments)),
    ]


def different_stance(living: Iterable[Entry]) -> Iterator[Contradiction]:
    """Yield pairs of different lists on the same theme, for overlapping groups and levels, with another stance."""
    for theme, entries in _grouped(living, lambda entry: entry.theme).items():
        placed = [(entry, frozenset(entry.levels), groups_of(entry)) for entry in entries]
        for (one, levels, groups), (other, other_levels, other_groups) in combinations(placed, 2):
            if one.stance == other.stance or one.catalogue == other.catalogue:
                continue
            both, shared = levels & other_levels, shared_groups(groups, other_groups)
            if both and shared:
                yield Contradiction(Rule.STANCE, (one, other), theme, shared, tuple(sorted(both)))


def stricter_at_a_lower_level(living: Iterable[Entry]) -> Iterator[Contradiction]:
    """Yield what is stricter at a lower level than the strictest on the same theme at a higher one.

    Compared for each target group by itself, with the strictest entry of the same list at the higher level; where
    the list has nothing there for the group, with the strictest of all lists, unless that one has another stance
    at the lower level already (`different_stance`). So an entry that goes on at the higher level, or is followed
    there by one at least as strict, contradicts nothing.
    """
    for theme, entries in _grouped(living, lambda entry: entry.theme).items():
        for found in stricter_below(entries):
            groups = (EVERYONE,) if EVERYONE in found.groups else tuple(sorted(found.groups))
            levels, higher = tuple(sorted(found.levels)), tuple(sorted(found.higher_levels))
            yield Contradiction(Rule.ORDER, (found.lower, found.higher), theme, groups, levels, higher)


def withdrawn_elsewhere(entries: Iterable[Entry]) -> Iterator[Contradiction]:
    """Yield what one list withdrew and another still has: the same title, see `title_key`, whatever the theme.

    Keys do not tell: they stay with one list, and an entry that is cloned into another gets its own.
    """
    for same in _grouped(entries, lambda entry: title_key(entry.title)).values():
        withdrawn = [entry for entry in same if entry.is_withdrawn]
        living = [entry for entry in same if not entry.is_withdrawn]
        for gone, kept in product(withdrawn, living):
            if gone.catalogue != kept.catalogue:
                groups = tuple(sorted(groups_of(kept)))
                yield Contradiction(Rule.WITHDRAWN, (gone, kept), kept.theme, groups, kept.levels)


def decider_without_right(living: Iterable[Entry], instruments: Rights) -> Iterator[Contradiction]:
    """Yield entries whose decider may not use their legal instrument.

    Without an instrument there is nothing to judge, nor with one that is no longer in the list of instruments.
    """
    for entry in living:
        if entry.decider not in instruments.get(entry.legal_instrument, {entry.decider}):
            groups = tuple(sorted(groups_of(entry)))
            yield Contradiction(Rule.INSTRUMENT, (entry,), entry.theme, groups, entry.levels)


def title_key(title: str) -> tuple[str, ...]:
    """Return what two titles have in common when people mean the same: the words, without case, accents and signs.

    The order of the words does not count: "Bezoekverbod, regionaal" is "Regionaal bezoekverbod".
    """
    letters = unicodedata.normalize("NFKD", title.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return tuple(sorted(re.findall(r"\w+", plain)))


def _grouped(entries: Iterable[Entry], key: Callable[[Entry], Key]) -> dict[Key, list[Entry]]:
    grouped: defaultdict[Key, list[Entry]] = defaultdict(list)
    for entry in entries:
        grouped[key(entry)].append(entry)
    return grouped


def _by_identity(found: Iterable[Contradiction]) -> list[Contradiction]:
    return sorted(found, key=attrgetter("identity"))

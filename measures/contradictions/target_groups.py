"""For whom entries are, and for whom two of them both are."""

from functools import lru_cache

from measures.entries import Entry
from measures.target_groups import EVERYONE
from measures.target_groups import groups_of as codes_of


def groups_of(entry: Entry) -> frozenset[str]:
    """Return the target groups of an entry: everyone alone, when everyone or nobody is named."""
    groups = frozenset(codes_of(entry.target_groups))
    return frozenset({EVERYONE}) if EVERYONE in groups else groups


@lru_cache(maxsize=4096)  # a long list has many pairs, and few sets of groups
def shared_groups(one: frozenset[str], other: frozenset[str]) -> tuple[str, ...]:
    """Return what two `groups_of` have in common, in the order of codes; everyone overlaps with each group."""
    if EVERYONE in one:
        return tuple(sorted(other))
    return tuple(sorted(one if EVERYONE in other else one & other))

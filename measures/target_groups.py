"""Whom entries are for, and when two of them are for the same people."""

from collections.abc import Iterable

EVERYONE = "iedereen"  # the code of the target group that holds all others


def groups_of(target_groups: Iterable[str]) -> tuple[str, ...]:
    """Return codes of target groups; an entry that names none is for everyone."""
    return tuple(target_groups) or (EVERYONE,)


def overlap(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two sets of target groups have people in common; everyone overlaps with each group."""
    ours, theirs = set(groups_of(one)), set(groups_of(other))
    return EVERYONE in ours | theirs or not ours.isdisjoint(theirs)

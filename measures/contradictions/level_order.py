"""Whether going up a level ever makes a theme milder: the strictest entries per list, level and target group."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from measures.contradictions.target_groups import groups_of
from measures.entries import Entry
from measures.target_groups import EVERYONE

ALL_LISTS = ""
Place = tuple[str, int, str]  # catalogue (or all lists), level, target group


@dataclass
class StricterBelow:
    """`lower` is stricter in `levels` than `higher`, the strictest in `higher_levels`, for `groups`."""

    lower: Entry
    higher: Entry
    groups: set[str] = field(default_factory=set)
    levels: set[int] = field(default_factory=set)
    higher_levels: set[int] = field(default_factory=set)


def stricter_below(entries: Sequence[Entry]) -> Iterator[StricterBelow]:
    """Yield, among the entries on one theme, those stricter than the strictest at a level above theirs."""
    found: dict[tuple[str, str], StricterBelow] = {}
    named = frozenset({EVERYONE}).union(*map(groups_of, entries))
    strictest = _strictest(entries, named)
    levels = sorted({level for entry in entries for level in entry.levels})
    for lower in entries:
        for group in _meant(lower, named):
            for level, above in _levels_above(lower, levels):
                higher = _at(strictest, lower.catalogue, above, group)
                if higher and higher.stance < lower.stance and not _differ_already(lower, higher, level):
                    pair = found.setdefault((lower.key, higher.key), StricterBelow(lower, higher))
                    pair.groups.add(group)
                    pair.levels.add(level)
                    pair.higher_levels.add(above)
    yield from found.values()


def _differ_already(lower: Entry, higher: Entry, level: int) -> bool:
    """Whether two lists differ at the lower level too: then that is what contradicts, and not the going up."""
    return lower.catalogue != higher.catalogue and level in higher.levels


def _levels_above(entry: Entry, levels: Sequence[int]) -> list[tuple[int, int]]:
    return [(level, above) for level in entry.levels for above in levels if above > level]


def _meant(entry: Entry, named: frozenset[str]) -> frozenset[str]:
    """Return the groups that an entry is for, among those named on the theme."""
    groups = groups_of(entry)
    return named if EVERYONE in groups else groups


def _strictest(entries: Sequence[Entry], named: frozenset[str]) -> dict[Place, Entry]:
    """Return the strictest entry of each place; of equally strict ones the first by key, whatever their order."""
    strictest: dict[Place, Entry] = {}
    for entry in sorted(entries, key=lambda entry: (-entry.stance, entry.key)):
        for group in _meant(entry, named):
            for level in entry.levels:
                strictest.setdefault((entry.catalogue, level, group), entry)
                strictest.setdefault((ALL_LISTS, level, group), entry)
    return strictest


def _at(strictest: dict[Place, Entry], catalogue: str, level: int, group: str) -> Entry | None:
    return strictest.get((catalogue, level, group)) or strictest.get((ALL_LISTS, level, group))

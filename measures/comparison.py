"""What differs between two versions of a list. Plain Python: entries in, differences out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from measures.entries import Entry

# An entry is known by its key; its place is compared apart; a catalogue with another code is no change of entries.
NOT_COMPARED = ("key", "catalogue", "order")
COMPARED = tuple(field.name for field in fields(Entry) if field.name not in NOT_COMPARED)


class Kind(StrEnum):
    """What happened to an entry."""

    ADDED = "added"
    DROPPED = "dropped"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True)
class FieldChange:
    """A field of `Entry` that differs, with its values."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Change:
    """One entry that differs. `before` or `after` is None where the list does not have it at all.

    `added`: new, or no longer withdrawn. `dropped`: gone, or withdrawn. `moved`: at other levels, whatever else
    changed. `changed`: otherwise. `fields` are the differences where both lists have it.
    """

    kind: Kind
    before: Entry | None
    after: Entry | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def entry(self) -> Entry:
        """The entry as it is now, or as it last was."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change is about an entry")
        return found


@dataclass(frozen=True)
class Comparison:
    """All that differs: entries in the order of the later list, the dropped ones where they were; `is_reordered`:
    entries that both have stand in another order."""

    changes: tuple[Change, ...]
    is_reordered: bool

    @property
    def is_same(self) -> bool:
        return not self.changes and not self.is_reordered

    @property
    def counts(self) -> dict[str, int]:
        """The number of changes of each kind."""
        return {kind.value: len(self.of(kind)) for kind in Kind}

    def of(self, kind: Kind) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.kind == kind)


def compare(before: Sequence[Entry], after: Sequence[Entry]) -> Comparison:
    """Return what turns one list into the other; a key stands at most once in each."""
    old, new = {entry.key: entry for entry in before}, {entry.key: entry for entry in after}
    found = (_change(old.get(key), new.get(key)) for key in _merged(list(old), list(new)))
    stay_old, stay_new = [key for key in old if key in new], [key for key in new if key in old]
    return Comparison(tuple(change for change in found if change), is_reordered=stay_old != stay_new)


def change_list(comparison: Comparison) -> list[dict[str, Any]]:
    """Return the changes as plain data, to keep with a version: kind, key, title and the fields that differ."""
    rows: list[dict[str, Any]] = [
        {
            "kind": change.kind.value,
            "key": change.entry.key,
            "title": change.entry.title,
            "fields": [{"field": one.field, "before": one.before, "after": one.after} for one in change.fields],
        }
        for change in comparison.changes
    ]
    return [*rows, {"kind": "reordered"}] if comparison.is_reordered else rows


def _merged(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Yield the keys of both: those of the later list, and those that only the earlier one has after the key that
    stood before them there."""
    kept, following = set(new), dict[str, list[str]]()
    anchor = ""
    for key in old:
        if key in kept:
            anchor = key
        else:
            following.setdefault(anchor, []).append(key)
    yield from following.get("", ())
    for key in new:
        yield key
        yield from following.get(key, ())


def _change(before: Entry | None, after: Entry | None) -> Change | None:
    if before is None or after is None:
        return Change(Kind.ADDED if before is None else Kind.DROPPED, before, after)
    differing = tuple(_differing(before, after))
    return Change(_kind(before, after), before, after, differing) if differing else None


def _kind(before: Entry, after: Entry) -> Kind:
    if before.is_withdrawn != after.is_withdrawn:
        return Kind.DROPPED if after.is_withdrawn else Kind.ADDED
    return Kind.CHANGED if before.levels == after.levels else Kind.MOVED


def _differing(before: Entry, after: Entry) -> Iterable[FieldChange]:
    for name in COMPARED:
        old, new = getattr(before, name), getattr(after, name)
        # The order of target groups is that of their list: no change of the entry.
        if (set(old) != set(new)) if name == "target_groups" else (old != new):
            yield FieldChange(name, old, new)

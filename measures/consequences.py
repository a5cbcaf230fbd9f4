"""What another level would mean for a region. Plain data in, plain data out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from measures.entries import Entry
from measures.in_force import Taken
from measures.target_groups import groups_of


@dataclass(frozen=True)
class Line:
    """An entry that is added or dropped. `earliest` is the first day it can start, its notice period kept; None
    for what is dropped. `taken` is what the region or the country has of it already.
    """

    entry: Entry
    earliest: date | None = None
    taken: Taken | None = None


@dataclass(frozen=True)
class ThemeChange:
    """The heaviest stance on a theme, before and after; None: the level has nothing on the theme."""

    theme: str
    before: int | None
    after: int | None

    @property
    def is_heavier(self) -> bool:
        """Whether it goes further after than before; nothing at all counts as lightest."""
        return _weight(self.after) > _weight(self.before)


@dataclass(frozen=True)
class GroupConsequences:
    """What changes for one target group (a code). `changed` are themes that both levels have, with another stance;
    `stays` is the number of entries that both levels have.
    """

    group: str
    added: tuple[Line, ...]
    dropped: tuple[Line, ...]
    changed: tuple[ThemeChange, ...]
    stays: int

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.dropped or self.changed)


def consequences(
    entries: Iterable[Entry], *, before: int | None, after: int, day: date, taken: Mapping[str, Taken]
) -> list[GroupConsequences]:
    """Return what changes per target group, in the order of the list, when a level is decided on a day.

    `before` None: no level yet, so that all of the new level is added. Withdrawn entries are left out. `taken` is
    what is in force on the day, by key of the entry.
    """
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        if not entry.is_withdrawn and {before, after} & set(entry.levels):
            for group in groups_of(entry.target_groups):
                groups.setdefault(group, []).append(entry)
    return [_of_group(group, members, before, after, day, taken) for group, members in groups.items()]


def _of_group(
    group: str, entries: Sequence[Entry], before: int | None, after: int, day: date, taken: Mapping[str, Taken]
) -> GroupConsequences:
    added = [entry for entry in entries if before not in entry.levels]
    dropped = [entry for entry in entries if after not in entry.levels]
    return GroupConsequences(
        group=group,
        added=tuple(Line(entry, earliest_start(entry, day), taken.get(entry.key)) for entry in added),
        dropped=tuple(Line(entry, None, taken.get(entry.key)) for entry in dropped),
        changed=tuple(
            change
            for change in theme_changes(entries, before, after)
            if change.before is not None and change.after is not None
        ),
        stays=len(entries) - len(added) - len(dropped),
    )


def earliest_start(entry: Entry, day: date) -> date:
    """Return the first day on which an entry can start when it is decided on a day."""
    return day + timedelta(days=entry.notice_days)


def theme_changes(entries: Iterable[Entry], before: int | None, after: int | None) -> list[ThemeChange]:
    """Return the themes on which two levels differ in their heaviest stance, those of the first level first."""
    alive = [entry for entry in entries if not entry.is_withdrawn]
    first, second = heaviest(alive, before), heaviest(alive, after)
    themes = dict.fromkeys([*first, *second])
    changes = [ThemeChange(theme, first.get(theme), second.get(theme)) for theme in themes]
    return [change for change in changes if change.before != change.after]


def heaviest(entries: Iterable[Entry], level: int | None) -> dict[str, int]:
    """Return the heaviest stance that a level has on each theme; empty for an unknown level."""
    found: dict[str, int] = {}
    for entry in entries:
        if level in entry.levels:
            found[entry.theme] = max(entry.stance, found.get(entry.theme, entry.stance))
    return found


def _weight(stance: int | None) -> int:
    return -1 if stance is None else stance

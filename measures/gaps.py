"""Where what is in force differs from what the level of a region asks for. Plain data in, plain data out.

The list obliges nobody: a gap is something to look at, not a fault.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from measures.entries import Entry
from measures.in_force import COUNTRY, Taken
from measures.models import Measure
from measures.target_groups import overlap


class GapKind(models.TextChoices):
    """What is the matter, most urgent first."""

    EXPIRED = "expired", _("past its end date")
    MISSING = "missing", _("asked for, not in force")
    HEAVIER = "heavier", _("heavier than the level")
    LIGHTER = "lighter", _("lighter than the level")
    OVERRIDDEN = "overridden", _("under a national measure")


@dataclass(frozen=True)
class Gap:
    """One difference. `taken` is what the region has (None: nothing, or not yet); `national` stands above it.

    `asked` are the stances that the level's entries have on the theme for these target groups, lightest first;
    empty: the level asks for nothing on the theme.
    """

    area: str
    kind: GapKind
    key: str
    title: str
    theme: str
    stance: int
    taken: Taken | None = None
    asked: tuple[int, ...] = ()
    national: str = ""


Asked = Mapping[str, Sequence[Entry]]  # the entries of one level, by theme


def gaps(levels: Mapping[str, int], entries: Iterable[Entry], taken: Iterable[Taken], *, day: date) -> list[Gap]:
    """Return the gaps of all areas on a day, by area and kind.

    `levels` are numbers by code of the area; an area without a level is only checked against national measures.
    A level asks for the agreed entries that name it, except those for which a national measure on the theme, for
    the same people and at least as heavy, is in force. Taken measures that the level does not ask for are heavier
    or lighter when their stance lies above or below all that it does ask for on that theme for these people.
    """
    asked = _by_level_and_theme(entries)
    by_area: dict[str, list[Taken]] = defaultdict(list)
    for one in taken:
        by_area[one.area].append(one)
    national = [one for one in by_area.pop(COUNTRY, []) if one.holds_on(day)]
    found: list[Gap] = []
    for area in sorted({*levels, *by_area}):
        level = levels.get(area)
        here = _Here(area, day, asked.get(level, {}), by_area[area], national)
        found += [*here.not_in_force(), *(here.deviating() if level else here.overridden())]
    return found


def _by_level_and_theme(entries: Iterable[Entry]) -> dict[int | None, Asked]:
    found: dict[int | None, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        if entry.status == Measure.Status.AGREED:
            for level in entry.levels:
                found[level][entry.theme].append(entry)
    return {**found}


@dataclass(frozen=True)
class _Here:
    """One area on a day: what its level asks for, what it has, and what stands above it."""

    area: str
    day: date
    asked: Asked
    taken: Sequence[Taken]
    national: Sequence[Taken]

    def not_in_force(self) -> list[Gap]:
        """Return what the level asks for and the area does not have: ended not long ago, to begin, or never."""
        holding = {one.key for one in [*self.taken, *self.national] if one.holds_on(self.day)}
        wanted = [entry for same in self.asked.values() for entry in same if entry.key not in holding]
        others = {one.key: one for one in self.taken if one.ended_before(self.day)}
        others |= {one.key: one for one in self.taken if one.since > self.day}
        return [self._missing(entry, others.get(entry.key)) for entry in wanted if not self._is_covered(entry)]

    def _missing(self, entry: Entry, row: Taken | None) -> Gap:
        kind = GapKind.EXPIRED if row and row.ended_before(self.day) else GapKind.MISSING
        return Gap(self.area, kind, entry.key, entry.title, entry.theme, entry.stance, row, (entry.stance,))

    def _is_covered(self, entry: Entry) -> bool:
        above = self._above(entry)
        return above is not None and above.stance >= entry.stance

    def deviating(self) -> list[Gap]:
        """Return what is heavier or lighter than the level, and what a national measure stands above."""
        return [gap for one in self._holding() if (gap := self._overridden(one) or self._judged(one))]

    def overridden(self) -> list[Gap]:
        """Return what a national measure stands above."""
        return [gap for one in self._holding() if (gap := self._overridden(one))]

    def _holding(self) -> list[Taken]:
        return [one for one in self.taken if one.holds_on(self.day)]

    def _overridden(self, one: Taken) -> Gap | None:
        above = self._above(one)
        return self._gap(one, GapKind.OVERRIDDEN, national=above.title) if above else None

    def _judged(self, one: Taken) -> Gap | None:
        same = [
            entry for entry in self.asked.get(one.theme, ()) if overlap(entry.target_groups, one.target_groups)
        ]
        if any(entry.key == one.key for entry in same):
            return None
        asked = tuple(sorted({entry.stance for entry in same}))
        if one.stance > max(asked, default=0):
            return self._gap(one, GapKind.HEAVIER, asked)
        return self._gap(one, GapKind.LIGHTER, asked) if asked and one.stance < asked[0] else None

    def _above(self, one: Taken | Entry) -> Taken | None:
        """Return the heaviest national measure on the theme for the same people."""
        same = [
            other
            for other in self.national
            if other.theme == one.theme and overlap(other.target_groups, one.target_groups)
        ]
        return max(same, key=lambda other: other.stance, default=None)

    def _gap(self, one: Taken, kind: GapKind, asked: tuple[int, ...] = (), national: str = "") -> Gap:
        return Gap(self.area, kind, one.key, one.title, one.theme, one.stance, one, asked, national)

"""What a contradiction is, and what it is known by."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from measures.entries import Entry

Facts = dict[str, Any]
Rights = Mapping[str, frozenset[str]]


class Rule(models.TextChoices):
    """Why something is a contradiction."""

    STANCE = "stance", _("different stance")
    ORDER = "order", _("stricter at a lower level")
    WITHDRAWN = "withdrawn", _("withdrawn in one list, not in the other")
    INSTRUMENT = "instrument", _("decider may not use the instrument")


@dataclass(frozen=True)
class Contradiction:
    """One contradiction, between two entries or inside one.

    The order of `entries` means something: for `ORDER` first the stricter entry at the lower level, for
    `WITHDRAWN` first the withdrawn one; for `STANCE` they stand by key. `theme`, `target_groups` and `levels` say
    where they meet; for `ORDER` the first entry is looked at in `levels` and the second in `higher_levels`.
    """

    rule: Rule
    entries: tuple[Entry, ...]
    theme: str
    target_groups: tuple[str, ...]
    levels: tuple[int, ...]
    higher_levels: tuple[int, ...] = ()

    @cached_property
    def identity(self) -> str:
        """The rule and the keys of its entries: the same for as long as these contradict by this rule."""
        return ":".join([self.rule.value, *sorted([entry.key for entry in self.entries])])

    @cached_property
    def fingerprint(self) -> str:
        """A SHA-256 of what contradicts. Anything else in the entries can change without changing it."""
        said = json.dumps([self.rule.value, *self._at_odds()], ensure_ascii=True)
        return sha256(said.encode()).hexdigest()

    @property
    def distance(self) -> int:
        """How far the stances are apart, from 0 to 3."""
        stances = [entry.stance for entry in self.entries]
        return max(stances) - min(stances)

    @property
    def all_levels(self) -> tuple[int, ...]:
        """Every level that it touches."""
        return tuple(sorted({*self.levels, *self.higher_levels}))

    def involves(self, catalogue: str) -> bool:
        """Whether an entry of this list is in it."""
        return any(entry.catalogue == catalogue for entry in self.entries)

    def facts(self) -> Facts:
        """Return it as plain JSON data, to be stored with a version; `words.sentence` puts it into words."""
        return {
            "rule": self.rule.value,
            "identity": self.identity,
            "fingerprint": self.fingerprint,
            "theme": self.theme,
            "target_groups": list(self.target_groups),
            "levels": list(self.levels),
            "higher_levels": list(self.higher_levels),
            "entries": [_entry_facts(entry) for entry in self.entries],
        }

    def _at_odds(self) -> list[Any]:
        """Return what the rule looked at, in the order of the keys."""
        entries = sorted(self.entries, key=lambda entry: entry.key)
        if self.rule is Rule.INSTRUMENT:
            return [[entry.key, entry.decider, entry.legal_instrument] for entry in entries]
        if self.rule is Rule.WITHDRAWN:
            return [[entry.key, entry.is_withdrawn, entry.withdrawn_because] for entry in entries]
        where = [self.theme, self.target_groups, self.levels, self.higher_levels]
        return [*where, *([entry.key, entry.stance] for entry in entries)]


def _entry_facts(entry: Entry) -> Facts:
    names = ("key", "catalogue", "title", "stance", "decider", "legal_instrument", "status", "withdrawn_because")
    return {name: getattr(entry, name) for name in names}

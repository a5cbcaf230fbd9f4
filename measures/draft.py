"""The draft of a list beside its last version: what would be published."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from measures.comparison import Comparison, compare
from measures.contradictions import Contradiction, load_rights, unresolved
from measures.entries import Entry, as_content, entries_of_version, entry_of, published_entries
from measures.models import Catalogue, CatalogueVersion, Measure


@dataclass(frozen=True)
class Draft:
    """What stands in the draft, as (id of the measure, entry) in the order of the list, and what it replaces.

    `last` is the version published last (None: there is none yet). `contradictions` are those in which this list
    has a part, beside what the other lists have published, and that nobody accepted.
    """

    catalogue: Catalogue
    last: CatalogueVersion | None
    published: tuple[Entry, ...]
    rows: tuple[tuple[int, Entry], ...]
    contradictions: tuple[Contradiction, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entry for _pk, entry in self.rows)

    @property
    def next_number(self) -> int:
        return self.last.number + 1 if self.last else 1

    @cached_property
    def comparison(self) -> Comparison:
        return compare(self.published, self.entries)

    @cached_property
    def fingerprint(self) -> str:
        """What this is made of, as SHA-256: another draft, or another version before it, has another one."""
        said = [self.next_number, [as_content(entry) for entry in self.entries]]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def load_draft(catalogue: Catalogue, *, now: datetime) -> Draft:
    """Load the draft of a list and its last version, in a fixed number of queries."""
    last = catalogue.versions.order_by("number").last()
    measures = Measure.objects.filter(catalogue=catalogue).with_all()
    rows = tuple((measure.pk, entry_of(measure)) for measure in measures)
    return Draft(
        catalogue=catalogue,
        last=last,
        published=tuple(entries_of_version(last)) if last else (),
        rows=rows,
        contradictions=tuple(_contradictions(catalogue, [entry for _pk, entry in rows], now=now)),
    )


def _contradictions(catalogue: Catalogue, entries: list[Entry], *, now: datetime) -> list[Contradiction]:
    own = catalogue.code
    others = [entry for entry in published_entries(as_of=now) if entry.catalogue != own]
    found = unresolved([*entries, *others], load_rights())
    return [one for one in found if one.involves(own)]

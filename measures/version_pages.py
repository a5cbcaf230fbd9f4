"""The pages on versions: their change lists, and any two of them side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import FilteredRelation, Q

from measures.change_words import ChangeInWords, change_in_words, field_label, value_text
from measures.comparison import Change, Comparison, Kind, compare
from measures.contradictions import sentence
from measures.entries import Entry, from_content
from measures.models import Catalogue, CatalogueVersion
from measures.term_names import Terms

VERSIONS_PER_PAGE = 10
CHANGES_TOLD = 25  # per version; the rest stands on the page that compares
CHANGES_PER_PAGE = 50


@dataclass(frozen=True)
class Told:
    """A stored change in one line: its kind, the key and title of the entry, and what changed ("": all of it)."""

    kind: str
    key: str = ""
    title: str = ""
    detail: str = ""


@dataclass(frozen=True)
class VersionLine:
    """A version with the first of its changes; `counts` go by kind, `more` is how many changes are not told."""

    version: CatalogueVersion
    counts: Mapping[str, int]
    told: tuple[Told, ...]
    more: int
    contradictions: tuple[str, ...]

    @property
    def previous(self) -> int:
        """The number of the version before; 0 before the first."""
        return self.version.number - 1


def version_lines(catalogue: Catalogue, terms: Terms, *, page: str | None) -> tuple[Page[Any], list[VersionLine]]:
    """Return a page of the versions of a list, the latest first. Two queries; `terms` with names of levels."""
    versions = catalogue.versions.select_related("published_by").order_by("-number")
    shown = Paginator(versions, VERSIONS_PER_PAGE).get_page(page)
    return shown, [_line(version, terms) for version in shown]


def _line(version: CatalogueVersion, terms: Terms) -> VersionLine:
    changes: list[dict[str, Any]] = version.changes
    counts = {kind.value: sum(change["kind"] == kind for change in changes) for kind in Kind}
    # That everything of the first version is new goes without saying.
    told = changes if version.number > 1 else []
    return VersionLine(
        version,
        counts,
        tuple(_told(change, terms) for change in told[:CHANGES_TOLD]),
        max(len(changes) - CHANGES_TOLD, 0) if told else 0,
        tuple(sentence(facts, terms) for facts in version.contradictions),
    )


def _told(change: Mapping[str, Any], terms: Terms) -> Told:
    return Told(change["kind"], change.get("key", ""), change.get("title", ""), ", ".join(_details(change, terms)))


def _details(change: Mapping[str, Any], terms: Terms) -> Iterator[str]:
    if change["kind"] not in (Kind.MOVED, Kind.CHANGED):
        return
    for field in sorted(change["fields"], key=lambda one: one["field"] != "levels"):
        if field["field"] == "levels":
            before, after = (value_text("levels", field[when], terms) for when in ("before", "after"))
            yield f"{before or '–'} → {after or '–'}"
        else:
            yield field_label(field["field"]).lower()


@dataclass(frozen=True)
class KnownVersion:
    """A version to choose; number 0 stands for the empty list before the first."""

    number: int
    published_at: datetime | None = None


@dataclass(frozen=True)
class TwoVersions:
    """Two versions of a list. `known` are all of them, oldest first."""

    catalogue: Catalogue
    known: tuple[KnownVersion, ...]
    before: KnownVersion
    after: KnownVersion
    old: tuple[Entry, ...]
    new: tuple[Entry, ...]

    @cached_property
    def comparison(self) -> Comparison:
        return compare(self.old, self.new)


def load_two(code: str, before: int, after: int) -> TwoVersions | None:
    """Load two versions of a list, and which others there are, in one query; None when one is not there.

    Number 0 is the empty list. The two may be the same, and the later one may come first.
    """
    known: dict[int, KnownVersion] = {0: KnownVersion(0)}
    entries: dict[int, list[Entry]] = {0: []}
    catalogue = None
    for number, published_at, content, pk, name in _rows_of_two(code, before, after):
        catalogue = catalogue or Catalogue(pk=pk, code=code, name=name)
        known.setdefault(number, KnownVersion(number, published_at))
        entries.setdefault(number, []).extend([from_content(content)] if content else [])
    if catalogue is None or not {before, after} <= set(known):
        return None
    old, new = tuple(entries[before]), tuple(entries[after])
    return TwoVersions(catalogue, tuple(known.values())[1:], known[before], known[after], old, new)


def _rows_of_two(code: str, before: int, after: int) -> Iterator[tuple[Any, ...]]:
    """Yield every version, with its entries where it is one of the two."""
    of_two = FilteredRelation("entries", condition=Q(number__in=[before, after]))
    versions = CatalogueVersion.objects.filter(catalogue__code=code).annotate(compared=of_two)
    rows = versions.order_by("number", "compared__order").values_list(
        "number", "published_at", "compared__content", "catalogue_id", "catalogue__name"
    )
    yield from rows


@dataclass(frozen=True)
class ShownChanges:
    """A page of the changes between two lists, one kind after the other."""

    page: Page[Change]
    changes: tuple[ChangeInWords, ...]


def shown_changes(comparison: Comparison, terms: Terms, *, kind: str, page: str | None) -> ShownChanges:
    """Return a page of the changes, of one kind ("": all). No queries; `terms` with names of levels."""
    kinds = [known for known in Kind if kind in ("", known)]
    changes = [change for known in kinds for change in comparison.of(known)]
    shown = Paginator(changes, CHANGES_PER_PAGE).get_page(page)
    return ShownChanges(shown, tuple(change_in_words(change, terms) for change in shown))

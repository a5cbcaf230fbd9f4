"""The page of the list, of all catalogues or of one: what it shows, loaded in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.utils import timezone

from ladder.models import Level
from measures.entries import Entry, entries_of_version, published_entries
from measures.entry_words import EntryInWords
from measures.levels import load_levels
from measures.listing import Choice, Row, chosen_entries, grouped
from measures.models import Catalogue, CatalogueVersion
from measures.moments import PARAMETER, Moment
from measures.term_names import Terms, load_terms_by_code

PER_PAGE = 100


@dataclass(frozen=True)
class PublishedList:
    """What was published by a moment: the versions in force, their entries, and the names to read them by.

    `catalogue` is None for all lists together. `is_old`: another version was asked for than was in force then.
    """

    moment: Moment
    catalogue: Catalogue | None
    versions: tuple[CatalogueVersion, ...]
    entries: tuple[Entry, ...]
    terms: Terms
    levels: dict[int, Level]
    is_old: bool = False

    @property
    def link_query(self) -> str:
        """The query string with which a link to a measure shows what this page shows."""
        if self.is_old:
            return "?" + urlencode({"versie": self.versions[0].number})
        return "?" + urlencode({PARAMETER: self.moment.asked}) if self.moment.asked else ""

    @property
    def pinned_version(self) -> int | None:
        """The number of the version shown, for a link that goes on showing it; None for all lists together."""
        return self.versions[0].number if self.catalogue and self.versions else None

    @property
    def pinned_day(self) -> str | None:
        """The day (ISO 8601) with which a link keeps showing these lists: as asked, or of the last publication."""
        if self.catalogue or not self.versions:
            return None
        newest = max(version.published_at for version in self.versions)
        return (self.moment.asked or timezone.localdate(newest)).isoformat()

    @property
    def level_numbers(self) -> list[int]:
        """All levels that the ladder or the list has."""
        return sorted({*self.levels, *(number for entry in self.entries for number in entry.levels)})


@dataclass(frozen=True)
class ShownList:
    """The part of a list that was chosen: a page of rows, and what was withdrawn. `count` counts measures."""

    rows: Page[Row]
    count: int
    withdrawn: tuple[EntryInWords, ...]


def load_lists(moment: Moment) -> PublishedList:
    """Load all lists as they stood at a moment. Four queries."""
    versions = CatalogueVersion.objects.in_force(moment.as_of).select_related("catalogue")
    return PublishedList(
        moment=moment,
        catalogue=None,
        versions=tuple(versions.order_by("catalogue__order", "catalogue__name")),
        entries=tuple(published_entries(as_of=moment.as_of)),
        terms=load_terms_by_code(),
        levels=load_levels(moment.day),
    )


def load_list(catalogue: Catalogue, moment: Moment, *, number: int | None = None) -> PublishedList:
    """Load one list as it stood at a moment, or its version `number`. Without versions nothing is on it.

    Four queries. `CatalogueVersion.DoesNotExist` for a number that the list does not have.
    """
    newest = CatalogueVersion.objects.in_force(moment.as_of).filter(catalogue=catalogue).first()
    version = catalogue.versions.get(number=number) if number else newest
    return PublishedList(
        moment=moment,
        catalogue=catalogue,
        versions=(version,) if version else (),
        entries=tuple(entries_of_version(version)) if version else (),
        terms=load_terms_by_code(),
        levels=load_levels(moment.day),
        is_old=version != newest,
    )


def show(published: PublishedList, choice: Choice, *, page: str | None, whole: bool) -> ShownList:
    """Return what was chosen; `whole`: on one page, such as to print it. No queries."""
    found = chosen_entries(published.entries, choice, published.terms, published.levels)
    alive = [one for one in found if not one.entry.is_withdrawn]
    rows: Sequence[Row] = grouped(alive, choice, published.terms)
    paginator = Paginator(rows, max(len(rows), 1) if whole else PER_PAGE)
    withdrawn = tuple(one for one in found if one.entry.is_withdrawn)
    return ShownList(paginator.get_page(page), len(alive), withdrawn)

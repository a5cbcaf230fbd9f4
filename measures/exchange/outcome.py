"""What reading a list into the drafts would change, row by row and field by field, without storing anything."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext_noop

from ladder.sources.cell_problems import CellError
from ladder.sources.snippets import shortened
from measures.entries import Entry, draft_entries
from measures.exchange.cells import UNKNOWN_TERM, field_of
from measures.exchange.reading import ListFile, Row, read_list
from measures.exchange.rows import RowOutcome, read_row
from measures.exchange.texts import one_line
from measures.exchange.vocabulary import Vocabulary, load_vocabulary
from measures.models import Catalogue, Measure

TWICE = gettext_noop("the same entry stands in more than one row")
TITLE_TWICE = gettext_noop("another entry of this list has this title")
OTHER_LIST = gettext_noop("an entry of another list")
NO_LIST = gettext_noop("no list named")


@dataclass(frozen=True)
class Outcome:
    """What a file would change. `missing` are entries, not withdrawn, of its lists that the file does not name."""

    rows: list[RowOutcome]
    missing: list[Entry]
    remarks: list[str]
    draft: str

    @cached_property
    def good(self) -> list[RowOutcome]:
        """Rows that would be stored: new and changed ones without a problem."""
        return [row for row in self.rows if not row.problems and (row.is_new or row.changes)]

    @cached_property
    def added(self) -> list[RowOutcome]:
        return [row for row in self.good if row.is_new]

    @cached_property
    def changed(self) -> list[RowOutcome]:
        return [row for row in self.good if not row.is_new]

    @cached_property
    def faulty(self) -> list[RowOutcome]:
        return [row for row in self.rows if row.problems]

    @property
    def unchanged(self) -> int:
        return len(self.rows) - len(self.good) - len(self.faulty)

    @cached_property
    def digest(self) -> str:
        """The same for the same file on the same drafts: what was said yes to is held against it."""
        told = [(row.number, row.entry, row.problems) for row in self.rows]
        return hashlib.sha256(repr((told, self.missing, self.draft)).encode()).hexdigest()


def outcome_of(content: bytes, file_name: str, *, catalogue: Catalogue | None) -> Outcome:
    """Compare a file with the draft of a list, or with all drafts when no list is named.

    `SourceError` for a file that is no list. Eight queries, whatever its size.
    """
    found = read_list(content, file_name)
    drafts = Drafts(draft_entries(catalogue), catalogue.code if catalogue else None, _lists_of_others(catalogue))
    return compare_rows(found, drafts, load_vocabulary())


def _lists_of_others(catalogue: Catalogue | None) -> dict[str, str]:
    """Return the lists of all keys outside a list."""
    if catalogue is None:
        return {}
    rows = Measure.objects.exclude(catalogue=catalogue).order_by().values_list("key", "catalogue__code")
    return {str(key): code for key, code in rows}


@dataclass(frozen=True)
class Drafts:
    """What a file is compared with: the entries of one list (`only`) or all; `elsewhere`: lists of other keys."""

    entries: Sequence[Entry]
    only: str | None
    elsewhere: Mapping[str, str]


def compare_rows(found: ListFile, drafts: Drafts, vocabulary: Vocabulary) -> Outcome:
    """Compare the rows of a file with drafts."""
    return _Comparison(found, drafts, vocabulary).outcome()


class _Comparison:
    """The rows of a file beside the drafts."""

    def __init__(self, found: ListFile, drafts: Drafts, vocabulary: Vocabulary) -> None:
        self.found, self.vocabulary = found, vocabulary
        self.only, self.elsewhere, self.draft = drafts.only, drafts.elsewhere, drafts.entries
        self.by_key = {entry.key: entry for entry in self.draft}
        self.by_title = {(entry.catalogue, one_line(entry.title)): entry for entry in self.draft}

    def outcome(self) -> Outcome:
        rows = [self._row(row, place) for place, row in enumerate(self.found.rows)]
        _refuse_twice(rows)
        _refuse_equal_titles(rows, self.draft)
        named = {row.before.key for row in rows if row.before}
        lists = {self.only} if self.only else {row.before.catalogue for row in rows if row.before}
        missing = [
            entry
            for entry in self.draft
            if entry.catalogue in lists and entry.key not in named and not entry.is_withdrawn
        ]
        return Outcome(rows, missing, self.found.remarks, hashlib.sha256(repr(self.draft).encode()).hexdigest())

    def _row(self, row: Row, place: int) -> RowOutcome:
        outcome = RowOutcome(row, None)
        key, code = self._identity(outcome)
        if outcome.problems:
            return outcome
        title = one_line(row.cells["title"].text) if "title" in row.cells else ""
        outcome.before = self.by_key.get(key) if key else self.by_title.get((code, title))
        if self.elsewhere.get(key, code) != code or (outcome.before and outcome.before.catalogue != code):
            other = self.elsewhere.get(key) or (outcome.before.catalogue if outcome.before else "")
            outcome.refuse(OTHER_LIST, "key", found=other, expected=code)
            return outcome
        read_row(outcome, self.vocabulary, key=key, catalogue=code, order=min(len(self.draft) + place, 32_767))
        return outcome

    def _identity(self, outcome: RowOutcome) -> tuple[str, str]:
        """Return key ("" for none) and code of the list of a row, or say what is wrong with them."""
        key = self._cell(outcome, "key")
        code = self._cell(outcome, "catalogue")
        if self.only:
            if code not in ("", self.only):
                outcome.refuse(OTHER_LIST, "catalogue", found=code, expected=self.only)
            return key, self.only
        if not code and key in self.by_key:
            code = self.by_key[key].catalogue
        if not code and not outcome.problems:
            outcome.refuse(NO_LIST, "catalogue", expected=shortened(list(self.vocabulary.offered["catalogue"])))
        return key, code

    def _cell(self, outcome: RowOutcome, name: str) -> str:
        found = outcome.row.cells.get(name)
        if found is None:
            return ""
        try:
            return str(field_of(found.text, name, self.vocabulary))
        except CellError as error:
            expected = error.expected if error.words == UNKNOWN_TERM else ""
            outcome.refuse(error.words, name, found=error.found, expected=expected)
            return ""


def _refuse_twice(rows: Sequence[RowOutcome]) -> None:
    keys = [_identity_of(row) for row in rows]
    numbers: dict[str, list[int]] = {}
    for row, key in zip(rows, keys, strict=True):
        numbers.setdefault(key, []).append(row.number)
    for row, key in zip(rows, keys, strict=True):
        if key and len(numbers[key]) > 1:
            row.refuse(TWICE, "key", found=shortened([str(number) for number in numbers[key]]))


def _identity_of(row: RowOutcome) -> str:
    return row.before.key if row.before else row.entry.key if row.entry else ""


def _refuse_equal_titles(rows: Sequence[RowOutcome], draft: Iterable[Entry]) -> None:
    """Refuse rows after which two entries of a list would have one title; each refusal can bring about another."""
    refused = True
    while refused:
        titles = _titles_after(rows, draft)
        refused = False
        for row in rows:
            entry = row.entry
            if entry and not row.problems and _brings_title(row) and titles[entry.catalogue, entry.title] > 1:
                row.refuse(TITLE_TWICE, "title", found=entry.title)
                refused = True


def _brings_title(row: RowOutcome) -> bool:
    return row.is_new or any(change.column.name == "title" for change in row.changes)


def _titles_after(rows: Sequence[RowOutcome], draft: Iterable[Entry]) -> Counter[tuple[str, str]]:
    good = [row.entry for row in rows if row.entry and not row.problems]
    changed = {entry.key for entry in good}
    kept = [entry for entry in draft if entry.key not in changed]
    return Counter((entry.catalogue, entry.title) for entry in (*kept, *good))

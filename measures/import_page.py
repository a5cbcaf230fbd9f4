"""What the page shows of the outcome of a file, in words."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ladder.import_texts import in_words
from measures.entries import Entry
from measures.exchange.outcome import Outcome
from measures.exchange.rows import RowOutcome
from measures.term_names import Terms, name_of

MOST_ROWS = 300
"""Rows of each kind on the page; of the rest only the number is told."""


@dataclass(frozen=True)
class ProblemLine:
    """What is wrong with a cell of a row."""

    row: int
    title: str
    cell: str
    words: str
    found: str
    expected: str


@dataclass(frozen=True)
class AddedLine:
    """A new entry."""

    row: int
    title: str
    theme: str
    levels: str


@dataclass(frozen=True)
class ImportPage:
    """The outcome of a file, as it is shown."""

    outcome: Outcome
    terms: Terms

    @cached_property
    def problems(self) -> list[ProblemLine]:
        return problem_lines(self.outcome)

    @property
    def problems_shown(self) -> list[ProblemLine]:
        return self.problems[:MOST_ROWS]

    @property
    def more_problems(self) -> int:
        return max(len(self.problems) - MOST_ROWS, 0)

    @property
    def changed_shown(self) -> list[RowOutcome]:
        return self.outcome.changed[:MOST_ROWS]

    @property
    def more_changed(self) -> int:
        return max(len(self.outcome.changed) - MOST_ROWS, 0)

    @property
    def added_shown(self) -> list[AddedLine]:
        rows = self.outcome.added[:MOST_ROWS]
        return [_added(row.number, row.entry, self.terms) for row in rows if row.entry]

    @property
    def more_added(self) -> int:
        return max(len(self.outcome.added) - MOST_ROWS, 0)

    @property
    def remarks(self) -> list[str]:
        return [in_words(remark) for remark in self.outcome.remarks]

    @property
    def can_be_accepted(self) -> bool:
        """Whether there is anything to say yes to: a row to store, or entries to withdraw."""
        return bool(self.outcome.good) or (bool(self.outcome.missing) and not self.outcome.faulty)


def import_page(outcome: Outcome, terms: Terms) -> ImportPage:
    """Return what the page shows of an outcome."""
    return ImportPage(outcome, terms)


def said(outcome: Outcome, *, withdrawn: bool) -> str:
    """Say what was stored, in one sentence."""
    numbers = {"added": len(outcome.added), "changed": len(outcome.changed)}
    parts = [
        ngettext("%(added)s entry added", "%(added)s entries added", numbers["added"]) % numbers,
        _("%(changed)s changed") % numbers,
    ]
    if withdrawn:
        parts.append(_("%(number)s withdrawn") % {"number": len(outcome.missing)})
    return f"{', '.join(parts)}."


def problem_lines(outcome: Outcome) -> list[ProblemLine]:
    """Return what is wrong with the rows of a file, in their order."""
    return [line for row in outcome.faulty for line in _problems(row)]


def _problems(row: RowOutcome) -> list[ProblemLine]:
    return [
        ProblemLine(row.number, row.title, problem.cell, in_words(problem.words), problem.found, problem.expected)
        for problem in row.problems
    ]


def _added(number: int, entry: Entry, terms: Terms) -> AddedLine:
    return AddedLine(number, entry.title, name_of(terms.themes, entry.theme), ", ".join(map(str, entry.levels)))

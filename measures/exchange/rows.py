"""One row of a file beside the entry that it is about: what it changes, and what is wrong with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_noop

from ladder.sources import reasons
from ladder.sources.cell_problems import CellError, CellProblem
from measures.entries import Entry
from measures.exchange.cells import cell_of, field_of, normal_text
from measures.exchange.columns import BY_NAME, Column
from measures.exchange.reading import Found, Row
from measures.exchange.vocabulary import Vocabulary
from measures.models import Measure

REASON_MISSING = gettext_noop("withdrawn without the reason")
REASON_TOO_MUCH = gettext_noop("a reason for withdrawal, while it is not withdrawn")
IDENTITY = ("key", "catalogue")


@dataclass(frozen=True)
class Change:
    """A field that the file changes: what the draft has and what it becomes, as texts of a cell."""

    column: Column
    cell: str
    old: str
    new: str


@dataclass
class RowOutcome:
    """What becomes of a row. `before` is None for a new entry; with `problems` it is not taken over."""

    row: Row
    before: Entry | None
    entry: Entry | None = None
    changes: list[Change] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)

    @property
    def number(self) -> int:
        return self.row.number

    @property
    def title(self) -> str:
        """What the row is called on screen: as in the file, else as in the draft."""
        found = self.row.cells.get("title")
        return (found.text if found else "") or (self.before.title if self.before else "")

    @property
    def is_new(self) -> bool:
        return self.before is None

    def refuse(self, words: str, column: str, *, found: object = "", expected: str = "") -> None:
        """Say what is wrong with a cell of this row."""
        cell = self.row.cells.get(column)
        place = cell.place if cell else str(self.number)
        self.problems.append(CellProblem.of(CellError(words, found=found, expected=expected), place))


def read_row(outcome: RowOutcome, vocabulary: Vocabulary, *, key: str, catalogue: str, order: int) -> None:
    """Fill in what a row changes in its entry, or the new entry that it makes (with `order` unless it has one)."""
    if outcome.row.stray:
        outcome.problems.append(CellProblem(reasons.COLUMN_WITHOUT_NAME, outcome.row.stray))
    cells = {name: found for name, found in outcome.row.cells.items() if name not in IDENTITY}
    if outcome.before is None:
        values = _new_values(outcome, cells, vocabulary) | {"key": key, "catalogue": catalogue}
        values.setdefault("order", order)
    else:
        values = _changed_values(outcome, cells, vocabulary)
    if not outcome.problems:
        outcome.entry = _made(outcome.before, values)
        _check_withdrawal(outcome)


def _made(before: Entry | None, values: Mapping[str, Any]) -> Entry:
    known = {} if before is None else {name: getattr(before, name) for name in Entry.__dataclass_fields__}
    return Entry(**{**known, **values})


def _new_values(outcome: RowOutcome, cells: Mapping[str, Found], vocabulary: Vocabulary) -> dict[str, Any]:
    given = {name: found for name, found in cells.items() if found.text.strip() or found.problem}
    for name in ("title", "description", "theme"):
        if name not in given:
            outcome.refuse(reasons.VALUE_EMPTY, name, found=str(BY_NAME[name].heading))
    return _read(outcome, given.items(), vocabulary)


def _changed_values(outcome: RowOutcome, cells: Mapping[str, Found], vocabulary: Vocabulary) -> dict[str, Any]:
    """Return the fields that differ. A cell with the very text that an export writes is not even looked at."""
    before = outcome.before
    assert before is not None  # noqa: S101  # said by who calls
    differing = [
        (name, found)
        for name, found in cells.items()
        if found.problem or normal_text(found.text, name) != str(cell_of(before, name))
    ]
    values = _read(outcome, differing, vocabulary)
    after = _made(before, values)
    changed = {name: value for name, value in values.items() if cell_of(after, name) != cell_of(before, name)}
    outcome.changes = [
        Change(BY_NAME[name], cells[name].place, str(cell_of(before, name)), str(cell_of(after, name)))
        for name in BY_NAME
        if name in changed
    ]
    return changed


def _read(outcome: RowOutcome, cells: Iterable[tuple[str, Found]], vocabulary: Vocabulary) -> dict[str, Any]:
    values = {}
    for name, found in cells:
        if found.problem:
            outcome.problems.append(CellProblem.of(CellError(found.problem, found=found.text), found.place))
            continue
        try:
            values[name] = field_of(found.text, name, vocabulary)
        except CellError as error:
            outcome.problems.append(CellProblem.of(error, found.place))
    return values


def _check_withdrawal(outcome: RowOutcome) -> None:
    entry = outcome.entry
    if entry is None:
        return
    if entry.status == Measure.Status.WITHDRAWN and not entry.withdrawn_because:
        outcome.refuse(REASON_MISSING, "withdrawn_because")
    if entry.status != Measure.Status.WITHDRAWN and entry.withdrawn_because:
        outcome.refuse(REASON_TOO_MUCH, "withdrawn_because", found=entry.withdrawn_because)

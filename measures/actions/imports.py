"""Reading a list into the drafts."""

import hashlib
from collections import Counter
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.audit import entry as audit_entry
from ladder.audit import record, record_all
from ladder.sources.snippets import snippet
from measures.actions.drafts import TermRows, load_term_rows, store_entry, store_new_entries
from measures.entries import Entry
from measures.errors import MeasureError
from measures.exchange.cells import cell_of
from measures.exchange.outcome import Outcome, outcome_of
from measures.exchange.rows import RowOutcome
from measures.models import Catalogue, Measure

READ_IN = "measure.read_in"


@transaction.atomic
def import_catalogue(
    *,
    content: bytes,
    file_name: str,
    catalogue: Catalogue | None,
    seen: str | None,
    only_good: bool,
    withdraw_missing: str = "",
    by: User | None,
    now: datetime,
) -> Outcome:
    """Store what a file adds to and changes in the draft of a list (None: each row names its list).

    The file is read and compared again. `seen` is the digest of the outcome that was said yes to (None: nobody
    looked at one). `withdraw_missing` is the reason with which entries that the file does not name are withdrawn;
    without it they stay. `SourceError` for a file that is no list; `MeasureError` when another outcome than the
    one seen would follow, or there are faulty rows and not `only_good`. Then nothing is stored.
    """
    lists = _locked(catalogue)
    outcome = outcome_of(content, file_name, catalogue=catalogue)
    _check(outcome, seen=seen, only_good=only_good, withdraw_missing=withdraw_missing)
    withdrawn = outcome.missing if withdraw_missing else []
    measures = _Measures(outcome, withdrawn, because=_("read in from %(file)s") % {"file": snippet(file_name, 60)})
    measures.store(by=by, reason=withdraw_missing)
    measures.tell(by=by, now=now)
    told = {"file_name": snippet(file_name, 300), "sha256": hashlib.sha256(content).hexdigest()}
    for code, numbers in _numbers(outcome, withdrawn).items():
        record("catalogue.read_in", about=lists[code], by=by, now=now, after={**told, **numbers})
    return outcome


def _locked(catalogue: Catalogue | None) -> dict[str, Catalogue]:
    """Keep a second import waiting until this one is done; return the lists by code."""
    lists = Catalogue.objects.select_for_update().order_by("pk")
    return {found.code: found for found in (lists.filter(pk=catalogue.pk) if catalogue else lists)}


def _check(outcome: Outcome, *, seen: str | None, only_good: bool, withdraw_missing: str) -> None:
    if seen is not None and outcome.digest != seen:
        raise MeasureError(
            _("The list has changed since you looked. Please look again before you take the file over.")
        )
    if outcome.faulty and not only_good:
        raise MeasureError(_("There are rows with problems, so the file cannot be taken over as a whole."))
    if outcome.faulty and withdraw_missing:
        raise MeasureError(
            _("Entries can be withdrawn only when all rows are in order: a faulty row can be one of them."),
            field="withdraw_missing",
        )


def _numbers(outcome: Outcome, withdrawn: list[Entry]) -> dict[str, dict[str, int]]:
    kinds: dict[str, Counter[str]] = {}
    for row in outcome.good:
        if row.entry:
            kinds.setdefault(row.entry.catalogue, Counter())["added" if row.is_new else "changed"] += 1
    for entry in withdrawn:
        kinds.setdefault(entry.catalogue, Counter())["withdrawn"] += 1
    return {code: dict(numbers) for code, numbers in kinds.items()}


class _Measures:
    """The stored measures that an outcome is about, and what is written to them."""

    def __init__(self, outcome: Outcome, withdrawn: list[Entry], *, because: str) -> None:
        self.outcome, self.withdrawn, self.because = outcome, withdrawn, because
        keys = [row.before.key for row in outcome.changed if row.before] + [entry.key for entry in withdrawn]
        self.stored = {str(found.key): found for found in Measure.objects.filter(key__in=keys).with_all()}
        self.made: dict[int, Measure] = {}

    def store(self, *, by: User | None, reason: str) -> None:
        terms = load_term_rows()
        self._make_way()
        for row in self.outcome.changed:
            if row.before and row.entry:
                self.made[row.number] = self.stored[row.before.key]
                store_entry(row.entry, self.stored[row.before.key], terms, by=by, because=self.because)
        self._add(terms, by)
        for entry in self.withdrawn:
            measure = self.stored[entry.key]
            measure.status, measure.withdrawn_because = Measure.Status.WITHDRAWN, reason
            measure._history_user = by  # type: ignore[attr-defined]  # read by simple_history
            measure._change_reason = self.because[:100]  # type: ignore[attr-defined]  # the same
            measure.save()

    def _make_way(self) -> None:
        """Give entries that change titles a passing one, so that two can change places; each is stored next."""
        for row in self.outcome.changed:
            if row.before and row.entry and row.before.title != row.entry.title:
                Measure.objects.filter(key=row.before.key).update(title=row.before.key)

    def _add(self, terms: TermRows, by: User | None) -> None:
        added = {row.number: row.entry for row in self.outcome.added if row.entry}
        made = store_new_entries(added.values(), terms, by=by, because=self.because)
        self.made |= dict(zip(added, made, strict=True))

    def tell(self, *, by: User | None, now: datetime) -> None:
        """Write in the trail what changed in each measure, in one query."""
        facts: list[tuple[Measure, dict[str, Any] | None, dict[str, Any]]] = [
            (self.made[row.number], *_told(row)) for row in self.outcome.good if row.entry
        ]
        for entry in self.withdrawn:
            measure = self.stored[entry.key]
            after = {"status": measure.status, "withdrawn_because": measure.withdrawn_because}
            facts.append((measure, {"status": entry.status, "withdrawn_because": ""}, after))
        record_all(
            audit_entry(READ_IN, about=measure, by=by, now=now, before=before, after=after)
            for measure, before, after in facts
        )


def _told(row: RowOutcome) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    if row.before and row.entry:
        names = [change.column.name for change in row.changes]
        return {name: cell_of(row.before, name) for name in names}, {
            name: cell_of(row.entry, name) for name in names
        }
    return None, {"title": row.title}

"""Which contradictions were accepted, and which still have to be looked at."""

from collections.abc import Iterable
from dataclasses import dataclass

from measures.contradictions.finding import Contradiction, Rights
from measures.contradictions.rules import find
from measures.entries import Entry
from measures.models import Acceptance, LegalInstrument


@dataclass(frozen=True)
class Judged:
    """A contradiction with its acceptance; None: it is open.

    `lapsed` is the last acceptance of it as it was before an entry changed on this point: it counts no more.
    """

    contradiction: Contradiction
    acceptance: Acceptance | None = None
    lapsed: Acceptance | None = None

    @property
    def is_open(self) -> bool:
        return self.acceptance is None


def load_rights() -> Rights:
    """Return by the code of each legal instrument who may use it; nobody: an empty set. One query."""
    rows = LegalInstrument.objects.order_by().values_list("code", "deciders__decider")
    rights: dict[str, set[str]] = {}
    for code, decider in rows:
        rights.setdefault(code, set()).update({decider} if decider else ())
    return {code: frozenset(deciders) for code, deciders in rights.items()}


def judged(entries: Iterable[Entry], instruments: Rights) -> list[Judged]:
    """Return the contradictions among entries with what was accepted of them, as `find` orders them. One query."""
    accepted, last = _load_acceptances()
    return [_judge(found, accepted, last) for found in find(entries, instruments)]


def unresolved(entries: Iterable[Entry], instruments: Rights) -> list[Contradiction]:
    """Return the contradictions among entries that nobody accepted as they are now. One query."""
    return [found.contradiction for found in judged(entries, instruments) if found.is_open]


def _judge(
    found: Contradiction, accepted: dict[tuple[str, str], Acceptance], last: dict[str, Acceptance]
) -> Judged:
    lapsed = last.get(found.identity)
    if lapsed is None:
        return Judged(found)
    acceptance = accepted.get((found.identity, found.fingerprint))
    return Judged(found, acceptance) if acceptance else Judged(found, lapsed=lapsed)


def _load_acceptances() -> tuple[dict[tuple[str, str], Acceptance], dict[str, Acceptance]]:
    """Return all acceptances by identity and fingerprint, and the last one by identity."""
    rows = list(Acceptance.objects.select_related("by").order_by("pk"))
    by_fingerprint = {(row.contradiction, row.fingerprint): row for row in rows}
    return by_fingerprint, {row.contradiction: row for row in rows}

"""Four eyes: whoever wrote a decision cannot alone adopt it. Plain rules over decisions and checks, no queries."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date

from meetings.models import Approval, Decision


def fingerprint_of(decisions: Iterable[Decision]) -> str:
    """Return the SHA-256 over what decisions say, in hexadecimal; their order does not matter.

    Give it the decisions that count. A later decision has another key, so it also makes another fingerprint when
    it says the same as the one it replaces.
    """
    rows = sorted(_row(decision) for decision in decisions)
    return hashlib.sha256(json.dumps(rows, default=date.isoformat).encode()).hexdigest()


def _row(decision: Decision) -> tuple[object, ...]:
    return (
        decision.pk,
        decision.item_id,
        decision.level_id,
        decision.valid_from,
        decision.next_review,
        decision.deviation_id,
        decision.reason,
        decision.votes_for,
        decision.votes_against,
        decision.abstentions,
        decision.minority_note,
        decision.waits_for_route,
        decision.decided_by_id,
    )


def checkers_of(decision: Decision, approvals: Iterable[Approval]) -> tuple[Approval, ...]:
    """Return the checks of a decision by others than its writer; `approvals` are of its present state."""
    return tuple(approval for approval in approvals if approval.by_id != decision.decided_by_id)


def unchecked(
    decisions: Iterable[Decision], approvals: Sequence[Approval], *, adopter_id: int
) -> tuple[Decision, ...]:
    """Return the decisions that only the adopter has seen: written by him or her, and checked by nobody else.

    `approvals` are of the present state. A decision that somebody else wrote is checked by adopting it.
    """
    return tuple(
        decision
        for decision in decisions
        if decision.decided_by_id == adopter_id and not checkers_of(decision, approvals)
    )

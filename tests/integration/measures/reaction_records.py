"""Rounds of reactions to test with."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group, User
from django.utils import timezone

from measures.actions.reactions import open_round, react
from measures.models import Catalogue, Measure, Reaction, ReactionRound
from tests.integration.measures.records import catalogue, measure

WEEK = timedelta(days=7)
ASKED = ("sector_lead", "region_contact")


def groups(names: Iterable[str] = ASKED) -> list[Group]:
    return list(Group.objects.filter(name__in=names))


def a_round(by: User, **changes: Any) -> ReactionRound:
    """Open a round of today, of a list with an entry, that is open for a week."""
    now = timezone.now()
    of: Catalogue = changes.pop("catalogue", None) or catalogue()
    if not of.measures.exists():
        measure("Rondgestuurd", catalogue=of)
    asked = {
        "groups": groups(),
        "question": "",
        "closes_on": timezone.localdate(now) + WEEK,
        "now": now,
        **changes,
    }
    return open_round(catalogue=of, by=by, **asked)


def entry_row(round_: ReactionRound, number: int = 0) -> Measure:
    """Return the row of an entry of the draft, the first one by default."""
    return Measure.objects.get(key=round_.content[number]["key"])


def a_reaction(round_: ReactionRound, *, by: User, **changes: Any) -> Reaction:
    """React to the first entry."""
    said = {"measure": entry_row(round_), "text": "Dit kan.", "suggestion": "", "now": round_.opened_at, **changes}
    return react(round_=round_, by=by, **said)

"""The lists of rounds: of whoever is asked, and of the editors."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User
from django.db.models import Count, Q, QuerySet

from measures.group_names import name_of_group
from measures.models import ReactionRound
from measures.reactions.asking import rounds_asked_of


@dataclass(frozen=True)
class AskedRound:
    """A round in which somebody is asked: how much he or she said, and how much of that was answered."""

    round: ReactionRound
    is_open: bool
    said: int
    answered: int


@dataclass(frozen=True)
class KeptRound:
    """A round as its editors see it: who is asked, how many people reacted, and what is left to answer."""

    round: ReactionRound
    is_open: bool
    groups: str
    people: int
    reactions: int
    unanswered: int


def asked_rounds(user: User, *, day: date) -> list[AskedRound]:
    """Return the rounds in which somebody is asked, open ones first and the first to close on top. One query."""
    mine = Q(reactions__by=user)
    rounds = rounds_asked_of(user).annotate(
        said=Count("reactions", filter=mine, distinct=True),
        answered=Count("reactions", filter=mine & Q(reactions__answers__isnull=False), distinct=True),
    )
    found = [
        AskedRound(one, one.is_open(day), one.said, one.answered) for one in rounds.order_by("-opened_at", "-pk")
    ]
    closed = [one for one in found if not one.is_open]
    return sorted((one for one in found if one.is_open), key=lambda one: one.round.closes_on) + closed


def rounds_to_keep() -> QuerySet[ReactionRound]:
    """Return all rounds, the last opened first, with what `kept` counts, without their drafts."""
    answered = Q(reactions__answers__isnull=False)
    return (
        ReactionRound.objects.select_related("catalogue", "opened_by")
        .defer("content")
        .prefetch_related("groups")
        .annotate(
            people=Count("reactions__by", distinct=True),
            number=Count("reactions", distinct=True),
            answered=Count("reactions", filter=answered, distinct=True),
        )
        .order_by("-opened_at", "-pk")
    )


def kept(rounds: Iterable[ReactionRound], *, day: date) -> list[KeptRound]:
    """Return rounds from `rounds_to_keep` as editors see them. No query of its own."""
    return [_kept(one, day) for one in rounds]


def _kept(found: ReactionRound, day: date) -> KeptRound:
    number, answered, people = (getattr(found, name) for name in ("number", "answered", "people"))
    return KeptRound(
        round=found,
        is_open=found.is_open(day),
        groups=group_names(found),
        people=people,
        reactions=number,
        unanswered=number - answered,
    )


def group_names(found: ReactionRound) -> str:
    """Return whom a round asks, in words."""
    return ", ".join(name_of_group(group.name) for group in found.groups.all())

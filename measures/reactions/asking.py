"""Who is asked to react."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from django.contrib.auth.models import AnonymousUser, Group, User
from django.db.models import Count, Q, QuerySet

from measures.access import REACT_TO_CATALOGUE
from measures.models import Catalogue, ReactionRound


@dataclass(frozen=True)
class AskableGroup:
    """A group that can be asked, with the number of its active accounts."""

    group: Group
    members: int


def groups_to_ask() -> QuerySet[Group]:
    """Return the groups whose members may react, by name."""
    app, codename = REACT_TO_CATALOGUE.split(".")
    able = Group.objects.filter(permissions__content_type__app_label=app, permissions__codename=codename)
    return able.order_by("name")


def askable_groups() -> list[AskableGroup]:
    """Return the groups that can be asked, with how many active accounts are in each. One query."""
    active = Count("user", filter=Q(user__is_active=True), distinct=True)
    counted = groups_to_ask().annotate(members=active)
    return [AskableGroup(cast(Group, group), group.members) for group in counted]


def is_asked(user: User, round_: ReactionRound) -> bool:
    """Whether somebody may react to a draft: has the right to, and is in a group that is asked."""
    return user.has_perm(REACT_TO_CATALOGUE) and round_.groups.filter(user=user).exists()


def rounds_asked_of(user: User | AnonymousUser) -> QuerySet[ReactionRound]:
    """Return the rounds in which somebody is asked, without their drafts, the last opened first."""
    if not user.has_perm(REACT_TO_CATALOGUE):
        return ReactionRound.objects.none()
    asked = ReactionRound.objects.filter(pk__in=ReactionRound.objects.filter(groups__user=user.pk).values("pk"))
    return asked.select_related("catalogue").defer("content")


def open_rounds_for(
    user: User | AnonymousUser, *, day: date, catalogue: Catalogue | None = None
) -> list[ReactionRound]:
    """Return the open rounds in which somebody is asked on a day, the first to close first; of one list, or all.

    One query; none for who may not react.
    """
    rounds = rounds_asked_of(user).filter(closes_on__gte=day).order_by("closes_on", "pk")
    return list(rounds.filter(catalogue=catalogue) if catalogue else rounds)

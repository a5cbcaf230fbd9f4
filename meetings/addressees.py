"""Who gets the digest of a meeting."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.models import AreaMembership, Meeting

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

AT_THE_TABLE, REGION, PREPARES = _("participants"), _("region contacts"), _("secretaries and chairs")
PREPARING_ROLES = ("secretary", "chair")


@dataclass(frozen=True)
class Addressee:
    """An account with an e-mail address, and as what it is told."""

    user: User
    told_as: "StrPromise"


def addressees_of(meeting: Meeting, *, now: datetime) -> list[Addressee]:
    """Return who is told of a meeting, each person once, in three queries.

    They are: whoever has a seat, present or not; who speaks for one of its areas today; secretaries and chairs.
    Only active accounts with an e-mail address; of accounts with the same address the first one.
    """
    accounts = User.objects.filter(is_active=True).exclude(email="").order_by("pk")
    seats = accounts.filter(pk__in=meeting.participants.exclude(user=None).values("user"))
    day = timezone.localdate(now)
    contacts = AreaMembership.objects.on(day).filter(area__in=meeting.items.values("area")).values("user")
    groups: list[tuple[QuerySet[User], StrPromise]] = [
        (seats, AT_THE_TABLE),
        (accounts.filter(pk__in=contacts), REGION),
        (accounts.filter(groups__name__in=PREPARING_ROLES).distinct(), PREPARES),
    ]
    return _each_once(Addressee(user, told_as) for users, told_as in groups for user in users)


def _each_once(addressees: "Iterable[Addressee]") -> list[Addressee]:
    by_address: dict[str, Addressee] = {}
    for one in addressees:
        by_address.setdefault(one.user.email.strip().lower(), one)
    return list(by_address.values())


def numbers_of(addressees: "Iterable[Addressee]") -> list[tuple["StrPromise", int]]:
    """Return how many are told as what: `[("participants", 8), …]`."""
    numbers: dict[StrPromise, int] = {}
    for one in addressees:
        numbers[one.told_as] = numbers.get(one.told_as, 0) + 1
    return list(numbers.items())

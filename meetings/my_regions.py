"""What somebody who speaks for a region finds on the own page: what is asked, and what became of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import User
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from meetings.models import AgendaItem, AreaMembership, Meeting, RegionQuestion
from meetings.querysets import AgendaItemQuerySet
from meetings.region_round import is_late, takes_responses
from regions.models import Area

OUTCOMES_SHOWN = 4
ANSWERED_SHOWN = timedelta(weeks=4)


@dataclass(frozen=True)
class OpenRound:
    """A meeting that is not adopted yet, seen from one region: its item comes from `with_latest`."""

    item: AgendaItem

    @property
    def meeting(self) -> Meeting:
        return self.item.meeting

    @property
    def takes_responses(self) -> bool:
        return takes_responses(self.meeting)

    @property
    def is_late(self) -> bool:
        return self.item.response is not None and is_late(self.item.response, self.meeting)


@dataclass(frozen=True)
class MyRegion:
    """A region for which somebody speaks: the open meetings, the questions to it, and the last outcomes.

    Open questions come first, by the day by which they are to be answered; then those answered in the last weeks.
    `outcomes` are the items of the last adopted meetings, newest first, from `with_latest`.
    """

    membership: AreaMembership
    rounds: tuple[OpenRound, ...]
    questions: tuple[RegionQuestion, ...]
    outcomes: tuple[AgendaItem, ...]

    @property
    def area(self) -> Area:
        return self.membership.area


def my_regions(user: User, *, day: date) -> tuple[MyRegion, ...]:
    """Return the regions for which a user speaks on a day, in twelve queries for any number of them."""
    memberships = _one_per_area(AreaMembership.objects.of(user).on(day).select_related("area"))
    areas = [membership.area_id for membership in memberships]
    rounds, questions, outcomes = _rounds(areas), _questions(areas, day), _outcomes(areas)
    return tuple(
        MyRegion(
            membership=membership,
            rounds=tuple(OpenRound(item) for item in rounds[membership.area_id]),
            questions=tuple(questions[membership.area_id]),
            outcomes=tuple(outcomes[membership.area_id]),
        )
        for membership in memberships
    )


def other_memberships(user: User, *, day: date) -> list[AreaMembership]:
    """Return the memberships of a user that have ended or not begun on a day, newest first."""
    now = AreaMembership.objects.of(user).on(day).values("pk")
    others = AreaMembership.objects.of(user).exclude(pk__in=now).select_related("area")
    return list(others.order_by("-since", "area__name"))


def _one_per_area(memberships: Iterable[AreaMembership]) -> list[AreaMembership]:
    """Keep one membership of each area, the one that lasts longest, by the name of the area."""
    longest: dict[int, AreaMembership] = {}
    for membership in memberships:
        known = longest.get(membership.area_id)
        if known is None or _last_day(membership) > _last_day(known):
            longest[membership.area_id] = membership
    return sorted(longest.values(), key=lambda found: found.area.name)


def _last_day(membership: AreaMembership) -> date:
    return membership.until or date.max


def _rounds(areas: list[int]) -> dict[int, list[AgendaItem]]:
    """Return the items of the open meetings by id of the area, the oldest meeting first."""
    items = AgendaItem.objects.filter(area__in=areas, meeting__in=Meeting.objects.open().values("pk"))
    return _by_area(_with_outcome(items).order_by("meeting__week_start", "meeting__is_exercise"))


def _outcomes(areas: list[int]) -> dict[int, list[AgendaItem]]:
    """Return the items of the last adopted meetings by id of the area, exercises left out."""
    newest_first = Window(RowNumber(), partition_by=["area"], order_by=[F("meeting__week_start").desc()])
    adopted = AgendaItem.objects.filter(
        area__in=areas, meeting__status=Meeting.Status.ADOPTED, meeting__is_exercise=False
    )
    last = adopted.annotate(rank=newest_first).filter(rank__lte=OUTCOMES_SHOWN)
    return _by_area(_with_outcome(last).order_by("-meeting__week_start"))


def _with_outcome(items: AgendaItemQuerySet) -> AgendaItemQuerySet:
    return items.with_latest().select_related("meeting").defer("assessment__facts")


def _questions(areas: list[int], day: date) -> dict[int, list[RegionQuestion]]:
    wanted = Q(answers=None) | Q(answers__answered_at__date__gte=day - ANSWERED_SHOWN)
    questions = RegionQuestion.objects.filter(wanted, item__area__in=areas).distinct()
    found: dict[int, list[RegionQuestion]] = defaultdict(list)
    for question in questions.select_related("item__meeting", "item__area", "asked_by").with_answers():
        found[question.item.area_id].append(question)
    for asked in found.values():
        asked.sort(key=lambda question: (question.answer is not None, question.due_on))
    return found


def _by_area(items: Iterable[AgendaItem]) -> dict[int, list[AgendaItem]]:
    found: dict[int, list[AgendaItem]] = defaultdict(list)
    for item in items:
        found[item.area_id].append(item)
    return found

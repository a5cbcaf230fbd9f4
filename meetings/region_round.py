"""The region round before a meeting: who answered, who was late, who objects."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User

from meetings.models import AgendaItem, AreaMembership, Meeting, RegionResponse
from meetings.roles import ANSWER_FOR_REGION

BACKEND = "django.contrib.auth.backends.ModelBackend"


def is_late(response: RegionResponse, meeting: Meeting) -> bool:
    """Whether a response came after the moment at which the agenda closes; never without such a moment."""
    return meeting.agenda_closes_at is not None and response.given_at > meeting.agenda_closes_at


def takes_responses(meeting: Meeting) -> bool:
    """Whether regions can still answer: until the session starts."""
    return meeting.status == Meeting.Status.PREPARATION


def objects_to(item: AgendaItem) -> bool:
    """Whether a region objects: it reports an error, or proposes another level than the computed one.

    The item must come from `with_latest`.
    """
    response = item.response
    return response is not None and (response.reports_error or proposes_otherwise(item))


def proposes_otherwise(item: AgendaItem) -> bool:
    """Whether a region proposes another level than the computed one; the item must come from `with_latest`."""
    response = item.response
    if response is None or response.proposed_level_id is None:
        return False
    return item.deviates(response.proposed_level_id)


@dataclass(frozen=True)
class RoundRow:
    """One region in the round. `contacts`: the accounts that speak for it today."""

    item: AgendaItem
    contacts: tuple[str, ...]
    late: bool
    objects: bool

    @property
    def response(self) -> RegionResponse | None:
        return self.item.response


@dataclass(frozen=True)
class Round:
    """All regions of a meeting in its round, and how many answered, answered late, and object."""

    rows: tuple[RoundRow, ...]
    shown: tuple[RoundRow, ...]

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def answered(self) -> int:
        return sum(row.response is not None for row in self.rows)

    @property
    def waiting(self) -> int:
        return self.total - self.answered

    @property
    def late(self) -> int:
        return sum(row.late for row in self.rows)

    @property
    def objecting(self) -> int:
        return sum(row.objects for row in self.rows)


SHOWN = ("all", "waiting", "objecting")


def round_of(meeting: Meeting, *, day: date, show: str = "all") -> Round:
    """Return the round of a meeting with the contacts of a day, in five queries for any number of regions."""
    items = list(meeting.items.with_latest().defer("assessment__facts"))
    contacts = _contacts(items, day)
    rows = tuple(_row(item, meeting, contacts) for item in items)
    return Round(rows, tuple(row for row in rows if _is_shown(row, show)))


def _is_shown(row: RoundRow, show: str) -> bool:
    if show == "waiting":
        return row.response is None
    return row.objects or show != "objecting"


def _row(item: AgendaItem, meeting: Meeting, contacts: dict[int, list[str]]) -> RoundRow:
    return RoundRow(
        item=item,
        contacts=tuple(contacts[item.area_id]),
        late=item.response is not None and is_late(item.response, meeting),
        objects=objects_to(item),
    )


def _contacts(items: list[AgendaItem], day: date) -> dict[int, list[str]]:
    """Return the names of the accounts that speak for each area, by id of the area."""
    members = AreaMembership.objects.on(day).filter(area__in={item.area_id for item in items})
    may_answer = User.objects.with_perm(ANSWER_FOR_REGION, include_superusers=False, backend=BACKEND)
    active = members.filter(user__in=may_answer.values("pk")).distinct()
    found: dict[int, list[str]] = defaultdict(list)
    for area, name in active.order_by("user__username").values_list("area", "user__username"):
        found[area].append(name)
    return found

"""What the meeting pages show: the agenda with its progress, and one region with its surroundings."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Q, prefetch_related_objects

from ladder.explanations import explanation, load_context, sentences
from ladder.models import Assessment, Level
from meetings.actions.decisions import levels_to_choose
from meetings.documents.content import ValueNote, values_of
from meetings.models import AgendaItem, Meeting
from meetings.roles import RUN_MEETING, WRITE_INTERPRETATION


@dataclass(frozen=True)
class Rights:
    """What somebody may do in a meeting now; nothing once it is adopted."""

    write: bool
    run: bool


@dataclass(frozen=True)
class Agenda:
    """All items of a meeting, those shown, and how many have a decision."""

    items: tuple[AgendaItem, ...]
    shown: tuple[AgendaItem, ...]
    decided: int

    @property
    def total(self) -> int:
        return len(self.items)

    @property
    def to_do(self) -> int:
        return len(self.items) - self.decided


@dataclass(frozen=True)
class ItemPage:
    """One region: its item, reasons and weekly values, and what surrounds it.

    `levels` can be chosen; `neighbours` are items of the same meeting; `last` is the item of this region in the
    meeting before (None: there was none); `previous` and `next` are the items beside it on the agenda.
    """

    item: AgendaItem
    reasons: tuple[str, ...]
    values: tuple[ValueNote, ...]
    levels: tuple[Level, ...]
    neighbours: tuple[AgendaItem, ...]
    last: AgendaItem | None
    previous: AgendaItem | None
    next: AgendaItem | None
    decided: int
    total: int


def rights_of(user: AbstractBaseUser | AnonymousUser, meeting: Meeting) -> Rights:
    """Return what a user may do in a meeting."""
    if meeting.is_adopted or not hasattr(user, "has_perm"):
        return Rights(write=False, run=False)
    return Rights(write=user.has_perm(WRITE_INTERPRETATION), run=user.has_perm(RUN_MEETING))


def agenda_of(meeting: Meeting, *, only_to_do: bool = False) -> Agenda:
    """Return the agenda in three queries, whatever the number of regions."""
    items = tuple(meeting.items.with_latest().defer("assessment__facts"))
    undecided = tuple(item for item in items if item.decision is None)
    return Agenda(items, undecided if only_to_do else items, len(items) - len(undecided))


def item_page(meeting: Meeting, code: str) -> ItemPage | None:
    """Return the page of one region, in twelve queries for any number of regions; None: not on the agenda."""
    found = _items_around(meeting, code)
    items = [item for item in found if item.meeting_id == meeting.pk]
    at = next((number for number, item in enumerate(items) if item.area.code == code), None)
    if at is None:
        return None
    item = items[at]
    item.meeting = meeting
    assessment = _with_explanation(item)
    context = load_context([assessment] if assessment else [], as_of=meeting.as_of)
    beside = set(item.area.neighbours.values_list("pk", flat=True))
    return ItemPage(
        item=item,
        reasons=tuple(sentences(explanation(assessment, context))) if assessment else (),
        values=values_of(assessment) if assessment else (),
        levels=_levels(item, meeting),
        neighbours=tuple(other for other in items if other.area_id in beside),
        last=next((other for other in found if other.meeting_id != meeting.pk), None),
        previous=items[at - 1] if at else None,
        next=items[at + 1] if at + 1 < len(items) else None,
        decided=sum(other.decision is not None for other in items),
        total=len(items),
    )


def _items_around(meeting: Meeting, code: str) -> list[AgendaItem]:
    """Return the items of a meeting, and that of one area in the meeting before it."""
    before = Meeting.objects.filter(ladder=meeting.ladder_id, week_start__lt=meeting.week_start)
    last_meeting = before.order_by("-week_start").values("pk")[:1]
    wanted = Q(meeting=meeting) | Q(meeting__in=last_meeting, area__code=code)
    return list(AgendaItem.objects.filter(wanted).select_related("meeting").with_latest())


def _with_explanation(item: AgendaItem) -> Assessment | None:
    prefetch_related_objects([item], "assessment__version__levels", "assessment__version__uses__signal")
    return item.assessment


def _levels(item: AgendaItem, meeting: Meeting) -> tuple[Level, ...]:
    if item.assessment is not None:
        return tuple(item.assessment.version.levels.all())
    return tuple(levels_to_choose(item, meeting))

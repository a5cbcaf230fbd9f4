"""What the screen of one region shows while the meeting is in session: the region with its surroundings."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from ladder.explanations import sentences
from ladder.models import Level
from measures.models import MeasureInForce
from meetings.agenda import Line, lines_of
from meetings.models import AgendaItem, Decision, Meeting, RegionQuestion
from meetings.participants import settings_of
from meetings.questions import questions_about
from meetings.session.items import items_around
from meetings.session.reasons import reasons_of
from meetings.session.region_map import RegionMap, region_map
from meetings.session.signals import SignalLine, signal_lines


@dataclass(frozen=True)
class Place:
    """Where a region stands on the agenda, in the order of the meeting.

    `previous` and `next` are the regions beside it; `next_to_discuss` is the next bespreekstuk without a decision,
    after this one or else from the top (None: there is no other one). `number` counts among the bespreekstukken
    and is None for a hamerstuk; `minutes` is what the agenda gives it (None for a hamerstuk).
    """

    previous: AgendaItem | None
    next: AgendaItem | None
    next_to_discuss: AgendaItem | None
    number: int | None
    to_discuss: int
    minutes: int | None
    decided: int
    total: int


@dataclass(frozen=True)
class ItemPage:
    """One region: its item, why it is discussed, why it has its computed level, and what surrounds it.

    `levels` can be chosen; `neighbours` are items of the same meeting, by name; `last` is the item of this region
    in the meeting before (None: there was none); `measures` are in force in the region on the day of the meeting.
    """

    item: AgendaItem
    place: Place
    why: tuple[str, ...]
    reasons: tuple[str, ...]
    signals: tuple[SignalLine, ...]
    levels: tuple[Level, ...]
    map: RegionMap | None
    neighbours: tuple[AgendaItem, ...]
    last: AgendaItem | None
    measures: tuple[MeasureInForce, ...]
    questions: tuple[RegionQuestion, ...]

    @property
    def proposal(self) -> Decision | None:
        """The proposal that waits for a decision: the last one, unless something was decided after it."""
        proposal, decision = self.item.proposal, self.item.decision
        return None if proposal and decision and decision.pk > proposal.pk else proposal

    @property
    def proposal_differs(self) -> bool:
        """Whether that proposal is not the computed level."""
        return self.proposal is not None and self.proposal.differs


def item_page(meeting: Meeting, code: str) -> ItemPage | None:
    """Return the page of one region, in nine queries for any number of regions; None: not on the agenda."""
    found = items_around(meeting, code)
    items = [item for item in found if item.meeting_id == meeting.pk]
    here = next((item for item in items if item.area.code == code), None)
    if here is None:
        return None
    prefetch_related_objects(items, "agenda_reasons")
    lines = lines_of(items)
    return _page(meeting, here, lines, last=next((item for item in found if item.meeting_id != meeting.pk), None))


def _page(meeting: Meeting, here: AgendaItem, lines: tuple[Line, ...], last: AgendaItem | None) -> ItemPage:
    here.meeting = meeting
    beside = [line.item for line in lines if line.item.is_neighbour]  # type: ignore[attr-defined]  # annotated
    beside.sort(key=lambda item: item.area.name)
    found = reasons_of(here, beside, meeting)
    return ItemPage(
        item=here,
        place=_place(here, lines, settings_of(meeting).discuss_minutes),
        why=next(line.reasons for line in lines if line.item is here),
        reasons=tuple(sentences(found.told)) if found.told else (),
        signals=signal_lines(found.told) if found.told else (),
        levels=found.levels,
        map=region_map(here, [line.item for line in lines], found.levels),
        neighbours=tuple(beside),
        last=last,
        measures=tuple(MeasureInForce.objects.on(meeting.held_on).filter(area=here.area_id)),
        questions=tuple(questions_about(here.area, meeting)),
    )


def _place(here: AgendaItem, lines: tuple[Line, ...], minutes: int) -> Place:
    items = [line.item for line in lines]
    at = items.index(here)
    discussed = [line.item for line in lines if line.is_discussed]
    number = discussed.index(here) + 1 if here in discussed else None
    from_here = [*lines[at + 1 :], *lines[:at]]
    return Place(
        previous=items[at - 1] if at else None,
        next=items[at + 1] if at + 1 < len(items) else None,
        next_to_discuss=next((line.item for line in from_here if line.is_discussed and not line.is_decided), None),
        number=number,
        to_discuss=len(discussed),
        minutes=minutes if number else None,
        decided=sum(line.is_decided for line in lines),
        total=len(items),
    )

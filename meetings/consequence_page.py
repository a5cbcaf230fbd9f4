"""What another level would mean for a region of a meeting, by the lists of its day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from ladder.models import Level
from measures.consequences import GroupConsequences, Line, ThemeChange, consequences, theme_changes
from measures.entries import Entry, published_entries
from measures.in_force import COUNTRY, Taken, load_taken
from measures.models import CatalogueVersion, Decider, Measure
from measures.term_names import Terms, load_terms_by_code
from meetings.actions.decisions import levels_to_choose
from meetings.models import AgendaItem, Meeting
from meetings.session.items import items_around
from regions.models import Area


@dataclass(frozen=True)
class LineShown:
    """An entry that is added or dropped, in words. `legal` is "" when no instrument is needed."""

    line: Line
    theme: str
    stance: str
    decider: str
    legal: str
    is_notified: bool

    @property
    def entry(self) -> Entry:
        return self.line.entry

    @property
    def is_proposal(self) -> bool:
        return self.entry.status == Measure.Status.PROPOSAL


@dataclass(frozen=True)
class ChangeShown:
    """Two stances on a theme in words; "" where there is nothing on the theme."""

    theme: str
    before: str
    after: str
    is_heavier: bool


@dataclass(frozen=True)
class GroupShown:
    """What changes for one target group, by name."""

    name: str
    added: tuple[LineShown, ...]
    dropped: tuple[LineShown, ...]
    changed: tuple[ChangeShown, ...]
    stays: int


@dataclass(frozen=True)
class NeighbourShown:
    """A neighbouring region with its level in this meeting, decided or else computed, and the themes on which it
    would differ: `before` is what would hold here, `after` what holds there.
    """

    area: Area
    level: Level | None
    is_decided: bool
    changes: tuple[ChangeShown, ...]


@dataclass(frozen=True)
class ConsequencePage:
    """One region and two levels. `before` is the level in force, else the computed one; `after` the one that is
    looked at; either can be unknown. `unchanged` are the names of the groups for which nothing changes.
    """

    meeting: Meeting
    item: AgendaItem
    levels: tuple[Level, ...]
    before: Level | None
    is_in_force: bool
    after: Level | None
    day: date
    groups: tuple[GroupShown, ...]
    unchanged: tuple[str, ...]
    neighbours: tuple[NeighbourShown, ...]
    versions: tuple[CatalogueVersion, ...]

    @property
    def added(self) -> int:
        """How many different entries are added."""
        return len({line.entry.key for group in self.groups for line in group.added})

    @property
    def dropped(self) -> int:
        """How many different entries are dropped."""
        return len({line.entry.key for group in self.groups for line in group.dropped})


def consequence_page(
    meeting: Meeting, code: str, *, number: int | None, before: int | None = None, now: datetime
) -> ConsequencePage | None:
    """Return what a level would mean in a region, in seven queries; None: the region is not on the agenda.

    Without a `number` the level that was decided, proposed or computed. `before` is another level to start from.
    The lists are those of the meeting's day: of its adoption, or of now while it is not adopted.
    """
    items = items_around(meeting, code)
    here = next((item for item in items if item.area.code == code and item.meeting_id == meeting.pk), None)
    if here is None:
        return None
    levels, as_of = tuple(levels_to_choose(here, meeting)), meeting.adopted_at or now
    start = _level(levels, before) if before else _present(here)
    after = _level(levels, number) if number else _looked_at(here)
    entries, words = published_entries(as_of=as_of), Words(load_terms_by_code(), meeting.held_on)
    found = _consequences(entries, start, after, here, meeting)
    return ConsequencePage(
        meeting=meeting,
        item=here,
        levels=levels,
        before=start,
        is_in_force=not before and here.in_force is not None,
        after=after,
        day=meeting.held_on,
        groups=words.groups([group for group in found if not group.is_empty]),
        unchanged=tuple(words.group(group.group) for group in found if group.is_empty),
        neighbours=_neighbours(items, entries, after, words),
        versions=tuple(CatalogueVersion.objects.in_force(as_of).select_related("catalogue")),
    )


def _level(levels: Sequence[Level], number: int) -> Level | None:
    return next((level for level in levels if level.number == number), None)


def _present(item: AgendaItem) -> Level | None:
    if item.in_force:
        return item.in_force.level
    return item.assessment.level if item.assessment else None


def _looked_at(item: AgendaItem) -> Level | None:
    said = item.decision or item.proposal
    if said:
        return said.level
    return item.assessment.level if item.assessment else None


def _consequences(
    entries: Sequence[Entry], before: Level | None, after: Level | None, item: AgendaItem, meeting: Meeting
) -> list[GroupConsequences]:
    if after is None:
        return []
    day = meeting.held_on
    here = Q(area=item.area_id) | Q(area__code=COUNTRY)
    rows = load_taken({entry.key: entry for entry in entries}, day=day, where=here)
    taken: dict[str, Taken] = {one.key: one for one in rows if one.holds_on(day)}
    return consequences(
        entries, before=before.number if before else None, after=after.number, day=day, taken=taken
    )


def _neighbours(
    items: Sequence[AgendaItem], entries: Sequence[Entry], after: Level | None, words: "Words"
) -> tuple[NeighbourShown, ...]:
    beside = [item for item in items if item.is_neighbour]  # type: ignore[attr-defined]  # annotated
    return tuple(
        _neighbour(item, entries, after, words) for item in sorted(beside, key=lambda item: item.area.name)
    )


def _neighbour(item: AgendaItem, entries: Sequence[Entry], after: Level | None, words: "Words") -> NeighbourShown:
    decided = item.decision
    level = decided.level if decided else item.assessment.level if item.assessment else None
    changes = theme_changes(entries, after.number, level.number) if level and after else []
    return NeighbourShown(item.area, level, decided is not None, words.changes(changes))


@dataclass(frozen=True)
class Words:
    """Codes in words; `day` is the one on which the level would be decided."""

    terms: Terms
    day: date

    def group(self, code: str) -> str:
        return self.terms.target_groups.get(code, code)

    def groups(self, found: Sequence[GroupConsequences]) -> tuple[GroupShown, ...]:
        """Return groups in the order of the list of target groups."""
        order = list(self.terms.target_groups)
        placed = sorted(found, key=lambda one: order.index(one.group) if one.group in order else len(order))
        return tuple(
            GroupShown(
                name=self.group(one.group),
                added=tuple(self.line(line) for line in one.added),
                dropped=tuple(self.line(line) for line in one.dropped),
                changed=self.changes(one.changed),
                stays=one.stays,
            )
            for one in placed
        )

    def line(self, line: Line) -> LineShown:
        entry = line.entry
        return LineShown(
            line=line,
            theme=_name(self.terms.themes, entry.theme),
            stance=str(Measure.Stance(entry.stance).label),
            decider=str(Decider(entry.decider).label),
            legal=self.legal(entry),
            is_notified=entry.notice_days > 0,
        )

    def legal(self, entry: Entry) -> str:
        """Return the legal instrument with its article, such as "Noodbevel, Gemeentewet, art. 175"."""
        instrument = _name(self.terms.legal_instruments, entry.legal_instrument)
        return ", ".join(part for part in (instrument, entry.article) if part)

    def changes(self, changes: Sequence[ThemeChange]) -> tuple[ChangeShown, ...]:
        return tuple(
            ChangeShown(
                _name(self.terms.themes, change.theme),
                _stance(change.before),
                _stance(change.after),
                change.is_heavier,
            )
            for change in changes
        )


def _name(names: Mapping[str, str], code: str) -> str:
    return names.get(code, code)


def _stance(stance: int | None) -> str:
    return "" if stance is None else str(Measure.Stance(stance).label)

"""The agenda of one meeting as a whole."""

from dataclasses import dataclass
from datetime import datetime

from meetings.agenda.answers import tell_answers
from meetings.agenda.budget import TimeBudget
from meetings.agenda.lines import Line, lines_of
from meetings.models import AgendaItem, AgendaPoint, Meeting, MeetingSettings


@dataclass(frozen=True)
class Agenda:
    """All regions of a meeting in the order of the agenda, and its other points.

    With `only_to_do` the lists to show hold only what has no decision; the numbers are always about all.
    """

    lines: tuple[Line, ...]
    points: tuple[AgendaPoint, ...]
    only_to_do: bool = False

    @property
    def items(self) -> tuple[AgendaItem, ...]:
        return tuple(line.item for line in self.lines)

    @property
    def shown(self) -> tuple[AgendaItem, ...]:
        return tuple(line.item for line in self._shown)

    @property
    def _shown(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not (self.only_to_do and line.is_decided))

    @property
    def discuss(self) -> tuple[Line, ...]:
        """The bespreekstukken to show."""
        return tuple(line for line in self._shown if line.is_discussed)

    @property
    def consent(self) -> tuple[Line, ...]:
        """The hamerstukken to show."""
        return tuple(line for line in self._shown if not line.is_discussed)

    @property
    def to_hammer(self) -> tuple[Line, ...]:
        """The hamerstukken that one hammer decides."""
        return tuple(line for line in self.lines if line.can_be_hammered)

    @property
    def left_by_hammer(self) -> tuple[Line, ...]:
        """The regions without a decision that the hammer passes by."""
        return tuple(line for line in self.lines if not line.is_decided and not line.can_be_hammered)

    @property
    def next_to_discuss(self) -> Line | None:
        """The first bespreekstuk without a decision."""
        return next((line for line in self.lines if line.is_discussed and not line.is_decided), None)

    @property
    def to_discuss(self) -> int:
        """How many bespreekstukken there are."""
        return sum(line.is_discussed for line in self.lines)

    @property
    def hamerstukken(self) -> int:
        """How many hamerstukken there are."""
        return self.total - self.to_discuss

    @property
    def total(self) -> int:
        return len(self.lines)

    @property
    def decided(self) -> int:
        return sum(line.is_decided for line in self.lines)

    @property
    def to_do(self) -> int:
        return self.total - self.decided

    def budget(self, settings: MeetingSettings, *, started_at: datetime | None, now: datetime) -> TimeBudget:
        """Return the time budget. A point takes as long as a region; points count as still to come."""
        undecided = [line for line in self.lines if not line.is_decided]
        return TimeBudget(
            discussed=self.to_discuss + len(self.points),
            minutes_each=settings.discuss_minutes,
            consent_minutes=settings.consent_minutes if self.hamerstukken else 0,
            to_discuss=sum(line.is_discussed for line in undecided) + len(self.points),
            consent_to_do=not all(line.is_discussed for line in undecided),
            started_at=started_at,
            now=now,
        )


def agenda_of(meeting: Meeting, *, only_to_do: bool = False) -> Agenda:
    """Return the agenda in seven queries at most, whatever the number of regions."""
    items = list(meeting.items.with_latest().prefetch_related("agenda_reasons").defer("assessment__facts"))
    tell_answers(items, until=meeting.adopted_at)
    return Agenda(lines_of(items), tuple(meeting.points.select_related("by")), only_to_do)

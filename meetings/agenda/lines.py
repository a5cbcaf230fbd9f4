"""Regions on the agenda with their reasons, in the order in which they are taken."""

from collections.abc import Iterable
from dataclasses import dataclass

from ladder.models import Assessment
from meetings.agenda_reasons import derived_reasons, sentence_of, urgency
from meetings.agenda_reasons.texts import Reason
from meetings.models import AgendaItem, Meeting


@dataclass(frozen=True)
class Line:
    """One region on the agenda: why it is discussed, in words, and how urgent that is. No reasons: a hamerstuk."""

    item: AgendaItem
    reasons: tuple[str, ...]
    urgency: tuple[int, int]

    @property
    def is_discussed(self) -> bool:
        return bool(self.reasons)

    @property
    def is_decided(self) -> bool:
        return self.item.decision is not None

    @property
    def can_be_hammered(self) -> bool:
        """Whether one hammer may decide it: a hamerstuk with a certain level, and nothing decided yet."""
        return not self.is_discussed and not self.is_decided and _is_certain(self.item.assessment)


def lines_of(items: Iterable[AgendaItem]) -> tuple[Line, ...]:
    """Return the lines in the order of the meeting: the most urgent first, hamerstukken last, by code.

    Equally urgent regions come by their computed level, the highest first. The items come from `with_latest`, with
    `agenda_reasons` fetched; no queries.
    """
    return tuple(sorted(map(_line, items), key=_order))


def agenda_order(meeting: Meeting) -> list[str]:
    """Return the codes of the areas in the order in which they are taken. Five queries."""
    items = meeting.items.with_latest().prefetch_related("agenda_reasons").defer("assessment__facts")
    return [line.item.area.code for line in lines_of(items)]


def _is_certain(assessment: Assessment | None) -> bool:
    return assessment is not None and assessment.state == Assessment.State.COMPLETE


def _line(item: AgendaItem) -> Line:
    reasons: list[Reason] = [*item.agenda_reasons.all(), *derived_reasons(item)]
    told = sorted(reasons, key=lambda reason: -urgency([reason.code])[0])
    sentences = tuple(dict.fromkeys(sentence_of(reason) for reason in told))
    return Line(item, sentences, urgency(reason.code for reason in reasons))


def _order(line: Line) -> tuple[int, int, int, str]:
    heaviest, total = line.urgency
    computed = line.item.assessment.level if line.item.assessment else None
    level = computed.number if computed and line.is_discussed else 0
    return -heaviest, -total, -level, line.item.area.code

"""The one content of the duiding note, from which the minutes and every document are made."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import override

from ladder import formats
from ladder.engine.verdicts import SignalVerdict
from ladder.explanations import Context, describe_state, explanation, load_context, sentences
from ladder.models import Assessment, Level, Signal
from meetings.models import AgendaItem, Decision, Interpretation, Meeting
from meetings.roles import labels_of_roles

LANGUAGE = "nl"
CONCEPT = "concept"
ADOPTED = "adopted"
ABSENT = "absent"


@dataclass(frozen=True)
class LevelNote:
    """A level as it was called then."""

    number: int
    name: str
    colour: str


@dataclass(frozen=True)
class ValueNote:
    """A weekly value in full precision (`value`) and as it is read (`text`), with its unit and state in words."""

    signal: str
    name: str
    unit: str
    value: float | None
    text: str
    state: str
    deciding: bool


@dataclass(frozen=True)
class AuthorNote:
    """Who: the account's name and its roles in words. Never a personal name."""

    username: str
    roles: str


@dataclass(frozen=True)
class InterpretationNote:
    """The duiding that counts."""

    text: str
    number: int
    author: AuthorNote
    written_at: datetime


@dataclass(frozen=True)
class DecisionNote:
    """The decision that counts. `differs`: the level is not the computed one."""

    level: LevelNote
    valid_from: date
    reason: str
    differs: bool
    author: AuthorNote
    decided_at: datetime


@dataclass(frozen=True)
class RegionNote:
    """One region. `state` is `complete`, `provisional`, `unknown`, or `absent` where no level was computed."""

    code: str
    name: str
    computed: LevelNote | None
    state: str
    state_label: str
    ladder_version: str
    computed_at: datetime | None
    reasons: tuple[str, ...]
    values: tuple[ValueNote, ...]
    interpretation: InterpretationNote | None
    decision: DecisionNote | None


@dataclass(frozen=True)
class NoteContent:
    """A whole note, in Dutch.

    The dates stay apart: the week of the figures, until when they were reported, when the levels were computed
    (the last of them), when the meeting is held, the last decision, from when the levels are valid, and the next
    meeting. `as_it_stood_at` is the last change of a concept, or the adoption. `format` is the version of this
    layout, so that minutes stay readable for ever.
    """

    title: str
    ladder: str
    week: str
    data_from: date
    data_until: date
    reported_until: datetime
    computed_at: datetime | None
    held_on: date
    decided_at: datetime | None
    valid_from: tuple[date, ...]
    next_on: date
    status: str
    as_it_stood_at: datetime
    adopted_by: AuthorNote | None
    regions: tuple[RegionNote, ...]
    format: int = 1


def note_content(meeting: Meeting) -> NoteContent:
    """Return the content of a meeting from its live rows, in fourteen queries for any number of regions.

    The note of an adopted meeting is made from its minutes instead: see `meetings.documents.note`.
    """
    items = list(meeting.items.with_latest().with_explanation())
    computed = [item.assessment for item in items if item.assessment]
    context = load_context(computed, as_of=meeting.as_of)
    with override(LANGUAGE):
        authors = _authors(meeting, items)
        return _content(meeting, tuple(_region(item, authors, context) for item in items), authors)


def _content(meeting: Meeting, regions: tuple[RegionNote, ...], authors: dict[int, AuthorNote]) -> NoteContent:
    decisions = [region.decision for region in regions if region.decision]
    written = [region.interpretation.written_at for region in regions if region.interpretation]
    decided = [decision.decided_at for decision in decisions]
    return NoteContent(
        title=_("Duiding note of the meeting on %(week)s") % {"week": meeting.week},
        ladder=meeting.ladder.name,
        week=str(meeting.week),
        data_from=meeting.week.start,
        data_until=meeting.week.end,
        reported_until=meeting.as_of,
        computed_at=max((region.computed_at for region in regions if region.computed_at), default=None),
        held_on=meeting.held_on,
        decided_at=max(decided, default=None),
        valid_from=tuple(sorted({decision.valid_from for decision in decisions})),
        next_on=meeting.next_on,
        status=ADOPTED if meeting.is_adopted else CONCEPT,
        as_it_stood_at=meeting.adopted_at or max([meeting.opened_at, *written, *decided]),
        adopted_by=authors[meeting.adopted_by.pk] if meeting.adopted_by else None,
        regions=regions,
    )


def _authors(meeting: Meeting, items: list[AgendaItem]) -> dict[int, AuthorNote]:
    users: list[User | None] = [meeting.adopted_by]
    users += [item.interpretation.author for item in items if item.interpretation]
    users += [item.decision.decided_by for item in items if item.decision]
    known = {user.pk: user for user in users if user}
    roles = labels_of_roles(known.values())
    return {pk: AuthorNote(user.get_username(), roles[pk]) for pk, user in known.items()}


def _region(item: AgendaItem, authors: dict[int, AuthorNote], context: Context) -> RegionNote:
    assessment, written, decision = item.assessment, item.interpretation, item.decision
    return RegionNote(
        code=item.area.code,
        name=item.area.name,
        computed=_level(assessment.level) if assessment and assessment.level else None,
        state=assessment.state if assessment else ABSENT,
        state_label=assessment.get_state_display() if assessment else _("not computed"),
        ladder_version=assessment.version.code if assessment else "",
        computed_at=assessment.computed_at if assessment else None,
        reasons=tuple(sentences(explanation(assessment, context))) if assessment else (),
        values=values_of(assessment) if assessment else (),
        interpretation=_interpretation(written, authors) if written and written.text else None,
        decision=_decision(decision, assessment, authors) if decision else None,
    )


def _level(level: Level) -> LevelNote:
    return LevelNote(number=level.number, name=level.label, colour=level.colour)


def values_of(assessment: Assessment) -> tuple[ValueNote, ...]:
    """Return the weekly values of an assessment, in the order of its ladder version, in the reader's language."""
    signals = {use.signal.code: use.signal for use in assessment.version.uses.all()}
    return tuple(
        ValueNote(
            signal=found.signal,
            name=signals[found.signal].label,
            unit=signals[found.signal].unit_label,
            value=found.value,
            text=_shown(found, signals[found.signal]),
            state=describe_state(found),
            deciding=found.signal in assessment.verdict.deciding,
        )
        for found in assessment.verdict.signals
    )


def _shown(found: SignalVerdict, signal: Signal) -> str:
    return "–" if found.value is None else formats.weekly_value(found.value, signal, found.bounds)


def _interpretation(written: Interpretation, authors: dict[int, AuthorNote]) -> InterpretationNote:
    return InterpretationNote(
        text=written.text,
        number=written.number,
        author=authors[written.author.pk],
        written_at=written.written_at,
    )


def _decision(decision: Decision, assessment: Assessment | None, authors: dict[int, AuthorNote]) -> DecisionNote:
    return DecisionNote(
        level=_level(decision.level),
        valid_from=decision.valid_from,
        reason=decision.reason,
        differs=assessment is None or assessment.level_id != decision.level_id,
        author=authors[decision.decided_by.pk],
        decided_at=decision.decided_at,
    )

"""The shape of what leaves the building: plain values, in Dutch, that can be frozen and read back for ever.

Fields that came with a later `format` stand last and have a default, so that older minutes can still be read.
"""

from dataclasses import dataclass
from datetime import date, datetime

CONCEPT = "concept"
ADOPTED = "adopted"
DISCUSS = "discuss"
CONSENT = "consent"


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
class VotesNote:
    """How the members voted."""

    in_favour: int
    against: int
    abstained: int


@dataclass(frozen=True)
class DecisionNote:
    """The decision, or the proposal, that counts. `differs`: the level is not the computed one.

    `deviation` is the kind of reason in words; `waits_for_route`: in force only once the route is completed.
    """

    level: LevelNote
    valid_from: date
    reason: str
    differs: bool
    author: AuthorNote
    decided_at: datetime
    deviation: str = ""
    next_review: date | None = None
    votes: VotesNote | None = None
    minority_note: str = ""
    waits_for_route: bool = False


@dataclass(frozen=True)
class InForceNote:
    """The level that was in force when the meeting was opened, and since when."""

    level: LevelNote
    valid_from: date


@dataclass(frozen=True)
class ResponseNote:
    """What the region said before the meeting. `view` and `error_signal` are in words."""

    view: str
    error_signal: str
    error_text: str
    context: str
    proposed: LevelNote | None
    proposal_reason: str
    receipt: str
    author: AuthorNote
    given_at: datetime


@dataclass(frozen=True)
class QuestionNote:
    """A question that was handed back to the region, with its last answer ("" and None: not answered yet)."""

    text: str
    asked_at: datetime
    due_on: date
    answer: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True)
class MeasureNote:
    """A measure that the region had taken on the day of the meeting."""

    title: str
    sector: str
    since: date
    until: date | None
    legal_basis: str
    cabinet_informed_on: date | None
    deviation: str


@dataclass(frozen=True)
class RegionNote:
    """One region. `state` is `complete`, `provisional`, `unknown`, or `absent` where no level was computed.

    `category` is `discuss` or `consent` ("" in minutes of format 1); `agenda_reasons` say why it is discussed.
    """

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
    category: str = ""
    agenda_reasons: tuple[str, ...] = ()
    in_force: InForceNote | None = None
    proposal: DecisionNote | None = None
    response: ResponseNote | None = None
    questions: tuple[QuestionNote, ...] = ()
    measures: tuple[MeasureNote, ...] = ()


@dataclass(frozen=True)
class ParticipantNote:
    """A seat at the table, by function."""

    function: str
    organisation: str
    has_vote: bool
    is_present: bool


@dataclass(frozen=True)
class QuorumNote:
    """How many members with a vote had to be there, and how many were."""

    needed: int
    present: int


@dataclass(frozen=True)
class PointNote:
    """A point on the agenda that is not a region."""

    title: str
    text: str


@dataclass(frozen=True)
class ActionNote:
    """An action that was agreed in the meeting. `state` is in words."""

    theme: str
    title: str
    owner: str
    due_on: date | None
    state: str
    region: str


@dataclass(frozen=True)
class NoteContent:
    """A whole note, in Dutch.

    The dates stay apart: the week of the figures, until when they were reported, when the levels were computed
    (the last of them), when the meeting is held, the last decision, from when the levels are valid, and the next
    meeting. `as_it_stood_at` is the last change of a concept, or the adoption. `format` is the version of this
    layout, so that minutes stay readable for ever; 1 knew none of the fields that follow it here, 2 not the last
    three: what was said of the figures when the meeting was opened.
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
    format: int = 3
    is_exercise: bool = False
    levels: tuple[LevelNote, ...] = ()
    participants: tuple[ParticipantNote, ...] = ()
    quorum: QuorumNote | None = None
    points: tuple[PointNote, ...] = ()
    actions: tuple[ActionNote, ...] = ()
    quality: str = ""
    findings: tuple[str, ...] = ()
    revisions: tuple[str, ...] = ()

    @property
    def is_adopted(self) -> bool:
        return self.status == ADOPTED

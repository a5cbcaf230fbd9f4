"""One region of the content: what was computed, said, proposed and decided, each apart."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from ladder import formats
from ladder.engine.verdicts import SignalVerdict
from ladder.explanations import describe_state, explanation, sentences
from ladder.level_states import computed_state
from ladder.models import Assessment, Level, Signal
from measures.models import MeasureInForce
from meetings.agenda.lines import Line
from meetings.documents.gathering import Gathered
from meetings.documents.model import (
    CONSENT,
    DISCUSS,
    AuthorNote,
    DecisionNote,
    InForceNote,
    InterpretationNote,
    LevelNote,
    MeasureNote,
    QuestionNote,
    RegionNote,
    ResponseNote,
    ValueNote,
    VotesNote,
)
from meetings.models import Decision, Interpretation, RegionQuestion, RegionResponse

Authors = Mapping[int, AuthorNote]


def region_note(line: Line, found: Gathered, authors: Authors) -> RegionNote:
    """Return what the documents say of one region; `found` holds its rows, without another query."""
    item, assessment, written = line.item, line.item.assessment, line.item.interpretation
    return RegionNote(
        code=item.area.code,
        name=item.area.name,
        computed=level_note(assessment.level) if assessment and assessment.level else None,
        state=computed_state(assessment),
        state_label=assessment.get_state_display() if assessment else _("not computed"),
        ladder_version=assessment.version.code if assessment else "",
        computed_at=assessment.computed_at if assessment else None,
        reasons=tuple(sentences(explanation(assessment, found.context))) if assessment else (),
        values=values_of(assessment) if assessment else (),
        interpretation=_interpretation(written, authors) if written and written.text else None,
        decision=_decision(item.decision, authors),
        category=DISCUSS if line.is_discussed else CONSENT,
        agenda_reasons=line.reasons,
        in_force=_in_force(item.in_force),
        proposal=_decision(item.proposal, authors),
        response=_response(item.response, authors),
        questions=tuple(_question(question) for question in found.questions.get(item.area_id, ())),
        measures=tuple(_measure(measure) for measure in found.measures.get(item.area_id, ())),
    )


def level_note(level: Level) -> LevelNote:
    """Return a level as documents call it."""
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


def _interpretation(written: Interpretation, authors: Authors) -> InterpretationNote:
    return InterpretationNote(
        text=written.text,
        number=written.number,
        author=authors[written.author.pk],
        written_at=written.written_at,
    )


def _decision(made: Decision | None, authors: Authors) -> DecisionNote | None:
    if made is None:
        return None
    return DecisionNote(
        level=level_note(made.level),
        valid_from=made.valid_from,
        reason=made.reason,
        differs=made.differs,
        author=authors[made.decided_by.pk],
        decided_at=made.decided_at,
        deviation=made.deviation.label if made.deviation else "",
        next_review=made.next_review,
        votes=_votes(made),
        minority_note=made.minority_note,
        waits_for_route=made.waits_for_route,
    )


def _votes(made: Decision) -> VotesNote | None:
    if made.votes_for is None or made.votes_against is None or made.abstentions is None:
        return None
    return VotesNote(made.votes_for, made.votes_against, made.abstentions)


def _in_force(before: Decision | None) -> InForceNote | None:
    return InForceNote(level_note(before.level), before.valid_from) if before else None


def _response(given: RegionResponse | None, authors: Authors) -> ResponseNote | None:
    if given is None:
        return None
    return ResponseNote(
        view=given.get_view_display(),
        error_signal=given.error_signal.label if given.error_signal else "",
        error_text=given.error_text,
        context=given.context,
        proposed=level_note(given.proposed_level) if given.proposed_level else None,
        proposal_reason=given.proposal_reason,
        receipt=given.receipt,
        author=authors[given.author.pk],
        given_at=given.given_at,
    )


def _question(asked: RegionQuestion) -> QuestionNote:
    answer = asked.answer
    return QuestionNote(
        text=asked.text,
        asked_at=asked.asked_at,
        due_on=asked.due_on,
        answer=answer.text if answer else "",
        answered_at=answer.answered_at if answer else None,
    )


def _measure(taken: MeasureInForce) -> MeasureNote:
    return MeasureNote(
        title=taken.measure.title,
        sector=taken.measure.catalogue.name,
        since=taken.since,
        until=taken.until,
        legal_basis=taken.legal_basis,
        cabinet_informed_on=taken.cabinet_informed_on,
        deviation=taken.deviation,
    )

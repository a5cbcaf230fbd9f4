"""From an assessment and what surrounds it to the facts of its explanation."""

from collections.abc import Sequence

from ladder.engine.verdicts import SignalVerdict
from ladder.explanations.bounds import next_bound, reached_bound
from ladder.explanations.changes import change_of
from ladder.explanations.context import Context
from ladder.explanations.facts import Distance, Explanation, NeighbourLevel, Run, SignalExplanation
from ladder.explanations.runs import run_of, same_level, same_side
from ladder.models import Assessment, Level, Signal


def explanation(assessment: Assessment, context: Context) -> Explanation:
    """Return why an area has its level. No query: the assessment comes from `with_explanation`.

    What is not in the context is not known: no weeks before gives runs of at least one week and no change.
    """
    before = list(context.before(assessment))
    uses = {use.signal.code: use.signal for use in assessment.version.uses.all()}
    inhabitants = context.inhabitants.get(assessment.area_id)
    return Explanation(
        assessment=assessment,
        run=run_of(same_level(earlier, assessment) for earlier in before) if assessment.level else None,
        level_before=before[0].level if before and before[0] else None,
        signals=tuple(
            _signal(found, uses[found.signal], assessment, before, inhabitants)
            for found in assessment.verdict.signals
        ),
        neighbours=tuple(
            NeighbourLevel(area, context.assessments.get((area.pk, assessment.week)))
            for area in context.neighbours.get(assessment.area_id, ())
        ),
    )


def _signal(
    found: SignalVerdict,
    signal: Signal,
    assessment: Assessment,
    before: Sequence[Assessment | None],
    inhabitants: int | None,
) -> SignalExplanation:
    levels = {level.number: level for level in assessment.version.levels.all()}
    last = before[0].verdict.of(found.signal) if before and before[0] else None
    return SignalExplanation(
        signal=signal,
        found=found,
        decides=found.signal in assessment.verdict.deciding,
        level=levels.get(found.level or 0),
        reached=_distance(found, reached_bound(found), levels),
        following=_distance(found, next_bound(found), levels),
        run=_run(found, signal, assessment, before),
        change=change_of(found, last, signal, inhabitants),
    )


def _distance(found: SignalVerdict, bound: tuple[int, float] | None, levels: dict[int, Level]) -> Distance | None:
    if bound is None or found.value is None:
        return None
    number, value = bound
    gap = abs(found.value - value)
    return Distance(levels[number], value, gap, gap / abs(value) if value else None)


def _run(
    found: SignalVerdict, signal: Signal, assessment: Assessment, before: Sequence[Assessment | None]
) -> Run | None:
    if found.value is None or found.level is None:
        return None
    comparator = assessment.verdict.comparator
    verdicts = (earlier.verdict if earlier else None for earlier in before)
    return run_of(same_side(verdict, found, signal, comparator) for verdict in verdicts)

"""What the rules need to know of every region of a ladder, read from the database in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q
from django.utils import timezone

from ladder.engine.rules import DECIDING
from ladder.engine.verdicts import SignalVerdict, ValueState
from ladder.explanations.changes import count_of
from ladder.in_force import version_for
from ladder.known_levels import known_levels
from ladder.level_states import ABSENT
from ladder.models import Assessment, Ladder, LadderVersion, Level, Signal
from ladder.weeks import Week
from meetings.agenda_reasons.facts import with_names
from meetings.agenda_reasons.rules import (
    DecidingValue,
    Limits,
    QuestionBefore,
    RegionToDiscuss,
    reasons_to_discuss,
)
from meetings.models import AgendaReason, Decision, Meeting, MeetingSettings, RegionQuestion
from regions.models import Area


@dataclass(frozen=True)
class Surroundings:
    """What is known of all regions when a meeting is opened, by id of the area.

    `computed` and `last_week` are the computed levels of the week and of the one before, with their versions;
    `in_force` the decisions in force for the week before, as far as they are valid on the day of the meeting.
    """

    areas: Sequence[Area]
    signals: Mapping[str, Signal]
    levels: Mapping[int, Level]
    computed: Mapping[int, Assessment]
    last_week: Mapping[int, Assessment]
    in_force: Mapping[int, Decision]
    questions: Mapping[int, Sequence[QuestionBefore]]


def surroundings_of(
    ladder: Ladder,
    week: Week,
    *,
    versions: Sequence[LadderVersion],
    is_exercise: bool,
    held_on: date,
    as_of: datetime,
    now: datetime,
) -> Surroundings:
    """Load what is known, in seven queries. `versions`: the adopted ones, with their uses and signals.

    A level that was decided for after `held_on`, the day of the meeting, is not in force there yet.
    """
    judge = version_for(versions, week)
    known = known_levels(versions, [week.plus(-1), week], as_of=as_of)
    in_force = Decision.objects.in_force_for_week(ladder, week.plus(-1), as_of=now, valid_by=held_on)
    return Surroundings(
        areas=list(Area.objects.of_kind(ladder.area_kind).with_population_of_parts().order_by("code")),
        signals={use.signal.code: use.signal for use in judge.uses.all()} if judge else {},
        levels={level.number: level for level in judge.levels.all()} if judge else {},
        computed={area: found for (area, its_week), found in known.items() if its_week == week},
        last_week={area: found for (area, its_week), found in known.items() if its_week != week},
        in_force={found.item.area_id: found for found in in_force.select_related("item", "level")},
        questions=_questions(ladder, week, is_exercise=is_exercise, now=now),
    )


def reasons_for(area: Area, known: Surroundings, settings: MeetingSettings) -> list[AgendaReason]:
    """Return the reasons to discuss an area, not stored yet and without item and moment. No queries."""
    computed, in_force = known.computed.get(area.pk), known.in_force.get(area.pk)
    region = RegionToDiscuss(
        state=computed.state if computed else ABSENT,
        level=computed.level.number if computed and computed.level else None,
        in_force=in_force.level.number if in_force else None,
        lowest=min(known.levels, default=1),
        comparator=computed.verdict.comparator if computed else "",
        values=_deciding_values(area, known),
        questions=tuple(known.questions.get(area.pk, ())),
    )
    limits = Limits(near_bound=settings.near_bound, fast_growth=settings.fast_growth)
    levels = {in_force.level.number: in_force.level, **known.levels} if in_force else known.levels
    return [
        AgendaReason(code=found.code, facts=with_names(found, known.signals, levels))
        for found in reasons_to_discuss(region, limits)
    ]


def _deciding_values(area: Area, known: Surroundings) -> tuple[DecidingValue, ...]:
    computed, before = known.computed.get(area.pk), known.last_week.get(area.pk)
    found = computed.verdict.signals if computed else ()
    return tuple(
        _value(one, before.verdict.of(one.signal) if before else None, known.signals[one.signal], area)
        for one in found
        if one.role == DECIDING
    )


def _value(found: SignalVerdict, before: SignalVerdict | None, signal: Signal, area: Area) -> DecidingValue:
    then = before.value if before and before.state == ValueState.COMPLETE else None
    return DecidingValue(
        signal=found.signal,
        state=found.state.value,
        value=found.value,
        days=found.days,
        days_expected=found.days_expected,
        bounds=found.bounds,
        higher_is_worse=signal.direction == Signal.Direction.HIGHER_IS_WORSE,
        last_week=then,
        counts=_counts(found.value, then, signal, area),
    )


def _counts(now: float | None, then: float | None, signal: Signal, area: Area) -> tuple[float, float] | None:
    inhabitants: int | None = area.inhabitants  # type: ignore[attr-defined]  # annotated
    counted = [None if value is None else count_of(value, signal, inhabitants) for value in (now, then)]
    return None if counted[0] is None or counted[1] is None else (counted[0], counted[1])


def _questions(
    ladder: Ladder, week: Week, *, is_exercise: bool, now: datetime
) -> Mapping[int, Sequence[QuestionBefore]]:
    """Return the questions of earlier meetings that are open, or were answered since the last one was adopted."""
    earlier = Meeting.objects.filter(ladder=ladder, is_exercise=is_exercise, week_start__lt=week.start)
    since = earlier.aggregate(last=Max("adopted_at"))["last"]
    asked = RegionQuestion.objects.filter(item__meeting__in=earlier, asked_at__lte=now)
    if since is not None:
        asked = asked.filter(Q(answers=None) | Q(answers__answered_at__gt=since))
    found: dict[int, list[QuestionBefore]] = defaultdict(list)
    for question in asked.annotate(answered_at=Max("answers__answered_at")).select_related("item"):
        moment: datetime | None = question.answered_at  # type: ignore[attr-defined]  # annotated
        day = timezone.localdate(moment) if moment else None
        found[question.item.area_id].append(QuestionBefore(question.pk, question.text, question.due_on, day))
    return found

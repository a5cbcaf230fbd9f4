"""All rows of a meeting that its documents tell about, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery, prefetch_related_objects

from ladder.explanations import Context, load_context
from ladder.in_force import version_for
from ladder.known_levels import adopted_versions
from ladder.models import Level
from measures.models import MeasureInForce
from meetings.agenda.lines import Line, lines_of
from meetings.models import (
    ActionPoint,
    AgendaItem,
    AgendaPoint,
    Meeting,
    Participant,
    RegionAnswer,
    RegionQuestion,
)
from meetings.participants import settings_of


@dataclass(frozen=True)
class Gathered:
    """The rows; `lines` say of each item why it is discussed, `questions` and `measures` go by id of the area."""

    meeting: Meeting
    lines: Sequence[Line]
    context: Context
    levels: Sequence[Level]
    questions: Mapping[int, Sequence[RegionQuestion]]
    measures: Mapping[int, Sequence[MeasureInForce]]
    participants: Sequence[Participant]
    points: Sequence[AgendaPoint]
    actions: Sequence[ActionPoint]
    quorum: int


def gather(meeting: Meeting) -> Gathered:
    """Read everything that belongs to a meeting."""
    items = list(meeting.items.with_latest().with_explanation().prefetch_related("agenda_reasons"))
    computed = [item.assessment for item in items if item.assessment]
    prefetch_related_objects([item.response for item in items if item.response], "error_signal")
    return Gathered(
        meeting=meeting,
        lines=sorted(lines_of(items), key=lambda line: line.item.area.code),
        context=load_context(computed, as_of=meeting.as_of),
        levels=_levels(meeting, items),
        questions=_questions(meeting),
        measures=_measures(meeting),
        participants=list(meeting.participants.all()),
        points=list(meeting.points.all()),
        actions=list(meeting.action_points.select_related("theme", "area")),
        quorum=settings_of(meeting).quorum,
    )


def _levels(meeting: Meeting, items: Sequence[AgendaItem]) -> Sequence[Level]:
    """Return the levels of the version on which the meeting was opened; without any level, those of its week."""
    pinned = next((item.assessment.version for item in items if item.assessment), None)
    version = pinned or version_for(adopted_versions(meeting.ladder_id), meeting.week)
    return list(version.levels.all()) if version else []


def _questions(meeting: Meeting) -> Mapping[int, Sequence[RegionQuestion]]:
    """Return the questions of this meeting, and those of earlier ones that are open, or were answered since the
    last of them was adopted: the rule by which they stand on its agenda, as it was opened.
    """
    earlier = Meeting.objects.filter(
        ladder=meeting.ladder_id, is_exercise=meeting.is_exercise, week_start__lt=meeting.week_start
    )
    answers = RegionAnswer.objects.filter(question=OuterRef("pk")).order_by("-answered_at")
    adopted_since = earlier.filter(adopted_at__lte=meeting.opened_at, adopted_at__gte=OuterRef("answered_at"))
    was_told = Exists(adopted_since)  # of a question without an answer it is not so
    asked = RegionQuestion.objects.annotate(answered_at=Subquery(answers.values("answered_at")[:1])).filter(
        Q(item__meeting=meeting) | Q(item__meeting__in=earlier) & ~was_told
    )
    found: dict[int, list[RegionQuestion]] = defaultdict(list)
    for question in asked.with_answers().select_related("item"):
        found[question.item.area_id].append(question)
    return found


def _measures(meeting: Meeting) -> Mapping[int, Sequence[MeasureInForce]]:
    found: dict[int, list[MeasureInForce]] = defaultdict(list)
    for measure in MeasureInForce.objects.on(meeting.held_on):
        found[measure.area_id].append(measure)
    return found

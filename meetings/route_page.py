"""What the page of a route shows."""

from collections import Counter
from dataclasses import dataclass

from meetings.actions.approvals import decisions_that_count
from meetings.models import Decision, Meeting, RouteEntry, RouteStep
from meetings.route import RouteState, is_completed, is_sent_back, route_state


@dataclass(frozen=True)
class StepRow:
    """A step with its last entry (None: nothing recorded yet) and the earlier ones, newest first."""

    step: RouteStep
    last: RouteEntry | None
    earlier: tuple[RouteEntry, ...]

    @property
    def is_shown(self) -> bool:
        return self.last is not None or (self.step.is_active and self.step.is_regular)


@dataclass(frozen=True)
class DecisionRow:
    """A decision and how it stands to the route."""

    decision: Decision
    state: RouteState


@dataclass(frozen=True)
class RoutePage:
    """The steps in order, and the decisions. Steps beside the regular line stand here once they are flagged."""

    steps: tuple[RouteStep, ...]
    rows: tuple[StepRow, ...]
    decisions: tuple[DecisionRow, ...]
    is_completed: bool
    is_sent_back: bool

    @property
    def counts(self) -> list[tuple[RouteState, int]]:
        """How many decisions there are in each state, the states in their own order."""
        found = Counter(row.state for row in self.decisions)
        return [(state, found[state]) for state in RouteState if found[state]]


def route_page_of(meeting: Meeting) -> RoutePage:
    """Return the route of a meeting, in three queries for any number of regions."""
    steps = tuple(RouteStep.objects.all())
    entries = list(meeting.route_entries.select_related("step", "by").order_by("pk"))
    decisions = decisions_that_count(meeting)
    return RoutePage(
        steps=steps,
        rows=tuple(row for row in (_row(step, entries) for step in steps) if row.is_shown),
        decisions=tuple(
            DecisionRow(
                decision,
                route_state(decision, entries, adopted=meeting.is_adopted, exercise=meeting.is_exercise),
            )
            for decision in decisions
        ),
        is_completed=is_completed(entries),
        is_sent_back=is_sent_back(entries),
    )


def _row(step: RouteStep, entries: list[RouteEntry]) -> StepRow:
    own = [entry for entry in reversed(entries) if entry.step_id == step.pk]
    return StepRow(step, own[0] if own else None, tuple(own[1:]))

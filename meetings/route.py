"""Where the outcome of a meeting stands on its route through the cabinet. Plain rules, no queries."""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from meetings.models import Decision, RouteEntry, RouteStep

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

AGREED, RETURNED, FLAGGED = RouteEntry.Outcome.AGREED, RouteEntry.Outcome.RETURNED, RouteEntry.Outcome.FLAGGED


class RouteState(Enum):
    """How a decision stands to the route of its meeting."""

    NOT_ADOPTED = "not_adopted"
    EXERCISE = "exercise"
    AHEAD = "ahead"
    WAITS = "waits"
    COMPLETED = "completed"
    AHEAD_SENT_BACK = "ahead_sent_back"
    WAITS_SENT_BACK = "waits_sent_back"

    @property
    def label(self) -> "StrPromise":
        """The state in words."""
        return LABELS[self]

    @property
    def is_in_force(self) -> bool:
        return self in {RouteState.AHEAD, RouteState.COMPLETED, RouteState.AHEAD_SENT_BACK}

    @property
    def is_sent_back(self) -> bool:
        return self in {RouteState.AHEAD_SENT_BACK, RouteState.WAITS_SENT_BACK}


LABELS = {
    RouteState.NOT_ADOPTED: _("not in force: the meeting has not been adopted"),
    RouteState.EXERCISE: _("exercise: no effect"),
    RouteState.AHEAD: _("in force, ahead of the route"),
    RouteState.WAITS: _("waits for the route"),
    RouteState.COMPLETED: _("in force, the route is completed"),
    RouteState.AHEAD_SENT_BACK: _("in force, but sent back on the route"),
    RouteState.WAITS_SENT_BACK: _("not in force: sent back on the route"),
}


def route_state(decision: Decision, entries: Sequence[RouteEntry], *, adopted: bool, exercise: bool) -> RouteState:
    """Return how a decision stands to the route; `entries` are those of its meeting, oldest first.

    A decision that does not wait is in force from the adoption, whatever becomes of its route: only a new decision
    or an erratum changes it. One that waits is in force while the route is completed.
    """
    if exercise:
        return RouteState.EXERCISE
    if not adopted:
        return RouteState.NOT_ADOPTED
    if is_completed(entries):
        return RouteState.COMPLETED
    if is_sent_back(entries):
        return RouteState.WAITS_SENT_BACK if decision.waits_for_route else RouteState.AHEAD_SENT_BACK
    return RouteState.WAITS if decision.waits_for_route else RouteState.AHEAD


def is_completed(entries: Sequence[RouteEntry]) -> bool:
    """Whether the route has been completed and nothing was sent back since; `entries`, oldest first."""
    completing = [place for place, entry in enumerate(entries) if entry.completes]
    sent_back = [place for place, entry in enumerate(entries) if entry.outcome == RETURNED]
    return bool(completing) and max(completing) > max(sent_back, default=-1)


def is_sent_back(entries: Iterable[RouteEntry]) -> bool:
    """Whether the last word of any step is that the outcome is sent back; `entries`, oldest first."""
    return RETURNED in last_words(entries).values()


def last_words(entries: Iterable[RouteEntry]) -> dict[int, str]:
    """Return the last outcome of each step that has one, by id of the step; `entries`, oldest first."""
    return {entry.step_id: entry.outcome for entry in entries}


def completes(entries: Iterable[RouteEntry], step: RouteStep, outcome: str, steps: Iterable[RouteStep]) -> bool:
    """Whether a new entry completes the route: every regular step in use agreed, and none sent it back.

    `entries` are those before it, oldest first; `steps` are all steps. A flag for a body beside the regular line
    does not hold the route up; its sending back does.
    """
    in_use = [known for known in steps if known.is_active]
    is_any_regular = any(known.is_regular for known in in_use)
    words = {**last_words(entries), step.pk: outcome}
    return outcome == AGREED and is_any_regular and not awaited(words, in_use)


def awaited(words: Mapping[int, str], steps: Iterable[RouteStep]) -> list[RouteStep]:
    """Return the steps in use that hold the route up: a regular one that has not agreed, any that sent it back.

    `words` are the last outcomes of `last_words`.
    """
    return [
        step
        for step in steps
        if step.is_active
        and ((step.is_regular and words.get(step.pk) != AGREED) or words.get(step.pk) == RETURNED)
    ]

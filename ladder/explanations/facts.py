"""An explanation as data: the facts from which sentences and JSON are made. No language, no stored prose."""

from dataclasses import dataclass
from typing import Any

from ladder.engine.rules import DECIDING
from ladder.engine.verdicts import SignalVerdict
from ladder.level_states import computed_state
from ladder.models import Assessment, Level, Signal
from regions.models import Area


@dataclass(frozen=True)
class Distance:
    """A weekly value seen from the signal value of a level.

    `gap` is in the unit of the signal and never negative; `share` is the gap as a part of the signal value
    (0.2 is 20 %), None where the signal value is 0.
    """

    level: Level
    bound: float
    gap: float
    share: float | None

    def as_json(self) -> dict[str, Any]:
        return {
            "level": self.level.number,
            "signal_value": self.bound,
            "distance": self.gap,
            "share_of_signal_value": self.share,
        }


@dataclass(frozen=True)
class Run:
    """How many weeks in a row, this one included. `at_least`: what was before them is not known."""

    weeks: int
    at_least: bool

    def as_json(self) -> dict[str, Any]:
        return {"weeks": self.weeks, "at_least": self.at_least}


@dataclass(frozen=True)
class Change:
    """A complete weekly value against that of the week before.

    `growth` is the change as a part of last week's value (0.13 is 13 % more), None where that was 0. One of the
    times, in weeks at this growth, is there when the change is more than chance (`ladder.explanations.changes`).
    """

    last_week: float
    difference: float
    growth: float | None
    doubling_weeks: float | None
    halving_weeks: float | None

    def as_json(self) -> dict[str, Any]:
        return {
            "last_week": self.last_week,
            "difference": self.difference,
            "growth_per_week": self.growth,
            "doubling_weeks": self.doubling_weeks,
            "halving_weeks": self.halving_weeks,
        }


@dataclass(frozen=True)
class SignalExplanation:
    """One signal. `reached` is None at the lowest level, `following` at the highest; both without a value.

    `run` counts the weeks past the signal value that was reached; at the lowest level, those not past the first.
    `decides`: this signal gives the level.
    """

    signal: Signal
    found: SignalVerdict
    decides: bool
    level: Level | None
    reached: Distance | None
    following: Distance | None
    run: Run | None
    change: Change | None

    @property
    def may_decide(self) -> bool:
        return self.found.role == DECIDING

    def as_json(self) -> dict[str, Any]:
        return {
            "signal": self.signal.code,
            "role": self.found.role,
            "decides": self.decides,
            "state": self.found.state.value,
            "days": self.found.days,
            "days_expected": self.found.days_expected,
            "value": self.found.value,
            "level": self.level.number if self.level else None,
            "reached": self.reached.as_json() if self.reached else None,
            "next": self.following.as_json() if self.following else None,
            "weeks_on_this_side": self.run.as_json() if self.run else None,
            "change": self.change.as_json() if self.change else None,
        }


@dataclass(frozen=True)
class NeighbourLevel:
    """The computed level of a neighbouring area in the same week (None: not computed)."""

    area: Area
    computed: Assessment | None

    @property
    def level(self) -> Level | None:
        return self.computed.level if self.computed else None

    @property
    def state(self) -> str:
        return computed_state(self.computed)

    def as_json(self) -> dict[str, Any]:
        level = self.level
        return {"area": self.area.code, "level": level.number if level else None, "state": self.state}


@dataclass(frozen=True)
class Explanation:
    """Why an area has its level. `run` counts the weeks at this level; None where the level is unknown.

    `level_before` is the level of the week before, None where that is not known.
    """

    assessment: Assessment
    run: Run | None
    level_before: Level | None
    signals: tuple[SignalExplanation, ...]
    neighbours: tuple[NeighbourLevel, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the facts as JSON-ready data: codes, numbers in full precision, null for what is not known."""
        level = self.assessment.level
        return {
            "area": self.assessment.area.code,
            "week": str(self.assessment.week),
            "ladder_version": self.assessment.version.code,
            "level": level.number if level else None,
            "state": self.assessment.state,
            "deciding": [one.signal.code for one in self.signals if one.decides],
            "weeks_at_level": self.run.as_json() if self.run else None,
            "level_last_week": self.level_before.number if self.level_before else None,
            "signals": [one.as_json() for one in self.signals],
            "neighbours": [one.as_json() for one in self.neighbours],
        }

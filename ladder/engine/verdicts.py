"""What the engine says: a level with everything needed to follow why.

A verdict is stored as JSON with its assessment (`as_facts`) and read back from it (`from_facts`). Sentences are
made from it when somebody reads them; none are stored.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self


class ValueState(StrEnum):
    """How far a weekly value can be trusted."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"  # some of the days, or some of the municipalities, are not there
    LATE = "late"  # the source has reported this week for no area at all, and may still do so
    MISSING = "missing"  # the source has reported this week, but not this area


class LevelState(StrEnum):
    """How far a level can be trusted."""

    COMPLETE = "complete"
    PROVISIONAL = "provisional"  # at least this level; a deciding value is not complete
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class SignalVerdict:
    """One signal of one area in one week, held against its signal values.

    `value` is the weekly value in full precision, None unless the state is complete or incomplete. `days` of the
    `days_expected` days (or weeks, for a weekly figure: 1) were fully reported. `grain` says from whose figures
    the value was made: "own" (the area's) or "parts" (its municipalities'); None without a value. `level` is what
    this signal gives by itself, None without a value or without bounds. `bounds` are pairs (level number, signal
    value), rising in level.
    """

    signal: str
    role: str
    state: ValueState
    value: float | None
    days: int
    days_expected: int
    grain: str | None
    level: int | None
    bounds: tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class Verdict:
    """The level of one area in one week. `deciding` names the deciding signals that gave the level."""

    rule: str
    comparator: str
    level: int | None
    state: LevelState
    signals: tuple[SignalVerdict, ...]
    deciding: tuple[str, ...]

    def of(self, signal: str) -> SignalVerdict | None:
        """Return what was found for a signal, or None when the ladder version does not use it."""
        return next((found for found in self.signals if found.signal == signal), None)

    @property
    def doubtful(self) -> tuple[SignalVerdict, ...]:
        """The deciding signals whose value is not complete: why the level is provisional or unknown."""
        return tuple(
            found for found in self.signals if found.role == "deciding" and found.state != ValueState.COMPLETE
        )

    def as_facts(self) -> dict[str, Any]:
        """Return the verdict as JSON-ready data."""
        signals = [{**vars(found), "bounds": [list(bound) for bound in found.bounds]} for found in self.signals]
        return {**vars(self), "signals": signals, "deciding": list(self.deciding)}

    @classmethod
    def from_facts(cls, facts: dict[str, Any]) -> Self:
        """Read back what `as_facts` wrote."""
        signals = tuple(
            SignalVerdict(
                **{
                    **found,
                    "state": ValueState(found["state"]),
                    "bounds": tuple((number, bound) for number, bound in found["bounds"]),
                }
            )
            for found in facts["signals"]
        )
        return cls(
            **{
                **facts,
                "state": LevelState(facts["state"]),
                "signals": signals,
                "deciding": tuple(facts["deciding"]),
            }
        )

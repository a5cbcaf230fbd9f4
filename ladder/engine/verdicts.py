"""What the engine says: a level with everything needed to follow why.

A verdict is stored as JSON with its assessment (`as_facts`) and read back from it (`from_facts`). Sentences are
made from it when somebody reads them; none are stored. Facts live long: keys of a newer engine are read past, and
what an older one did not write has a default.
"""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Self


class ValueState(StrEnum):
    """How far a weekly value can be trusted."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"  # some of the days, or some of the municipalities, are not there or not final
    LATE = "late"  # the source has reported this week for no area at all, and may still do so
    MISSING = "missing"  # the source has reported this week, but not this area
    TOO_SMALL = "too_small"  # reported, but too few people live there for the figure to say anything


class LevelState(StrEnum):
    """How far a level can be trusted."""

    COMPLETE = "complete"
    PROVISIONAL = "provisional"  # at least this level; a deciding value is not complete
    UNKNOWN = "unknown"


class HoldingReason(StrEnum):
    """Why a level stands above what the figures of the week give."""

    NONE = ""
    DEAD_BAND = "dead_band"  # a value is below its signal value, but not below the dead-band
    DWELL = "dwell"  # below, but not for enough weeks in a row
    INCOMPLETE = "incomplete"  # incomplete figures cannot prove that the level may go down


@dataclass(frozen=True)
class SignalVerdict:
    """One signal of one area in one week, held against its signal values.

    `value` is the weekly value in full precision, None unless the state is complete or incomplete. `days` of the
    `days_expected` days (or weeks, for a weekly figure: 1) were fully reported and final. `grain` says from whose
    figures the value was made: "own" (the area's) or "parts" (its municipalities'); None without a value. `level`
    is what this signal gives by itself, None without a value or without bounds. `bounds` are pairs (level number,
    signal value), rising in level.
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
class Holding:
    """What the levels of earlier weeks did to a level, in a version with a dead-band or dwell.

    `raw` is the level by this week's figures alone, None when unknown. `band` is the level that they give on the
    way down, with the signal values moved by the dead-band; None unless the deciding values are complete.
    `standing` is what next week is held against: the level, or in an unknown week the level that stood before.
    `weeks_below` is for how many weeks in a row, this one included, complete figures were below a level that is
    held by dwell.
    """

    raw: int | None
    band: int | None
    standing: int | None
    reason: HoldingReason
    weeks_below: int = 0


@dataclass(frozen=True)
class Verdict:
    """The level of one area in one week. `deciding` names the deciding signals that gave the level.

    A level held by the dead-band is given by the signals within it; one held otherwise by none of this week.
    `holding` is None where the version holds no levels.
    """

    rule: str
    comparator: str
    level: int | None
    state: LevelState
    signals: tuple[SignalVerdict, ...]
    deciding: tuple[str, ...]
    holding: Holding | None = None

    def of(self, signal: str) -> SignalVerdict | None:
        """Return what was found for a signal, or None when the ladder version does not use it."""
        return next((found for found in self.signals if found.signal == signal), None)

    @property
    def held(self) -> bool:
        """Whether the level stands above what the figures of the week give."""
        return self.holding is not None and self.holding.reason != HoldingReason.NONE

    @property
    def doubtful(self) -> tuple[SignalVerdict, ...]:
        """The deciding signals whose value is not complete: why the level is provisional or unknown."""
        return tuple(
            found for found in self.signals if found.role == "deciding" and found.state != ValueState.COMPLETE
        )

    def as_facts(self) -> dict[str, Any]:
        """Return the verdict as JSON-ready data; without a key for what the version does not have."""
        signals = [{**vars(found), "bounds": [list(bound) for bound in found.bounds]} for found in self.signals]
        facts = {**vars(self), "signals": signals, "deciding": list(self.deciding)}
        holding = facts.pop("holding")
        return facts if holding is None else {**facts, "holding": dict(vars(holding))}

    @classmethod
    def from_facts(cls, facts: dict[str, Any]) -> Self:
        """Read back what `as_facts` wrote, also an older or a newer one."""
        holding = facts.get("holding")
        return cls(
            **{
                **_known(facts, VERDICT_FIELDS),
                "state": LevelState(facts["state"]),
                "signals": tuple(_signal_from(found) for found in facts["signals"]),
                "deciding": tuple(facts["deciding"]),
                "holding": _holding_from(holding) if holding else None,
            }
        )


SIGNAL_FIELDS, HOLDING_FIELDS, VERDICT_FIELDS = (
    frozenset(field.name for field in fields(kind)) for kind in (SignalVerdict, Holding, Verdict)
)


def _known(facts: dict[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return facts if facts.keys() <= names else {name: value for name, value in facts.items() if name in names}


def _signal_from(found: dict[str, Any]) -> SignalVerdict:
    bounds = tuple((number, bound) for number, bound in found["bounds"])
    return SignalVerdict(**{**_known(found, SIGNAL_FIELDS), "state": ValueState(found["state"]), "bounds": bounds})


def _holding_from(found: dict[str, Any]) -> Holding:
    return Holding(**{**_known(found, HOLDING_FIELDS), "reason": HoldingReason(found["reason"])})

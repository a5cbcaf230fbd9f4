"""What the engine is asked to hold figures against: signals and one ladder version, as frozen dataclasses."""

from dataclasses import dataclass

DECIDING = "deciding"
DAYS_EXPECTED = {"daily": 7, "weekly": 1}
SUM, MEAN, LATEST = "sum", "mean", "latest"
Bounds = tuple[tuple[int, float], ...]
"""Pairs (level number, signal value), rising in level."""


@dataclass(frozen=True)
class SignalRule:
    """One signal in one ladder version.

    `per` is the population base (None: not per inhabitant). `aggregation` makes the week's value: "sum" of days
    and municipalities, or "mean" or "latest" of the area's own figures. `bounds` are empty for a signal that is
    only shown. Figures count as final `usually_incomplete_days` days after their day. Of an area with fewer
    inhabitants than `minimum_population` no value is given.
    """

    signal: str
    role: str
    frequency: str = "daily"
    per: int | None = None
    aggregation: str = SUM
    higher_is_worse: bool = True
    bounds: Bounds = ()
    usually_incomplete_days: int = 0
    minimum_population: int | None = None

    @property
    def days_expected(self) -> int:
        """How many reports make a whole week: 7 days, or 1 for a weekly figure."""
        return DAYS_EXPECTED[self.frequency]

    @property
    def adds_up(self) -> bool:
        """Whether the figures of days and of municipalities are summed."""
        return self.aggregation == SUM

    @property
    def partial_proves(self) -> bool:
        """Whether part of a week can show that a bound has been passed: a sum over more days is no smaller."""
        return self.adds_up and self.higher_is_worse


@dataclass(frozen=True)
class LadderRule:
    """One ladder version: its level numbers from the lowest up, its comparator ("above" or "from") and signals.

    `dead_band` (%) and `dwell_weeks` slow the way down, see `ladder.engine.holding`; 0 and 1 are off.
    """

    code: str
    levels: tuple[int, ...]
    comparator: str
    signals: tuple[SignalRule, ...]
    dead_band: float = 0.0
    dwell_weeks: int = 1

    @property
    def holds(self) -> bool:
        """Whether a level may be held up by the levels of earlier weeks."""
        return self.dead_band > 0 or self.dwell_weeks > 1

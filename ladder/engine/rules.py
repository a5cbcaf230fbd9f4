"""What the engine is asked to hold figures against: signals and one ladder version, as frozen dataclasses."""

from dataclasses import dataclass

DECIDING = "deciding"
DAYS_EXPECTED = {"daily": 7, "weekly": 1}


@dataclass(frozen=True)
class SignalRule:
    """One signal in one ladder version.

    `per` is the population base (None: not per inhabitant). `adds_up`: the figures of days and of municipalities
    are summed; otherwise the week's value is the mean of the area's own figures. `bounds` are pairs (level number,
    signal value), rising in level; empty for a signal that is only shown.
    """

    signal: str
    role: str
    frequency: str = "daily"
    per: int | None = None
    adds_up: bool = True
    higher_is_worse: bool = True
    bounds: tuple[tuple[int, float], ...] = ()

    @property
    def days_expected(self) -> int:
        """How many reports make a whole week: 7 days, or 1 for a weekly figure."""
        return DAYS_EXPECTED[self.frequency]

    @property
    def partial_proves(self) -> bool:
        """Whether part of a week can show that a bound has been passed: a sum over more days is no smaller."""
        return self.adds_up and self.higher_is_worse


@dataclass(frozen=True)
class LadderRule:
    """One ladder version: its level numbers from the lowest up, its comparator ("above" or "from") and signals."""

    code: str
    levels: tuple[int, ...]
    comparator: str
    signals: tuple[SignalRule, ...]

"""One measure of the benchmark, and how it is taken."""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Measure:
    """What was measured, held against a floor that was measured in the same run.

    With `floor` the bound is on the ratio; without, on the value itself. `at_least` turns the bound round. Without
    `bound` the measure is there to be read only.
    """

    what: str
    value: float
    unit: str = "s"
    floor: float | None = None
    bound: float | None = None
    at_least: bool = False

    @property
    def ratio(self) -> float | None:
        return self.value / self.floor if self.floor else None

    @property
    def verdict(self) -> str:
        """`ok` or `over` for a measure with a bound, else nothing."""
        if self.bound is None:
            return ""
        held = self.value if self.ratio is None else self.ratio
        return "ok" if (held >= self.bound if self.at_least else held <= self.bound) else "over"

    def cells(self) -> tuple[str, ...]:
        """Return measured, floor, ratio, bound and verdict as text."""
        sign = "≥" if self.at_least else "≤"
        factor = " ×" if self.ratio is not None else f" {self.unit}" if self.unit != "s" else ""
        return (
            self._number(self.value),
            "" if self.floor is None else self._number(self.floor),
            "" if self.ratio is None else f"{self.ratio:.2f}",
            "" if self.bound is None else f"{sign} {self.bound:g}{factor}",
            self.verdict,
        )

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    def _number(self, value: float) -> str:
        if self.unit == "s":
            return f"{value:.3f} s"
        return f"{value:,.0f} {self.unit}" if value >= 1000 else f"{value:.3g} {self.unit}".strip()


def seconds(run: Callable[[], object]) -> float:
    """Return the wall time of one call."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def alternately(times: int, **runs: Callable[[], float]) -> dict[str, float]:
    """Take measures in turn, several times, and return the least of each.

    Other work on the machine only ever adds time; taken in turn, the measures meet the same other work.
    """
    least = dict.fromkeys(runs, float("inf"))
    for _ in range(times):
        for name, run in runs.items():
            least[name] = min(least[name], run())
    return least

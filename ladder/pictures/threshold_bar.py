"""A value on a bar of its signal values: one segment per level, in percent of the bar's length."""

from dataclasses import dataclass

from ladder.engine.rules import Bounds as Bounds

ROOM_ABOVE = 1.5  # the bar ends at one and a half times the highest signal value, or just beyond the value


@dataclass(frozen=True)
class Segment:
    """The stretch of one level: where it begins and how long it is (percent), and the value at its start."""

    level: int
    start: float
    length: float
    bound: float


@dataclass(frozen=True)
class ThresholdBar:
    """The segments from left to right, and the place of the value (percent; None without a value)."""

    segments: tuple[Segment, ...]
    marker: float | None


def threshold_bar(value: float | None, bounds: Bounds, lowest_level: int = 1) -> ThresholdBar:
    """Return the bar of a signal whose higher values are worse. `bounds` rise and are not empty."""
    end = max(bounds[-1][1] * ROOM_ABOVE, (value or 0) * 1.05)
    starts = [(lowest_level, 0.0), *bounds]
    ends = [bound for _, bound in bounds] + [end]
    segments = tuple(
        Segment(level, _percent(start, end), _percent(stop - start, end), start)
        for (level, start), stop in zip(starts, ends, strict=True)
    )
    return ThresholdBar(segments, None if value is None else _percent(max(value, 0), end))


def _percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 2)

"""What a chart is made of. Texts come in ready to read, so that charts know no language."""

from dataclasses import dataclass
from datetime import date

from ladder.pictures.threshold_bar import Bounds as Bounds


@dataclass(frozen=True)
class WeekPoint:
    """A weekly value, drawn over its seven days. `value` is None for a gap: incomplete, missing or not computed.

    `bounds` are pairs (level number, signal value), rising; `label` is what hovering shows, `tick` the axis.
    """

    monday: date
    value: float | None
    bounds: Bounds
    label: str
    tick: str


@dataclass(frozen=True)
class DayPoint:
    """A day's figure; None for a day that was not completely reported."""

    day: date
    value: float | None
    label: str


@dataclass(frozen=True)
class LevelStyle:
    """How a level is called and coloured."""

    number: int
    name: str
    colour: str


@dataclass(frozen=True)
class ChartTexts:
    """The titles on the axes, with their units, and the decimal and thousands signs (`,.` in Dutch)."""

    week_axis: str
    day_axis: str
    separators: str

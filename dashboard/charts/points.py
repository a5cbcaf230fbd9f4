"""What a chart is made of. Texts come in ready to read, so that charts know no language."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ladder.pictures.colours import ink_on
from ladder.pictures.threshold_bar import Bounds as Bounds

NOON = time(12)


@dataclass(frozen=True)
class WeekPoint:
    """A weekly value, drawn over its seven days. `value` is None for a gap: missing, late or not computed.

    An incomplete value stands in `incomplete` instead: it is drawn apart from the line, or would look like a fall.
    `bounds` are pairs (level number, signal value), rising; `label` is what hovering shows, `tick` the axis.
    """

    monday: date
    value: float | None
    bounds: Bounds
    label: str
    tick: str
    incomplete: float | None = None


@dataclass(frozen=True)
class DayPoint:
    """A day's figure; None for a day that was not completely reported.

    What is there of an incomplete day, or of one that is not final yet, is `incomplete`. `mean` is that of the
    seven days up to this one, None when one of them is not there.
    """

    day: date
    value: float | None
    label: str
    incomplete: float | None = None
    mean: float | None = None
    mean_label: str = ""


@dataclass(frozen=True)
class LevelStyle:
    """How a level is called and coloured."""

    number: int
    name: str
    colour: str

    @property
    def ink(self) -> str:
        """What is readable on its colour."""
        return ink_on(self.colour)


@dataclass(frozen=True)
class LevelOfWeek:
    """The level of one week on a strip. `level` is None when it is unknown; `label` is what hovering shows.

    A provisional level is at least what it says.
    """

    monday: date
    level: LevelStyle | None
    label: str
    is_provisional: bool = False


@dataclass(frozen=True)
class Strip:
    """A kind of level over time. Weeks without any such level are not among `weeks`."""

    name: str
    weeks: tuple[LevelOfWeek, ...]


@dataclass(frozen=True)
class Event:
    """Something that happened on a day, as one sentence."""

    day: date
    text: str


@dataclass(frozen=True)
class ChartTexts:
    """The titles on the axes, with their units, and the decimal and thousands signs (`,.` in Dutch).

    The others name what is drawn; they stand in the legend of a picture that leaves the page. `title`, `lines`
    (source and dates) and `file_name` (without its end) are of that picture.
    """

    week_axis: str
    day_axis: str
    separators: str
    weekly: str = ""
    weekly_incomplete: str = ""
    daily: str = ""
    daily_incomplete: str = ""
    mean: str = ""
    title: str = ""
    lines: tuple[str, ...] = ()
    file_name: str = ""


def middle_of(monday: date) -> str:
    """Return the middle of a week, as plotly.js reads a moment."""
    return noon_of(monday + timedelta(days=3))


def noon_of(day: date) -> str:
    """Return the middle of a day, as plotly.js reads a moment."""
    return datetime.combine(day, NOON).isoformat(timespec="minutes")

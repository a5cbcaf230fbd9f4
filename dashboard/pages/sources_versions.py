"""The versions of a ladder over time: as a drawing, as a table, and what each one changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ladder import formats
from ladder.models import LadderVersion, Level, SignalUse
from ladder.version_comparison import Difference, compare_versions

DAY = timedelta(days=1)
SHORTEST = timedelta(days=90)  # of the last version on the drawing, so that it is seen
ROW, AXIS = 52, 24  # pixels: the height of a version on the drawing, and of the years below
MOST_YEARS = 8


@dataclass(frozen=True)
class UseRow:
    """A signal in a version: its part, and its signal value per level from the second one on, empty for none."""

    use: SignalUse
    values: tuple[str, ...]

    @property
    def name(self) -> str:
        return capfirst(self.use.signal.label)

    @property
    def unit(self) -> str:
        return self.use.signal.unit_label

    @property
    def is_deciding(self) -> bool:
        return self.use.role == SignalUse.Role.DECIDING


@dataclass(frozen=True)
class VersionRow:
    """A version. `until` is its last day, None when no other follows; `changes` are against the one before."""

    version: LadderVersion
    until: date | None
    is_in_force: bool
    uses: tuple[UseRow, ...]
    changes: tuple[Difference, ...]

    @property
    def levels(self) -> list[Level]:
        return list(self.version.levels.all())

    @property
    def bounded_levels(self) -> list[Level]:
        """The levels that have a signal value: all but the lowest."""
        return self.levels[1:]

    @property
    def bounded(self) -> list[UseRow]:
        """The signals that are held against signal values."""
        return [row for row in self.uses if any(row.values)]

    @property
    def shown_names(self) -> str:
        """The signals that are shown and change nothing."""
        return ", ".join(row.use.signal.label for row in self.uses if not any(row.values))

    @property
    def period(self) -> str:
        first = formats.day(self.version.valid_from)
        if self.until is None:
            return _("from %(first)s on") % {"first": first}
        return _("%(first)s until %(last)s") % {"first": first, "last": formats.day(self.until)}


@dataclass(frozen=True)
class Bar:
    """A version on the drawing: places in percent of the width, heights in pixels."""

    row: VersionRow
    start: float
    length: float
    top: int
    is_right: bool

    @property
    def end(self) -> float:
        return self.start + self.length

    @property
    def baseline(self) -> int:
        return self.top + 18

    @property
    def bar_top(self) -> int:
        return self.top + 26


@dataclass(frozen=True)
class Drawing:
    """The versions over time. `years` are the first days of years: place in percent, and the year."""

    bars: tuple[Bar, ...]
    years: tuple[tuple[float, int], ...]
    height: int

    @property
    def axis(self) -> int:
        return self.height - AXIS

    @property
    def year_line(self) -> int:
        return self.height - 6


def version_rows(versions: Sequence[LadderVersion], *, day: date) -> tuple[VersionRow, ...]:
    """Return the adopted versions, oldest first, as they stand on a day. No queries.

    They come with their levels, uses, signals and signal values.
    """
    nexts = [*versions[1:], None]
    before = [None, *versions]
    return tuple(
        VersionRow(
            version=version,
            until=after.valid_from - DAY if after else None,
            is_in_force=version.valid_from <= day and (after is None or day < after.valid_from),
            uses=tuple(_use(use, list(version.levels.all())[1:]) for use in _ordered(version)),
            changes=tuple(compare_versions(previous, version)) if previous else (),
        )
        for version, previous, after in zip(versions, before, nexts, strict=False)
    )


def _ordered(version: LadderVersion) -> list[SignalUse]:
    roles = list(SignalUse.Role)
    return sorted(version.uses.all(), key=lambda use: (roles.index(SignalUse.Role(use.role)), use.signal.order))


def _use(use: SignalUse, levels: Sequence[Level]) -> UseRow:
    values = {threshold.level_id: threshold.value for threshold in use.thresholds.all()}
    return UseRow(use, tuple(formats.bound(values[level.pk]) if level.pk in values else "" for level in levels))


def draw(rows: Sequence[VersionRow], *, day: date) -> Drawing:
    """Return the drawing of some versions, up to a day or a while after the last one began."""
    first = rows[0].version.valid_from
    last = max(day, rows[-1].version.valid_from + SHORTEST)

    def place(moment: date) -> float:
        return round(100 * (moment - first).days / (last - first).days, 2)

    starts = [place(row.version.valid_from) for row in rows]
    bars = tuple(
        Bar(row, start, round(end - start, 2), number * ROW, start > 100 / 2)
        for number, (row, (start, end)) in enumerate(zip(rows, pairwise([*starts, 100.0]), strict=True))
    )
    years = range(first.year + 1, last.year + 1)
    step = -(-len(years) // MOST_YEARS) or 1
    marks = tuple((place(date(year, 1, 1)), year) for year in years[::step])
    return Drawing(bars, marks, len(rows) * ROW + AXIS)

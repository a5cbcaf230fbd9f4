"""The table of the overview: which columns, in which order the rows stand, and which of them are asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dashboard.pages.kinds_of_level import COMPUTED, DECIDED, DIFFERENCE, title_of, word_of
from dashboard.pages.legend import LegendRow, key_of
from dashboard.pages.overview_asked import Asked
from dashboard.pages.overview_rows import Row, Value
from dashboard.pages.overview_sorts import CHANGE, DECIDING, LEVEL, NAME, STATE, Sort, sorted_rows
from ladder import formats
from ladder.models import Signal
from measures.listing import folded

WHOLE = 100  # length of a bar
ROOM = 1.1  # a scale ends a little beyond the highest signal value


@dataclass(frozen=True)
class Column:
    """A column. `sort` is what choosing its heading asks for; `aria_sort` how it is sorted now, or empty."""

    key: str
    title: str
    sort: str
    unit: str = ""
    is_number: bool = False
    aria_sort: str = ""


@dataclass(frozen=True)
class BarCell:
    """A value with its bar on the common scale of its column, in percent; `length` is None without a value."""

    value: Value
    length: float | None
    ticks: tuple[float, ...]

    @property
    def tick_path(self) -> str:
        """The ticks as an SVG path, across a bar of height 8."""
        return "".join(f"M{tick:g} 0v8" for tick in self.ticks)


@dataclass(frozen=True)
class TableRow:
    """A row with the cells of its signals."""

    row: Row
    cells: tuple[BarCell, ...]


@dataclass(frozen=True)
class Group:
    """Rows below a heading; without grouping there is one group, without a heading."""

    heading: LegendRow | None
    rows: tuple[TableRow, ...]


@dataclass(frozen=True)
class Table:
    """What the table shows. `shown` rows of `total` remain after searching."""

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    shown: int
    total: int
    is_grouped: bool
    search: str
    sort: Sort | None

    @property
    def rows(self) -> list[Row]:
        """The rows as they stand on the page, of all groups."""
        return [one.row for group in self.groups for one in group.rows]

    @property
    def shown_text(self) -> str:
        return _("%(shown)s of %(total)s regions") % {
            "shown": formats.number(self.shown, 0),
            "total": formats.number(self.total, 0),
        }


def table_of(
    rows: Sequence[Row], signals: Sequence[Signal], legend: Sequence[LegendRow], show: str, asked: Asked
) -> Table:
    """Return the rows that are asked for, in the order that is asked for, with bars on the scale of all rows."""
    columns = _columns(signals, show, asked.sort)
    is_sorted = asked.sort if any(column.aria_sort for column in columns) else None
    wanted = [row for row in rows if _matches(row, asked.search)]
    ordered = sorted_rows(wanted, is_sorted) if is_sorted else wanted
    scales = {signal.code: _scale(rows, signal.code) for signal in signals}
    made = [TableRow(row, tuple(_bar(value, scales[value.signal]) for value in row.values)) for row in ordered]
    return Table(
        columns=columns,
        groups=_grouped(made, legend) if asked.is_grouped else (Group(None, tuple(made)),),
        shown=len(made),
        total=len(rows),
        is_grouped=asked.is_grouped,
        search=asked.search,
        sort=is_sorted,
    )


def _columns(signals: Sequence[Signal], show: str, sort: Sort | None) -> tuple[Column, ...]:
    both = [(DECIDED, title_of(DECIDED)), (COMPUTED, title_of(COMPUTED)), (DIFFERENCE, capfirst(word_of(show)))]
    return (
        _column(NAME, _("Safety region"), sort),
        *(
            _column(*level, sort, most_first=True)
            for level in (both if show == DIFFERENCE else [(LEVEL, title_of(show))])
        ),
        *(
            _column(
                signal.code, capfirst(signal.label), sort, unit=signal.unit_label, is_number=True, most_first=True
            )
            for signal in signals
        ),
        _column(CHANGE, _("Last change"), sort),
        _column(DECIDING, _("Deciding signal"), sort),
        _column(STATE, _("State"), sort),
    )


def _column(
    key: str, title: str, sort: Sort | None, *, unit: str = "", is_number: bool = False, most_first: bool = False
) -> Column:
    """A first choice puts the worst levels and highest values first, and names from A to Z; a second turns it."""
    if sort is None or sort.column != key:
        return Column(key, title, Sort(key, most_first).parameter, unit, is_number)
    direction = "descending" if sort.is_descending else "ascending"
    return Column(key, title, Sort(key, not sort.is_descending).parameter, unit, is_number, direction)


def _matches(row: Row, search: str) -> bool:
    """Whether every word stands in the name or the code: who types `fryslan` looks for Fryslân."""
    text = folded(f"{row.area.name} {row.area.code}")
    return all(word in text for word in folded(search).split())


def _scale(rows: Sequence[Row], signal: str) -> tuple[float, tuple[float, ...]]:
    """Return where the scale of a column ends, and the signal values on it."""
    values = [value for row in rows for value in row.values if value.signal == signal]
    bounds = next((value.bounds for value in values if value.bounds), ())
    most = max((value.number for value in values if value.number is not None), default=0.0)
    return max(most, max(bounds, default=0.0) * ROOM), bounds


def _bar(value: Value, scale: tuple[float, tuple[float, ...]]) -> BarCell:
    end, bounds = scale
    if not end or value.number is None:
        return BarCell(value, None, ())
    return BarCell(value, _percent(value.number, end), tuple(_percent(bound, end) for bound in bounds))


def _percent(part: float, whole: float) -> float:
    return round(WHOLE * max(part, 0.0) / whole, 1)


def _grouped(rows: Sequence[TableRow], legend: Sequence[LegendRow]) -> tuple[Group, ...]:
    """Put rows below the lines of the legend, the most severe level first and what is not known last."""
    levels = sorted((line for line in legend if line.level), key=lambda line: str(line.key), reverse=True)
    others = [line for line in legend if not line.level]
    groups = (
        Group(line, tuple(one for one in rows if key_of(one.row) == line.key)) for line in [*levels, *others]
    )
    return tuple(group for group in groups if group.rows)

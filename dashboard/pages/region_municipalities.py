"""The municipalities of a region: the weekly value of each, computed as the engine computes that of a region."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dashboard.charts.sparkline import Sparkline, height_of, sparkline, top_of
from dashboard.pages.daily_figures import RegionFigures
from dashboard.pages.municipal_values import weekly_verdicts
from ladder import formats
from ladder.engine.rules import SUM, Bounds
from ladder.engine.verdicts import SignalVerdict, ValueState
from ladder.models import LadderVersion, Signal
from ladder.weekly_values import Cell, cell, compared_signals
from ladder.weeks import Week
from regions.models import Area

NAME, INHABITANTS, VALUE, CHANGE = "name", "inhabitants", "value", "change"
SORTS = (VALUE, NAME, INHABITANTS, CHANGE)
NUMBER = 8  # units that a number takes beside a picture


@dataclass(frozen=True)
class MunicipalityRow:
    """One municipality with its weekly verdicts, earliest week first."""

    area: Area
    signal: Signal
    weeks: tuple[SignalVerdict, ...]
    top: float

    @property
    def last(self) -> SignalVerdict:
        return self.weeks[-1]

    @property
    def before(self) -> SignalVerdict | None:
        return self.weeks[-2] if len(self.weeks) > 1 else None

    @property
    def change(self) -> float | None:
        """By how much the value rose; None unless both weeks are complete."""
        values = [_complete(found) for found in (self.before, self.last)]
        before, last = values
        return None if before is None or last is None else last - before

    @property
    def cell(self) -> Cell:
        return municipality_cell(self.last, self.signal)

    @property
    def cell_before(self) -> Cell:
        return municipality_cell(self.before, self.signal)

    @property
    def change_text(self) -> str:
        """`+12,3`, `−4,0`, `0,0`; empty without a change."""
        if self.change is None:
            return ""
        shown = formats.number(abs(self.change), self.signal.decimals)
        is_nothing = not any(digit in "123456789" for digit in shown)
        return shown if is_nothing else f"{'+' if self.change > 0 else '−'}{shown}"

    @property
    def inhabitants_text(self) -> str:
        return formats.number(self.area.population, 0) if self.area.population else ""

    @cached_property
    def line(self) -> Sparkline:
        """Complete values only; an incomplete one would look like a fall."""
        return sparkline([_complete(found) for found in self.weeks], self.top)


@dataclass(frozen=True)
class Column:
    """A column of the table. `key` sorts by it (empty: nothing does); `order` is set on the one that is sorted."""

    key: str
    name: str
    is_number: bool
    order: str


@dataclass(frozen=True)
class Municipalities:
    """The municipalities in the order asked for. `bounds` are those of the region in the last week."""

    signal: Signal
    weeks: tuple[Week, ...]
    rows: tuple[MunicipalityRow, ...]
    bounds: Bounds
    sort: str

    @property
    def is_reported(self) -> bool:
        """Whether anything was reported for any of them."""
        return any(found.value is not None or _is_small(found) for row in self.rows for found in row.weeks)

    @property
    def pictures(self) -> list[MunicipalityRow]:
        """By value, the highest first; without a value last."""
        return sorted(self.rows, key=_KEYS[VALUE])

    @property
    def top(self) -> float:
        return self.rows[0].top if self.rows else 1.0

    @property
    def top_text(self) -> str:
        return formats.number(self.top, 0)

    @property
    def bound_heights(self) -> list[tuple[int, float, float]]:
        """The level of each signal value, where it lies in a picture, and where its number stands beside it."""
        found: list[tuple[int, float, float]] = []
        for level, bound in self.bounds:
            height = height_of(bound, self.top)
            found.append((level, height, min([height, *(above - NUMBER for _level, _y, above in found)])))
        return found

    @property
    def bounds_text(self) -> str:
        """The signal values in words, for those who do not see the lines."""
        return ", ".join(f"{formats.bound(bound)} ({level})" for level, bound in self.bounds)

    @property
    def period(self) -> str:
        return formats.days(self.weeks[0].start, self.weeks[-1].end)

    @property
    def week_name(self) -> str:
        return formats.week_name(self.weeks[-1]).lower()

    @property
    def columns(self) -> list[Column]:
        """The columns of the table in their order."""
        names = [
            (NAME, _("Municipality")),
            (INHABITANTS, _("Inhabitants")),
            (VALUE, formats.week_name(self.weeks[-1])),
            ("", formats.week_name(self.weeks[-1].plus(-1))),
            (CHANGE, pgettext("figure", "Change")),
        ]
        return [Column(key, name, key != NAME, _ORDERS[key] if key == self.sort else "") for key, name in names]

    @property
    def sentence(self) -> str:
        """Say which has the highest value."""
        highest = next((row for row in self.pictures if row.last.value is not None), None)
        if highest is None:
            return _("No municipality has a value in %(week)s.") % {"week": self.week_name}
        facts = {
            "week": self.week_name,
            "name": highest.area.name,
            "value": highest.cell.text,
            "unit": self.signal.unit_label,
        }
        return _("Highest in %(week)s: %(name)s with %(value)s %(unit)s.") % facts


def municipal_signal(version: LadderVersion) -> Signal | None:
    """Return the signal that is shown per municipality: the first that counts people per inhabitant and day."""
    return next((signal for signal in compared_signals(version) if _adds_up_per_inhabitant(signal)), None)


def municipalities_of(
    areas: Sequence[Area],
    signal: Signal,
    weeks: Sequence[Week],
    figures: RegionFigures,
    *,
    bounds: Bounds = (),
    sort: str = VALUE,
) -> Municipalities:
    """Return the weekly values of municipalities, without a query."""
    found = weekly_verdicts(areas, signal, weeks, figures, bounds)
    top = top_of(
        ([_complete(one) for one in of_area] for of_area in found.values()), (bound for _level, bound in bounds)
    )
    rows = [MunicipalityRow(area, signal, found[area.code], top) for area in areas]
    return Municipalities(signal, tuple(weeks), tuple(sorted(rows, key=_KEYS[sort])), bounds, sort)


def municipality_cell(found: SignalVerdict | None, signal: Signal) -> Cell:
    """Return what a table shows of a municipality's value, in words that are about a municipality."""
    shown = cell(found, signal)
    if found is None or found.state not in SMALL_WORDS:
        return shown
    return Cell(
        shown.text, {ValueState.TOO_SMALL: _("too small"), ValueState.MISSING: _("not reported")}[found.state]
    )


SMALL_WORDS = (ValueState.TOO_SMALL, ValueState.MISSING)


def _complete(found: SignalVerdict | None) -> float | None:
    return found.value if found and found.state == ValueState.COMPLETE else None


def _is_small(found: SignalVerdict) -> bool:
    return found.state == ValueState.TOO_SMALL


def _adds_up_per_inhabitant(signal: Signal) -> bool:
    return bool(signal.per) and signal.aggregation == SUM and signal.frequency == Signal.Frequency.DAILY


def _highest_first(row: MunicipalityRow) -> tuple[bool, float, str]:
    return row.last.value is None, -(row.last.value or 0.0), row.area.name


def _most_people_first(row: MunicipalityRow) -> tuple[bool, float, str]:
    return row.area.population is None, -(row.area.population or 0), row.area.name


def _risen_first(row: MunicipalityRow) -> tuple[bool, float, str]:
    return row.change is None, -(row.change or 0.0), row.area.name


def _by_name(row: MunicipalityRow) -> tuple[bool, float, str]:
    return False, 0.0, row.area.name


_KEYS = {NAME: _by_name, INHABITANTS: _most_people_first, VALUE: _highest_first, CHANGE: _risen_first}
_ORDERS = {NAME: "ascending", INHABITANTS: "descending", VALUE: "descending", CHANGE: "descending"}

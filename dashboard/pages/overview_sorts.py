"""By which column the table of the overview is sorted, and which way."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import QueryDict

from dashboard.pages.kinds_of_level import COMPUTED, DECIDED, DIFFERENCE
from dashboard.pages.levels import LadderInTime
from dashboard.pages.overview_rows import Row
from dashboard.pages.parameters import read_choice

NAME, LEVEL, CHANGE, DECIDING, STATE = "name", "level", "change", "deciding", "state"
FIXED = (NAME, LEVEL, DECIDED, COMPUTED, DIFFERENCE, CHANGE, DECIDING, STATE)
DOWN = "-"
Key = str | float | None


@dataclass(frozen=True)
class Sort:
    """A column, and whether its last or highest stands first. As a parameter `name` or `-name`."""

    column: str
    is_descending: bool = False

    @property
    def parameter(self) -> str:
        return f"{DOWN if self.is_descending else ''}{self.column}"


def read_sort(query: QueryDict, ladder: LadderInTime) -> Sort | None:
    """Read `sort=`; any signal of any version of the ladder may be asked for, shown or not."""
    signals = dict.fromkeys(use.signal.code for version in ladder.versions for use in version.uses.all())
    columns = [*FIXED, *signals]
    found = read_choice(query, "sort", [*columns, *(f"{DOWN}{column}" for column in columns)])
    return Sort(found.removeprefix(DOWN), found.startswith(DOWN)) if found else None


def sorted_rows(rows: Iterable[Row], sort: Sort) -> list[Row]:
    """Sort rows; those without anything in the column stand last, whichever way. Equal ones keep their order."""
    every = list(rows)
    key = _key_of(sort.column)
    known = [row for row in every if key(row) is not None]
    known.sort(key=lambda row: _comparable(key(row)), reverse=sort.is_descending)
    return [*known, *(row for row in every if key(row) is None)]


def _comparable(key: Key) -> tuple[float, str]:
    return (0.0, key.casefold()) if isinstance(key, str) else (key or 0.0, "")


def _key_of(column: str) -> Callable[[Row], Key]:
    keys: dict[str, Callable[[Row], Key]] = {
        NAME: lambda row: row.area.name,
        LEVEL: lambda row: row.level.number if row.level else None,
        DECIDED: lambda row: row.decided.number,
        COMPUTED: lambda row: row.computed.number,
        DIFFERENCE: lambda row: row.steps,
        CHANGE: lambda row: row.change.weeks if row.change.is_known else None,
        DECIDING: lambda row: row.deciding or None,
        STATE: lambda row: row.state_text or None,
    }
    return keys.get(column) or (lambda row: row.value_of(column))

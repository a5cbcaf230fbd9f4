"""How many regions are at each level: as a legend with counts, and as one sentence for those who listen."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboard.pages.kinds_of_level import DIFFERENCE, NONE, SAME, difference_of, every_difference, word_of
from dashboard.pages.overview_rows import Row
from dashboard.pages.paint import DIFFERENCES, UNKNOWN, Paint, paint_of_level
from dashboard.pages.standings import of_which, state_names
from ladder import formats
from ladder.level_states import PROVISIONAL, UNDECIDED
from ladder.level_states import UNKNOWN as UNKNOWN_LEVEL
from ladder.models import Level
from ladder.pictures.map import Fill
from ladder.weeks import Week

BAR_LENGTH = 100
NO_CONTRAST = "#6A7A8A"  # for a bar of regions without a level, and of those decided as computed
Key = int | str


@dataclass(frozen=True)
class LegendRow:
    """A level, a state without one or a difference, with its number of regions and the length of its bar (0–100).

    `key` is that of the rows that it counts; see `key_of`. `of_which` says how many of them are provisional.
    """

    key: Key
    level: Level | None
    mark: str
    name: str
    paint: Paint
    bar_colour: str
    count: int
    count_text: str
    bar: float
    of_which: str = ""

    @property
    def title(self) -> str:
        """`2 zorgelijk`"""
        return f"{self.level.number} {self.name}" if self.level else self.name


def key_of(row: Row) -> Key:
    """Return what a row is counted under: the number of its level, why it has none, or its difference."""
    if row.shows_difference:
        return difference_of(row.steps).kind
    return row.level.number if row.level else row.state


def legend(fills: Sequence[Fill], rows: Sequence[Row], show: str) -> tuple[LegendRow, ...]:
    """Return a row per level and one for unknown, also empty ones; other states only where they occur.

    For the difference: a row per kind of difference, also empty ones.
    """
    counted = Counter(key_of(row) for row in rows)
    if show == DIFFERENCE:
        return tuple(
            _legend_row(one.kind, None, one.mark, one.name, DIFFERENCES[one.kind], counted)
            for one in every_difference()
        )
    doubtful = Counter(key_of(row) for row in rows if row.state == PROVISIONAL)
    levels = [
        _legend_row(level.number, level, "", level.label, paint_of_level(level), counted, doubtful[level.number])
        for level in (fill.level for fill in fills)
    ]
    without = [
        _legend_row(state, None, "", name, UNKNOWN, counted)
        for state, name in state_names().items()
        if counted[state] or (state == UNKNOWN_LEVEL and not counted[UNDECIDED])
    ]
    return (*levels, *without)


def sentence(week: Week, show: str, legend: Sequence[LegendRow]) -> str:
    """Say in one sentence what the map shows: `Week 39, berekend: 12 regio’s waakzaam, …`."""
    parts = [f"{row.count_text} {row.name} {row.of_which}".strip() for row in legend if row.count]
    return f"{formats.week_name(week)}, {word_of(show)}: {', '.join(parts)}."


def _legend_row(
    key: Key,
    level: Level | None,
    mark: str,
    name: str,
    paint: Paint,
    counted: Counter[Key],
    provisional: int = 0,
) -> LegendRow:
    count, total = counted[key], max(counted.total(), 1)
    return LegendRow(
        key=key,
        level=level,
        mark=mark,
        name=name,
        paint=paint,
        bar_colour=NO_CONTRAST if key in (*state_names(), SAME, NONE) else paint.colour,
        count=count,
        count_text=regions(count) if count else _("no regions"),
        bar=round(BAR_LENGTH * count / total, 1),
        of_which=of_which(provisional),
    )


def regions(count: int) -> str:
    """`3 regio’s`"""
    return ngettext("%(count)d region", "%(count)d regions", count) % {"count": count}

"""How many regions are at each level: as a legend with counts, and as one sentence for those who listen."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from dashboard.pages.overview_rows import ABSENT, COMPLETE, UNDECIDED, UNKNOWN, Row
from ladder import formats
from ladder.models import Level
from ladder.pictures.map import Fill
from ladder.weeks import Week

BAR_LENGTH = 100


@dataclass(frozen=True)
class LegendRow:
    """A level, or a state without one, with its number of regions and the length of its bar (0–100)."""

    level: Level | None
    state: str
    pattern: str
    name: str
    count: int
    count_text: str
    bar: float


def legend(fills: Sequence[Fill], rows: Sequence[Row]) -> tuple[LegendRow, ...]:
    """Return a row per level and one for unknown, also empty ones; other states only where they occur."""
    levels = [
        _legend_row(fill.level, COMPLETE, fill.pattern, fill.level.label, _at_level(rows, fill.level.number), rows)
        for fill in fills
    ]
    states = Counter(row.state for row in rows if row.level is None)
    names = _state_names()
    without = [
        _legend_row(None, state, "unknown", names[state], states[state], rows)
        for state in names
        if states[state] or (state == UNKNOWN and not states[UNDECIDED])
    ]
    return (*levels, *without)


def sentence(week: Week, decided: bool, fills: Sequence[Fill], rows: Sequence[Row]) -> str:
    """Say in one sentence what the map shows: `Week 39, berekend: 12 regio's waakzaam, …`."""
    parts = [
        f"{_regions(_at_level(rows, fill.level.number))} {fill.level.label}"
        for fill in fills
        if _at_level(rows, fill.level.number)
    ]
    states = Counter(row.state for row in rows if row.level is None)
    parts += [f"{_regions(states[state])} {name}" for state, name in _state_names().items() if states[state]]
    kind = pgettext("levels", "decided") if decided else pgettext("levels", "computed")
    return f"{formats.week_name(week)}, {kind}: {', '.join(parts)}."


def _state_names() -> dict[str, str]:
    return {
        UNKNOWN: pgettext("level", "unknown"),
        ABSENT: pgettext("level", "not computed"),
        UNDECIDED: pgettext("level", "not decided"),
    }


def _at_level(rows: Sequence[Row], number: int) -> int:
    return sum(row.level is not None and row.level.number == number for row in rows)


def _legend_row(
    level: Level | None, state: str, pattern: str, name: str, count: int, rows: Sequence[Row]
) -> LegendRow:
    text = _regions(count) if count else _("no regions")
    return LegendRow(level, state, pattern, name, count, text, round(BAR_LENGTH * count / max(len(rows), 1), 1))


def _regions(count: int) -> str:
    return ngettext("%(count)d region", "%(count)d regions", count) % {"count": count}

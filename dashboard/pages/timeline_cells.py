"""The cells of the timeline: what stands in them, how they are drawn, and what they say to those who listen."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dashboard.pages.kinds_of_level import COMPUTED, DECIDED, DIFFERENCE, NONE, difference_of
from dashboard.pages.levels_in_period import LevelsOfWeek
from dashboard.pages.standings import level_words
from ladder.level_states import ABSENT, COMPLETE, PROVISIONAL, UNKNOWN
from ladder.models import Level


@dataclass(frozen=True)
class Cell:
    """One region in one week. `kind` is how it is drawn (`level-2`); `mark` stands in it, `text` says it."""

    kind: str
    mark: str
    text: str


def cell_of(found: LevelsOfWeek, show: str) -> Cell:
    """Return the cell for the kind of level that is shown."""
    return CELLS[show](found)


def kind_of(level: Level) -> str:
    return f"level-{level.number}"


def _decided(found: LevelsOfWeek) -> Cell:
    if found.decided is None:
        return Cell(NONE, "–", _("not decided"))
    level = found.decided.level
    return Cell(kind_of(level), str(level.number), level_words(level, COMPLETE))


def _computed(found: LevelsOfWeek) -> Cell:
    level, text = found.computed, level_words(found.computed, found.state)
    if level is None and found.state == ABSENT:
        return Cell(NONE, "–", text)
    if level is None:
        return Cell(UNKNOWN, "?", text)
    return Cell(kind_of(level), f"≥{level.number}" if found.state == PROVISIONAL else str(level.number), text)


def _difference(found: LevelsOfWeek) -> Cell:
    difference = difference_of(found.difference)
    both = _("decided: %(decided)s, computed: %(computed)s") % {
        "decided": _decided(found).text,
        "computed": _computed(found).text,
    }
    return Cell(difference.kind, difference.mark, both)


CELLS: dict[str, Callable[[LevelsOfWeek], Cell]] = {
    DECIDED: _decided,
    COMPUTED: _computed,
    DIFFERENCE: _difference,
}

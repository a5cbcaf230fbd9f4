"""The cells of the timeline: what stands in them, how they are drawn, and what they say to those who listen."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dashboard.pages.levels_in_period import ABSENT, LevelsOfWeek
from ladder.models import Level

DECIDED, COMPUTED, DIFFERENCE = "decided", "computed", "difference"
SHOWN = (DECIDED, COMPUTED, DIFFERENCE)
HIGHER, LOWER, SAME, NONE, UNKNOWN = "higher", "lower", "same", "none", "unknown"
PROVISIONAL = "provisional"


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
    return Cell(kind_of(level), str(level.number), f"{level.number} {level.label}")


def _computed(found: LevelsOfWeek) -> Cell:
    level = found.computed
    if level is None and found.state == ABSENT:
        return Cell(NONE, "–", pgettext("level", "not computed"))
    if level is None:
        return Cell(UNKNOWN, "?", pgettext("level", "unknown"))
    if found.state == PROVISIONAL:
        text = _("at least %(number)d %(name)s, provisional") % {"number": level.number, "name": level.label}
        return Cell(kind_of(level), f"≥{level.number}", text)
    return Cell(kind_of(level), str(level.number), f"{level.number} {level.label}")


def _difference(found: LevelsOfWeek) -> Cell:
    both = _("decided: %(decided)s, computed: %(computed)s") % {
        "decided": _decided(found).text,
        "computed": _computed(found).text,
    }
    steps = found.difference
    if steps is None:
        return Cell(NONE, "·", both)
    if steps == 0:
        return Cell(SAME, "=", both)
    return Cell(HIGHER, f"+{steps}", both) if steps > 0 else Cell(LOWER, f"−{-steps}", both)


CELLS: dict[str, Callable[[LevelsOfWeek], Cell]] = {
    DECIDED: _decided,
    COMPUTED: _computed,
    DIFFERENCE: _difference,
}

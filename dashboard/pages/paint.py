"""How a region is drawn on the map and in the legend: by its level, or by the difference of its two levels."""

from dataclasses import dataclass
from typing import Final

from dashboard.pages.kinds_of_level import HIGHER, LOWER, NONE, SAME, difference_of
from ladder.models import Level
from ladder.pictures.colours import ink_on


@dataclass(frozen=True)
class Paint:
    """The id of a pattern in the drawing (templates/overview/_patterns.html), its colour, and the ink on it."""

    pattern: str
    colour: str

    @property
    def ink(self) -> str:
        return ink_on(self.colour)


UNKNOWN: Final = Paint("fill-unknown", "#C6C8CA")
DIFFERENCES: Final = {
    LOWER: Paint("fill-lower", "#0B5A9E"),
    SAME: Paint("fill-same", "#DCE3EA"),
    HIGHER: Paint("fill-higher", "#A8380F"),
    NONE: UNKNOWN,
}


def paint_of_level(level: Level | None) -> Paint:
    return Paint(f"fill-{level.number}", level.colour) if level else UNKNOWN


def paint_of_difference(steps: int | None) -> Paint:
    """Return how a difference of so many steps is drawn; None where there is none."""
    return DIFFERENCES[difference_of(steps).kind]

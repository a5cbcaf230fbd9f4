"""The colour of each kind of cell of the timeline where it is drawn as a picture, with the ink on it."""

from collections.abc import Iterable, Mapping

from dashboard.pages.kinds_of_level import HIGHER, LOWER, NONE, SAME
from dashboard.pages.paint import DIFFERENCES, paint_of_level
from dashboard.pages.timeline_cells import kind_of
from ladder.level_states import UNKNOWN
from ladder.models import Level

Paints = Mapping[str, tuple[str, str]]
"""Colour and ink per kind of cell."""
EMPTY = ("#FFFFFF", "#4A5560")


def paints_of(levels: Iterable[Level]) -> Paints:
    """Return colour and ink of every kind of cell that can occur."""
    paints = {kind_of(level): paint_of_level(level) for level in levels}
    paints |= {UNKNOWN: paint_of_level(None)} | {kind: DIFFERENCES[kind] for kind in (HIGHER, LOWER, SAME)}
    return {kind: (paint.colour, paint.ink) for kind, paint in paints.items()} | {NONE: EMPTY}

"""The map of one region with its neighbours, zoomed in so that a whole room can see it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import pgettext

from ladder.models import Level
from ladder.pictures.map import Fill, fills
from meetings.models import AgendaItem

MARGIN = 0.06  # of the longest side, around the region and its neighbours
LABEL = 0.055  # height of the numbers, of the longest side
RING = re.compile(r"M(-?\d+) (-?\d+)l([-\d ]+)z")
NUMBER = re.compile(r"-?\d+")


@dataclass(frozen=True)
class Frame:
    """A rectangle in units of the drawing."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class MappedItem:
    """One region on the map, with the level that it has in the meeting so far: decided, else computed."""

    item: AgendaItem
    path: str
    x: int
    y: int
    level: Level | None
    is_decided: bool
    is_here: bool
    is_neighbour: bool

    @property
    def level_text(self) -> str:
        """The level in words, and whether it is the decided or the computed one."""
        kind = pgettext("level", "decided") if self.is_decided else pgettext("level", "computed")
        return f"{self.level} ({kind})" if self.level else pgettext("level", "unknown")

    @property
    def mark(self) -> str:
        """What stands in the region: the number of its level, a tick when it is decided."""
        number = str(self.level.number) if self.level else "?"
        return f"{number} ✓" if self.is_decided else number


@dataclass(frozen=True)
class RegionMap:
    """Which part of the drawing is seen, its regions (the region itself last), and the height of a mark."""

    frame: Frame
    regions: tuple[MappedItem, ...]
    fills: tuple[Fill, ...]
    label_size: float


def region_map(here: AgendaItem, items: Iterable[AgendaItem], levels: Sequence[Level]) -> RegionMap | None:
    """Draw the items that have a shape and come into view around one of them; None when that one has no shape.

    The items come from `meetings.session.items.items_around`.
    """
    mapped = [_mapped(item, here) for item in items if item.path]  # type: ignore[attr-defined]  # annotated
    near = [one for one in mapped if one.is_here or one.is_neighbour]
    if not any(one.is_here for one in near):
        return None
    frame = _around([extent(one.path) for one in near])
    seen = [one for one in mapped if _meet(extent(one.path), frame)]
    return RegionMap(
        frame=frame,
        regions=tuple(sorted(seen, key=lambda one: one.is_here)),
        fills=tuple(fills(levels)),
        label_size=round(max(frame.width, frame.height) * LABEL, 1),
    )


def _mapped(item: AgendaItem, here: AgendaItem) -> MappedItem:
    computed = item.assessment.level if item.assessment else None
    return MappedItem(
        item=item,
        path=item.path,  # type: ignore[attr-defined]  # annotated by items_around, as the next three
        x=item.label_x,  # type: ignore[attr-defined]  # annotated
        y=item.label_y,  # type: ignore[attr-defined]  # annotated
        level=item.decision.level if item.decision else computed,
        is_decided=item.decision is not None,
        is_here=item.pk == here.pk,
        is_neighbour=item.is_neighbour,  # type: ignore[attr-defined]  # annotated
    )


def extent(path: str) -> Frame:
    """Return the rectangle around a path of `regions.projection.path_of`: rings of a start and relative steps."""
    xs: list[int] = []
    ys: list[int] = []
    for start_x, start_y, steps in RING.findall(path):
        x, y = int(start_x), int(start_y)
        numbers = [int(number) for number in NUMBER.findall(steps)]
        xs.append(x)
        ys.append(y)
        for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + step_x, y + step_y
            xs.append(x)
            ys.append(y)
    return Frame(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _around(frames: Sequence[Frame]) -> Frame:
    left, top = min(frame.left for frame in frames), min(frame.top for frame in frames)
    width = max(frame.left + frame.width for frame in frames) - left
    height = max(frame.top + frame.height for frame in frames) - top
    margin = round(max(width, height) * MARGIN)
    return Frame(left - margin, top - margin, width + 2 * margin, height + 2 * margin)


def _meet(one: Frame, other: Frame) -> bool:
    return (
        one.left < other.left + other.width
        and other.left < one.left + one.width
        and one.top < other.top + other.height
        and other.top < one.top + one.height
    )

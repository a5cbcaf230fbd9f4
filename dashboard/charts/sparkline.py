"""Small multiples: each series as a line in a box of one size, all on one scale."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

WIDTH, HEIGHT = 120, 40
ROOM = 3  # units at each side, so that a dot on the edge is not cut off
ABOVE = 1.05  # room above the highest value


@dataclass(frozen=True)
class Sparkline:
    """The paths of a line (a gap ends one), the dots of values without neighbours, and the last value.

    `last` is the place of the last value (None: there is none in the last week); coordinates are rounded.
    """

    paths: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]
    last: tuple[float, float] | None


def top_of(series: Iterable[Sequence[float | None]], bounds: Iterable[float] = ()) -> float:
    """Return the top of the scale that all share: above every value, and above every bound."""
    values = [value for one in series for value in one if value is not None]
    return ABOVE * max([*values, *bounds], default=0.0) or 1.0


def sparkline(values: Sequence[float | None], top: float) -> Sparkline:
    """Return a series on a scale from 0 to `top`; None is a gap."""
    points = [(place, value) for place, value in enumerate(values) if value is not None]
    stretches = [
        [(across(place, len(values)), height_of(value, top)) for _key, (place, value) in group]
        for _key, group in groupby(enumerate(points), key=lambda found: found[1][0] - found[0])
    ]
    has_last = bool(points) and points[-1][0] == len(values) - 1
    return Sparkline(
        paths=tuple(_path(stretch) for stretch in stretches if len(stretch) > 1),
        dots=tuple(stretch[0] for stretch in stretches if len(stretch) == 1),
        last=stretches[-1][-1] if has_last else None,
    )


def across(place: int, length: int) -> float:
    """Return where a place in a series of this length lies."""
    if length < 2:
        return WIDTH / 2
    return round(ROOM + (WIDTH - 2 * ROOM) * place / (length - 1), 1)


def height_of(value: float, top: float) -> float:
    """Return where a value lies, from the upper edge down."""
    return round(HEIGHT - ROOM - (HEIGHT - 2 * ROOM) * max(0.0, min(value / top, 1.0)), 1)


def _path(stretch: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in stretch)

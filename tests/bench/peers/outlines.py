"""SVG paths as points, for a library that draws polygons."""

import re
from collections.abc import Iterator
from itertools import accumulate

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
GAP = (None, None)
Point = tuple[float, float]


def points(path: str) -> tuple[list[float | None], list[float | None]]:
    """Return x and y of all rings of a path made of M, l and z, with None between two rings."""
    found: list[tuple[float | None, float | None]] = []
    for ring in path.removesuffix("z").split("z"):
        found += [GAP, *_corners(ring)] if found else [*_corners(ring)]
    xs, ys = zip(*found, strict=True)
    return list(xs), list(ys)


def _corners(ring: str) -> Iterator[Point]:
    numbers = [float(number) for number in NUMBER.findall(ring)]
    steps = list(zip(numbers[::2], numbers[1::2], strict=True))
    corners = list(accumulate(steps, lambda at, step: (at[0] + step[0], at[1] + step[1])))
    return iter([*corners, corners[0]])

"""From degrees to the drawing grid of the map, and from grid to SVG path and back.

The grid is local and equirectangular: x grows eastward, y grows *downward* as in SVG, one unit is about
320 m in both directions. Every map of the project, drawn or official, uses this one frame, so that shapes,
labels and screenshots of different sources lie on top of each other.
"""

import math
import re
from collections.abc import Iterator
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry, BaseMultipartGeometry

WEST: Final = 3.30
EAST: Final = 7.28
SOUTH: Final = 50.72
NORTH: Final = 53.59
HEIGHT: Final = 1000

_KM_PER_DEGREE: Final = 111.25  # of latitude, at 52° north
_UNITS_PER_DEGREE: Final = HEIGHT / (NORTH - SOUTH)
_SQUEEZE: Final = math.cos(math.radians((NORTH + SOUTH) / 2))  # a degree of longitude is this much shorter

UNITS_PER_KM: Final = _UNITS_PER_DEGREE / _KM_PER_DEGREE
WIDTH: Final = math.ceil((EAST - WEST) * _SQUEEZE * _UNITS_PER_DEGREE)

# Amersfoort, the origin of the Dutch grid "RD New" (EPSG:28992), in metres and in degrees.
_RD_ORIGIN: Final = (155_000.0, 463_000.0)
_RD_ORIGIN_DEGREES: Final = (5.38720621, 52.15517440)

Points = NDArray[np.float64]  # shape (n, 2): x or longitude first, then y or latitude

_RING: Final = re.compile(r"M(-?\d+) (-?\d+)l([-\d ]+)z")
_NUMBER: Final = re.compile(r"-?\d+")


def degrees_to_grid(points: Points) -> Points:
    """Longitude and latitude (WGS84, shape (n, 2)) as grid units; not rounded, not clipped to the frame."""
    x = (points[:, 0] - WEST) * _SQUEEZE * _UNITS_PER_DEGREE
    y = (NORTH - points[:, 1]) * _UNITS_PER_DEGREE
    return np.column_stack([x, y])


def rd_to_grid(points: Points) -> Points:
    """RD New metres (EPSG:28992, shape (n, 2)) as grid units, on the place that `degrees_to_grid` gives.

    By the leading terms of the series of Schreutelkamp and Strang van Hees (Geodesia, 2001): within 10 m
    over the whole country, a thirtieth of a unit.
    """
    x, y = (points - _RD_ORIGIN).T / 100_000
    seconds_east = 5260.52916 * x + 105.94684 * x * y + 2.45656 * x * y**2 - 0.81885 * x**3
    seconds_north = 3235.65389 * y - 32.58297 * x**2 - 0.24750 * y**2 - 0.84978 * x**2 * y
    seconds = np.column_stack([seconds_east, seconds_north])
    return degrees_to_grid(np.array(_RD_ORIGIN_DEGREES) + seconds / 3600)


def project(geometry: BaseGeometry) -> BaseGeometry:
    """A geometry in degrees (WGS84) as the same geometry in grid units."""
    return shapely.transform(geometry, degrees_to_grid)


def polygons_of(geometry: BaseGeometry) -> list[Polygon]:
    """The polygons in a geometry of any type, without the points and lines that an overlay leaves behind."""
    if isinstance(geometry, Polygon):
        return [] if geometry.is_empty else [geometry]
    if not isinstance(geometry, BaseMultipartGeometry):
        return []
    return [polygon for part in geometry.geoms for polygon in polygons_of(part)]


def path_of(shape: MultiPolygon) -> str:
    """An SVG path of a shape whose vertices are whole grid units, e.g. ``M10 20l5 0 0 5-5 0z``.

    Outer rings and holes run in opposite directions: both fill rules of SVG draw it alike.
    """
    return "".join(_ring_path(ring) for ring in _rings(shape))


def read_path(path: str) -> MultiPolygon:
    """The shape of a path that `path_of` wrote.

    Raises ValueError when the path is empty, holds anything else than rings in that notation, or a ring that
    crosses itself.
    """
    rings = [_read_ring(match) for match in _RING.finditer(path)]
    if not rings or _RING.sub("", path):
        raise ValueError(f"not a path of closed rings in whole numbers: {path[:60]!r}")
    whole: BaseGeometry = MultiPolygon()
    for ring in rings:  # what lies in an odd number of rings is inside: holes fall out
        whole = whole.symmetric_difference(ring)
    return MultiPolygon(polygons_of(whole))


def _rings(shape: MultiPolygon) -> Iterator[NDArray[np.int64]]:
    for polygon in shapely.get_parts(shapely.orient_polygons(shape)):
        for ring in (polygon.exterior, *polygon.interiors):
            yield np.rint(shapely.get_coordinates(ring)).astype(np.int64)


def _ring_path(ring: NDArray[np.int64]) -> str:
    # The last vertex repeats the first and the one before it is reached by `z`: no step back is written.
    steps = " ".join(f"{dx} {dy}" for dx, dy in np.diff(ring[:-1], axis=0).tolist())
    return f"M{ring[0, 0]} {ring[0, 1]}l{steps.replace(' -', '-')}z"


def _read_ring(match: re.Match[str]) -> Polygon:
    steps = [int(number) for number in _NUMBER.findall(match[3])]
    if len(steps) % 2 or len(steps) < 4:
        raise ValueError(f"not a path of closed rings in whole numbers: {match[0][:60]!r}")
    start = [int(match[1]), int(match[2])]
    ring = Polygon(np.cumsum([start, *np.reshape(steps, (-1, 2)).tolist()], axis=0))
    if not ring.is_valid:
        raise ValueError(f"not a path of simple rings: {shapely.is_valid_reason(ring)}")
    return ring

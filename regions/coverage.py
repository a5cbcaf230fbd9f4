"""Shapes that share their borders: cleaned, simplified and put on whole grid units without gaps or overlaps.

A *coverage* here is a mapping from area code to shape, in grid units (see `regions.projection`).
"""

from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np
import shapely
from shapely import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from regions.projection import polygons_of

FINE_GRID: Final = 0.1  # units; about 30 m, below what any map here shows
SMALLEST_PART: Final = 5.0  # square units, about half a km²: smaller islands and holes are noise on screen

Coverage = dict[str, MultiPolygon]


def simplify(shapes: Mapping[str, BaseGeometry], tolerance: float) -> Coverage:
    """The shapes with fewer vertices, all on whole units; shared borders stay shared.

    `tolerance` is in grid units: details of roughly its square in area go. Islands and holes under
    `SMALLEST_PART` go too; a shape that has no larger part than that is left out of the result.
    """
    fine = snap(shapes, FINE_GRID)
    simple = shapely.coverage_simplify(list(fine.values()), tolerance)
    whole = snap(dict(zip(fine, simple, strict=True)), 1.0)
    cleaned = {code: _without_specks(shape) for code, shape in whole.items()}
    return {code: shape for code, shape in cleaned.items() if not shape.is_empty}


def snap(shapes: Mapping[str, BaseGeometry], grid: float) -> Coverage:
    """The shapes with every vertex on a multiple of `grid`, borders noded against each other.

    All borders become one set of lines, the lines are rounded together, and each face between them goes to
    the shape that holds its middle: that is why no gap or overlap can come out of rounding. Where two shapes
    overlap the first keeps the face. Shapes that vanish on the grid are left out.
    """
    lines = shapely.unary_union([shape.boundary for shape in shapes.values()], grid_size=grid)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    middles = shapely.point_on_surface(faces)
    free = np.ones(len(faces), dtype=bool)
    snapped: Coverage = {}
    for code, shape in shapes.items():
        shapely.prepare(shape)
        own = free & shapely.intersects(shape, middles)
        free &= ~own
        if own.any():
            snapped[code] = _united(faces[own])
    return snapped


def label_point(shape: MultiPolygon) -> tuple[int, int]:
    """Where a label reads as belonging to the shape: whole units, inside the largest part.

    The centroid when it lies well inside, otherwise the centre of the largest circle that fits.
    """
    largest = max(polygons_of(shape), key=lambda part: part.area)
    spoke = shapely.maximum_inscribed_circle(largest, tolerance=0.5)
    centroid = largest.centroid
    roomy = largest.contains(centroid) and largest.exterior.distance(centroid) > 0.75 * spoke.length
    spot = centroid if roomy else Point(spoke.coords[0])
    rounded = Point(round(spot.x), round(spot.y))
    return _xy(rounded if largest.contains(rounded) else _whole_point_inside(largest, spot))


def _whole_point_inside(polygon: Polygon, near: Point) -> Point:
    # Only for shapes of a few units across; falls back on a vertex, which is whole by construction.
    x0, y0, x1, y1 = (round(bound) for bound in polygon.bounds)
    spots = [Point(x, y) for x in range(x0, x1 + 1) for y in range(y0, y1 + 1)]
    inside = [spot for spot in spots if polygon.contains(spot)] or [Point(polygon.exterior.coords[0])]
    return min(inside, key=near.distance)


def _xy(point: Point) -> tuple[int, int]:
    return round(point.x), round(point.y)


def _united(faces: Iterable[Polygon]) -> MultiPolygon:
    return MultiPolygon(polygons_of(shapely.unary_union(list(faces))))


def _without_specks(shape: MultiPolygon) -> MultiPolygon:
    parts = sorted(polygons_of(shape), key=lambda part: part.area, reverse=True)
    return MultiPolygon([_without_pinholes(part) for part in parts if part.area >= SMALLEST_PART])


def _without_pinholes(part: Polygon) -> Polygon:
    holes = [ring for ring in part.interiors if Polygon(ring).area >= SMALLEST_PART]
    return Polygon(part.exterior, holes)

"""Power diagram: Voronoi cells whose borders are moved by a weight per centre."""

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

Vector = NDArray[np.float64]


def power_cells(centres: Vector, weights: Vector, frame: Polygon) -> list[Polygon]:
    """The cell of each centre within a convex `frame`; empty where heavier neighbours leave nothing.

    A point belongs to the centre for which (distance² - weight) is least, so a weight is an area: with equal
    weights the cells are Voronoi cells. `centres` has shape (n, 2), `weights` (n,), in units of the frame.
    """
    return [_cell(index, centres, weights, frame) for index in range(len(centres))]


def _cell(index: int, centres: Vector, weights: Vector, frame: Polygon) -> Polygon:
    towards = centres - centres[index]
    # point·normal <= limit is the half plane on this side of the border with each other centre.
    limits = ((centres**2).sum(axis=1) - weights - (centres[index] ** 2).sum() + weights[index]) / 2
    corners = [np.array(corner) for corner in frame.exterior.coords[:-1]]
    for other in np.argsort((towards**2).sum(axis=1))[1:]:
        corners = _cut(corners, towards[other], limits[other])
    return Polygon(corners) if len(corners) > 2 else Polygon()


def _cut(corners: list[Vector], normal: Vector, limit: float) -> list[Vector]:
    """The part of a convex polygon where point·normal <= limit (Sutherland and Hodgman, 1974)."""
    excess = [float(corner @ normal - limit) for corner in corners]
    if all(value <= 0 for value in excess):
        return corners
    kept: list[Vector] = []
    for position, here in enumerate(corners):
        before, there = excess[position - 1], excess[position]
        if (before <= 0) != (there <= 0):
            kept.append(corners[position - 1] + (here - corners[position - 1]) * before / (before - there))
        if there <= 0:
            kept.append(here)
    return kept


def join_cells(cells: Iterable[Polygon], codes: Iterable[str]) -> dict[str, BaseGeometry]:
    """The cells joined per code, in order of code."""
    members: dict[str, list[Polygon]] = {}
    for cell, code in zip(cells, codes, strict=True):
        members.setdefault(code, []).append(cell)
    return {code: shapely.unary_union(members[code]) for code in sorted(members)}

"""The map as the site draws it: one SVG path and one label point per area.

Two sources give the same `BoundaryMap`: the drawn map that ships with the project (`read_drawn_map`) and
official boundaries in TopoJSON or GeoJSON (`read_boundaries`). Both are taken whole or refused whole with a
`BoundaryError`.
"""

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np
import shapely
from shapely import MultiPolygon, Point, Polygon

from regions import coverage, projection
from regions.boundary_formats import BoundaryError, Outline, read_outlines
from regions.projection import Points

__all__ = ["BoundaryError", "BoundaryMap", "Shape", "read_boundaries", "read_drawn_map", "write_map"]

MAX_BYTES: Final = 20_000_000  # of an official file
MAX_PATH_CHARACTERS: Final = 60_000  # of all paths together: what every page with the map carries
MAX_REPAIR: Final = 0.001  # share of an area that mending its geometry may change; rounding stays far below
MAX_OVERLAP: Final = 0.01  # share of the smaller of two areas that they may have in common
TOLERANCES: Final = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0)  # grid units, tried in this order

# A little wider than the map itself: coordinates beyond are of another country or another system.
_DEGREES: Final = ((3.0, 7.6), (50.5, 54.0))  # longitude, latitude
_RD_METRES: Final = ((-10_000.0, 300_000.0), (290_000.0, 640_000.0))  # x, y of RD New


@dataclass(frozen=True)
class Shape:
    """One area on the map: its SVG path and label point, in whole units of the map."""

    code: str
    path: str
    label_x: int
    label_y: int


@dataclass(frozen=True)
class BoundaryMap:
    """All shapes of a map, in order of code, with the size of its viewBox in units and where it came from."""

    shapes: tuple[Shape, ...]
    width: int
    height: int
    source: str


def draw(shapes: Mapping[str, MultiPolygon], source: str) -> BoundaryMap:
    """A map of shapes that stand on whole grid units."""
    drawn = tuple(
        Shape(code, projection.path_of(shapes[code]), *coverage.label_point(shapes[code]))
        for code in sorted(shapes)
    )
    return BoundaryMap(drawn, projection.WIDTH, projection.HEIGHT, source)


def write_map(boundary_map: BoundaryMap) -> bytes:
    """The map as JSON, one shape per line; `read_drawn_map` reads it back."""
    lines = [
        json.dumps({"code": s.code, "path": s.path, "label": [s.label_x, s.label_y]}, separators=(",", ":"))
        for s in boundary_map.shapes
    ]
    head = {name: value for name, value in asdict(boundary_map).items() if name != "shapes"}
    return (json.dumps(head)[:-1] + ', "shapes": [\n' + ",\n".join(lines) + "\n]}\n").encode()


def read_drawn_map(content: bytes) -> BoundaryMap:
    """The map in a file that `write_map` wrote.

    Raises BoundaryError when it is anything else: other JSON, a path that is no valid shape, a code twice, a
    label outside its shape.
    """
    document = _parse(content)
    kinds = {"source": str, "width": int, "height": int, "shapes": list}
    if not isinstance(document, dict) or any(type(document.get(key)) is not kinds[key] for key in kinds):
        raise BoundaryError(f"expected a drawn map with {', '.join(kinds)}, found {str(document)[:60]}")
    shapes = tuple(_drawn_shape(item) for item in document["shapes"])
    width, height = document["width"], document["height"]
    if not shapes or width <= 0 or height <= 0:
        raise BoundaryError(f"expected a drawn map with shapes, found {len(shapes)} on {width} by {height}")
    _refuse_wrong_codes([shape.code for shape in shapes], {shape.code for shape in shapes})
    return BoundaryMap(shapes, width, height, document["source"])


def _drawn_shape(item: object) -> Shape:
    if not isinstance(item, dict) or not {"code", "path", "label"} <= item.keys():
        raise BoundaryError(f"expected a shape with code, path and label, found {str(item)[:60]}")
    shape = Shape(str(item["code"]), str(item["path"]), *_whole_pair(item["label"]))
    try:
        outline = projection.read_path(shape.path)
    except ValueError as problem:
        raise BoundaryError(f"{shape.code}: {problem}") from problem
    if not outline.is_valid or not outline.contains(Point(shape.label_x, shape.label_y)):
        raise BoundaryError(f"{shape.code}: expected a valid shape with its label inside")
    return shape


def _whole_pair(label: object) -> tuple[int, int]:
    if not isinstance(label, list) or len(label) != 2 or any(type(number) is not int for number in label):
        raise BoundaryError(f"expected a label of two whole numbers, found {label!r}")
    return label[0], label[1]


def read_boundaries(content: bytes, *, codes: Collection[str], source: str) -> BoundaryMap:
    """A map of the areas `codes` from official boundaries, simplified for the screen.

    `content` is TopoJSON or GeoJSON in degrees (WGS84) or in RD New metres, at most `MAX_BYTES`. Areas are
    recognised by a property named in `CODE_PROPERTIES`; each code must be there exactly once and no others.
    What lies outside the frame of the map is cut off. `source` is kept with the map.

    Raises BoundaryError, with nothing read, for: other content, broken references, coordinates that are no
    numbers or lie outside the Netherlands, rings of fewer than 4 points, geometry that crosses itself (unless
    mending changes its area by less than `MAX_REPAIR`, as rounding does in official files), areas that are
    missing, doubled, unknown, empty, or overlap each other.
    """
    if len(content) > MAX_BYTES:
        raise BoundaryError(f"expected at most {MAX_BYTES // 10**6} MB, found {len(content) / 10**6:.1f} MB")
    outlines = read_outlines(_parse(content), codes)
    _refuse_wrong_codes([outline.code for outline in outlines], codes)
    _refuse_empty([outline.code for outline in outlines if not outline.polygons])
    to_grid = projection.rd_to_grid if _in_rd_metres(outlines) else projection.degrees_to_grid
    whole = {
        outline.code: shapely.transform(_valid_shape(outline), to_grid)
        for outline in sorted(outlines, key=lambda outline: outline.code)
    }
    _refuse_overlaps(whole)
    return _smallest_enough(_within_frame(whole), source)


def _parse(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise BoundaryError(f"expected JSON, but it can't be read as such: {problem}") from problem


def _refuse_wrong_codes(found: Sequence[str], expected: Collection[str]) -> None:
    problems = {
        "missing": set(expected) - set(found),
        "more than once": {code for code, times in Counter(found).items() if times > 1 and code in expected},
        "unknown": {code or "an area without a code" for code in found if code not in expected},
    }
    listed = [f"{name}: {', '.join(sorted(codes))}" for name, codes in problems.items() if codes]
    if listed:
        raise BoundaryError(f"expected each of {len(expected)} areas once; {'; '.join(listed)}")


def _refuse_empty(codes: Sequence[str]) -> None:
    if codes:
        raise BoundaryError(f"expected a shape for every area, found an empty one for {', '.join(codes)}")


def _in_rd_metres(outlines: Sequence[Outline]) -> bool:
    """Whether the file is in RD New; refuses coordinates outside the Netherlands, naming the first area."""
    system = _RD_METRES if np.abs(outlines[0].polygons[0][0][0]).max() > 1000 else _DEGREES
    for outline in outlines:
        for ring in (ring for polygon in outline.polygons for ring in polygon):
            _refuse_outside(ring, system, outline.code)
    return system is _RD_METRES


def _refuse_outside(ring: Points, system: tuple[tuple[float, float], tuple[float, float]], code: str) -> None:
    low, high = np.array(system).T
    outside = ring[((ring < low) | (ring > high)).any(axis=1)]
    if len(outside):
        x, y = outside[0]
        (west, east), (south, north) = _DEGREES
        raise BoundaryError(
            f"{code}: point ({x:.10g}, {y:.10g}) lies outside the Netherlands; expected longitude "
            f"{west}-{east} and latitude {south}-{north} in that order (WGS84), "
            "or RD New in metres (EPSG:28992)"
        )


def _valid_shape(outline: Outline) -> MultiPolygon:
    """The outline as a valid shape, mended only where that hardly changes its area."""
    raw = MultiPolygon([Polygon(rings[0], rings[1:]) for rings in outline.polygons])
    if raw.is_valid and raw.area > 0:
        return raw
    mended = MultiPolygon(projection.polygons_of(shapely.make_valid(raw)))
    if mended.area == 0 or abs(mended.area - raw.area) > MAX_REPAIR * mended.area:
        raise BoundaryError(f"{outline.code}: not a valid shape: {shapely.is_valid_reason(raw)}")
    return mended


def _refuse_overlaps(shapes: Mapping[str, MultiPolygon]) -> None:
    codes, geometries = list(shapes), list(shapes.values())
    pairs = shapely.STRtree(geometries).query(geometries, predicate="intersects").T
    for one, other in pairs[pairs[:, 0] < pairs[:, 1]]:
        shared = geometries[one].intersection(geometries[other]).area
        share = shared / min(geometries[one].area, geometries[other].area)
        if share > MAX_OVERLAP:
            raise BoundaryError(f"{codes[one]} and {codes[other]} overlap by {share:.0%} of the smaller one")


def _within_frame(shapes: Mapping[str, MultiPolygon]) -> dict[str, MultiPolygon]:
    frame = shapely.box(0, 0, projection.WIDTH, projection.HEIGHT)
    cut = {code: shape.intersection(frame) for code, shape in shapes.items()}
    return {code: MultiPolygon(projection.polygons_of(shape)) for code, shape in cut.items()}


def _smallest_enough(shapes: Mapping[str, MultiPolygon], source: str) -> BoundaryMap:
    """The most detailed map of these shapes whose paths stay within `MAX_PATH_CHARACTERS`."""
    for tolerance in TOLERANCES:
        simple = coverage.simplify(shapes, tolerance)
        if lost := sorted(set(shapes) - set(simple)):
            raise BoundaryError(f"too small to draw on the map: {', '.join(lost)}")
        boundary_map = draw(simple, source)
        if sum(len(shape.path) for shape in boundary_map.shapes) <= MAX_PATH_CHARACTERS:
            return boundary_map
    raise BoundaryError(f"even simplified, the shapes need more than {MAX_PATH_CHARACTERS} characters")

"""Draw the map of the safety regions that ships with the project: regions/data/map.json.

    python tools/build_map.py COUNTRIES-10M.JSON [--true-boundaries OFFICIAL.TOPOJSON]

The first argument is countries-10m.json of the npm package `world-atlas` (Natural Earth, public domain), or
that package as `npm pack world-atlas` saves it. Regions are a power diagram of the centres of their
municipalities, so no official boundary is copied; with --true-boundaries the script tells how well the
drawing overlaps them. Running it again gives the same file.
"""

import argparse
import csv
import json
import math
import sys
import tarfile
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # run as a script, the project's own packages are not on the path

from regions import coverage, projection  # noqa: E402  # after the path is set
from regions.boundaries import draw, write_map  # noqa: E402  # after the path is set
from regions.boundary_formats import Outline, read_outlines  # noqa: E402  # after the path is set
from tools.drawn_water import LAND, WATERS, Corners  # noqa: E402  # after the path is set
from tools.power_diagram import join_cells, power_cells  # noqa: E402  # after the path is set

DATA: Final = ROOT / "regions" / "data"
SOURCE: Final = (
    "Getekend door dit project: regiogrenzen bij benadering, "
    "uit de gemeentecentra (CBS) en de kustlijn van Natural Earth"
)
NETHERLANDS: Final = "528"  # ISO 3166-1 numeric
EUROPE_FROM: Final = 50.0  # degrees north; the Caribbean Netherlands lie far below
WEIGHT: Final = 0.5  # times area / π; more makes the mean a little better and the worst region clearly worse
TOLERANCE: Final = 1.0  # grid units, see coverage.simplify
STRAY_AREA: Final = 150.0  # square units, about 15 km²


def main() -> None:
    """Draw the map, write it, and compare it when asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("countries", type=Path, metavar="COUNTRIES-10M.JSON")
    parser.add_argument("--true-boundaries", type=Path, metavar="OFFICIAL.TOPOJSON")
    paths = parser.parse_args()
    land = draw_land(read_countries(paths.countries))
    pieces = {code: region.intersection(land) for code, region in region_cells().items()}
    shapes = coverage.simplify(join_strays(coverage.snap(pieces, coverage.FINE_GRID)), TOLERANCE)
    content = write_map(draw(shapes, SOURCE))
    (DATA / "map.json").write_bytes(content)
    print(f"map.json: {len(shapes)} regions, {len(content)} bytes")
    if paths.true_boundaries:
        report_overlap(shapes, json.loads(paths.true_boundaries.read_text(encoding="utf-8")))


def read_countries(path: Path) -> Any:
    """The countries as a TopoJSON document, from the file itself or from within the npm package."""
    if path.suffix == ".json":
        return json.loads(path.read_text(encoding="utf-8"))
    with tarfile.open(path) as package:
        member = package.extractfile("package/countries-10m.json")
        if member is None:
            raise SystemExit(f"{path} holds no readable package/countries-10m.json")
        return json.load(member)


def draw_land(countries: Any) -> BaseGeometry:
    """The European Netherlands in grid units: the coast of Natural Earth with the waters cut out of it."""
    outline = next(found for found in read_outlines(countries, {NETHERLANDS}) if found.code == NETHERLANDS)
    europe = [part for part in shape_of(outline).geoms if part.bounds[1] > EUROPE_FROM]
    dry = shapely.unary_union(europe).difference(united(WATERS)).union(united(LAND))
    return projection.project(dry)


def shape_of(outline: Outline) -> MultiPolygon:
    """An outline in the coordinates of its file, mended where rounding made it cross itself."""
    raw = MultiPolygon([Polygon(rings[0], rings[1:]) for rings in outline.polygons])
    return MultiPolygon(projection.polygons_of(shapely.make_valid(raw)))


def united(outlines: dict[str, Corners]) -> BaseGeometry:
    """Hand-drawn outlines as one shape in degrees."""
    return shapely.unary_union([Polygon(corners) for corners in outlines.values()])


def region_cells() -> dict[str, BaseGeometry]:
    """Per safety region the joined cells of its municipalities, in grid units, over land and water alike."""
    with (DATA / "municipalities.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    degrees = np.array([[float(row["lon"]), float(row["lat"])] for row in rows])
    areas = np.array([float(row["land_km2"]) for row in rows]) * projection.UNITS_PER_KM**2
    frame = shapely.box(-100, -100, projection.WIDTH + 100, projection.HEIGHT + 100)
    cells = power_cells(projection.degrees_to_grid(degrees), WEIGHT * areas / math.pi, frame)
    return join_cells(cells, [row["region_code"] for row in rows])


def join_strays(shapes: coverage.Coverage) -> dict[str, BaseGeometry]:
    """The shapes without the odd corners that water cuts off from a cell.

    An island goes as a whole to the region that has most of it; on the mainland a piece under `STRAY_AREA`
    goes to the region it borders on most.
    """
    pieces = [(code, part) for code, shape in shapes.items() for part in shape.geoms]
    owned: dict[str, list[BaseGeometry]] = {code: [] for code in shapes}
    *islands, mainland = sorted(
        projection.polygons_of(shapely.unary_union(list(shapes.values()))), key=lambda mass: mass.area
    )
    for island in islands:
        owner = max(shapes, key=lambda code: shapes[code].intersection(island).area)
        owned[owner].append(island)
    for code, part in pieces:
        if part.representative_point().within(mainland):
            owned[_mainland_owner(code, part, shapes)].append(part)
    return {code: shapely.unary_union(parts) for code, parts in owned.items()}


def _mainland_owner(code: str, part: Polygon, shapes: coverage.Coverage) -> str:
    borders = {
        other: part.boundary.intersection(shape.boundary).length
        for other, shape in shapes.items()
        if other != code and part.intersects(shape)
    }
    return code if part.area >= STRAY_AREA or not borders else max(borders, key=lambda other: borders[other])


def report_overlap(shapes: coverage.Coverage, official: Any) -> None:
    """Print per region how much of it the drawing covers, and the common part of both over their union."""
    outlines = read_outlines(official, set(shapes))
    true = {outline.code: projection.project(shape_of(outline)) for outline in outlines}
    common = {code: shapes[code].intersection(true[code]).area for code in shapes}
    covered = {code: common[code] / true[code].area for code in shapes}
    union = {code: common[code] / shapes[code].union(true[code]).area for code in shapes}
    print("region  covered  intersection/union")
    for code in shapes:
        print(f"{code:6}  {covered[code]:7.1%}  {union[code]:7.1%}")
    for name, pick in (("mean", lambda shares: sum(shares) / len(shares)), ("least", min)):
        print(f"{name:6}  {pick(covered.values()):7.1%}  {pick(union.values()):7.1%}")


if __name__ == "__main__":
    main()

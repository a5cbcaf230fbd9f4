"""The tables and the drawn map that ship with the project."""

import csv
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from shapely import Point, box

from regions import coverage
from regions.boundaries import read_drawn_map
from regions.projection import HEIGHT, WIDTH, read_path
from tests.unit.regions.squares import shapes_of

DATA = Path(__file__).resolve().parents[3] / "regions" / "data"
REGIONS = [f"VR{number:02}" for number in range(1, 26)]


@pytest.fixture(scope="module")
def shipped():
    return read_drawn_map((DATA / "map.json").read_bytes())


def table(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def test_the_shipped_map_is_small_and_complete(shipped):
    assert (DATA / "map.json").stat().st_size < 25_000
    assert [shape.code for shape in shipped.shapes] == REGIONS
    assert (shipped.width, shipped.height) == (WIDTH, HEIGHT)
    assert "Natural Earth" in shipped.source


def test_shipped_shapes_lie_within_the_view_and_beside_each_other(shipped):
    shapes = shapes_of(shipped)
    for shape in shapes.values():
        assert box(0, 0, WIDTH, HEIGHT).contains(shape)
        assert min(part.area for part in shape.geoms) >= coverage.SMALLEST_PART
    for one, other in combinations(shapes.values(), 2):
        assert one.intersection(other).area == 0


def test_shipped_labels_stand_well_inside_their_shape(shipped):
    for shape in shipped.shapes:
        outline = read_path(shape.path)
        spot = Point(shape.label_x, shape.label_y)
        assert outline.contains(spot), shape.code
        assert outline.boundary.distance(spot) > 10, shape.code


def test_shipped_neighbours_are_pairs_of_known_regions_once():
    pairs = [(row["code"], row["neighbour_code"]) for row in table("neighbours")]
    assert all(one < other for one, other in pairs)
    assert len(set(pairs)) == len(pairs)
    assert {code for pair in pairs for code in pair} == set(REGIONS)
    for pair in [("VR01", "VR03"), ("VR13", "VR14"), ("VR23", "VR24")]:
        assert pair in pairs
    assert ("VR19", "VR24") not in pairs


def test_shipped_municipalities_add_up():
    rows = table("municipalities")
    assert len(rows) == len({row["code"] for row in rows}) == 342
    assert {row["region_code"] for row in rows} == {row["code"] for row in table("safety_regions")} == set(REGIONS)
    assert 17_000_000 < sum(int(row["population"]) for row in rows) < 18_000_000
    assert 33_000 < sum(float(row["land_km2"]) for row in rows) < 36_000
    assert min(int(row["population"]) for row in rows) > 0
    assert Counter(row["region_code"] for row in rows)["VR25"] == 6


def test_shipped_centres_lie_in_the_country():
    for row in table("municipalities"):
        assert 3.3 < float(row["lon"]) < 7.3
        assert 50.7 < float(row["lat"]) < 53.6


def test_the_country_is_one_row():
    assert table("country") == [{"code": "NL", "name": "Nederland"}]

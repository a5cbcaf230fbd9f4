"""The real boundaries as published, where the folder with public figures lies beside the repository."""

import json
from itertools import combinations
from pathlib import Path

import pytest
from shapely import Point, unary_union

from regions.boundaries import MAX_PATH_CHARACTERS, BoundaryError, read_boundaries, read_drawn_map
from regions.boundary_formats import read_outlines
from regions.projection import read_path

ROOT = Path(__file__).resolve().parents[3]
OFFICIAL = ROOT.parent / "shared" / "data" / "nl-vr-gm.topo.json"
REGIONS = [f"VR{number:02}" for number in range(1, 26)]

pytestmark = pytest.mark.skipif(
    not OFFICIAL.exists(), reason="the official boundaries (../shared/data) are absent"
)


@pytest.fixture(scope="module")
def content():
    return OFFICIAL.read_bytes()


@pytest.fixture(scope="module")
def official(content):
    return read_boundaries(content, codes=REGIONS, source="CBS")


def test_all_regions_are_read_and_stay_small(official):
    assert [shape.code for shape in official.shapes] == REGIONS
    assert sum(len(shape.path) for shape in official.shapes) <= MAX_PATH_CHARACTERS


def test_shapes_are_valid_beside_each_other_and_labelled(official):
    shapes = [read_path(shape.path) for shape in official.shapes]
    assert all(shape.is_valid for shape in shapes)
    assert all(one.intersection(other).area == 0 for one, other in combinations(shapes, 2))
    assert all(
        shape.contains(Point(drawn.label_x, drawn.label_y))
        for shape, drawn in zip(shapes, official.shapes, strict=True)
    )


def test_the_land_of_the_country_comes_out_whole(official):
    country = unary_union([read_path(shape.path) for shape in official.shapes])
    square_km = country.area * (2.87 / 1000 * 111.25) ** 2
    assert square_km == pytest.approx(34_980, rel=0.02)  # the sum of land_km2 in municipalities.csv


def test_the_drawn_map_covers_the_true_regions(official):
    drawn = {
        shape.code: read_path(shape.path)
        for shape in read_drawn_map((ROOT / "regions" / "data" / "map.json").read_bytes()).shapes
    }
    true = {shape.code: read_path(shape.path) for shape in official.shapes}
    covered = {code: drawn[code].intersection(true[code]).area / true[code].area for code in REGIONS}
    assert sum(covered.values()) / len(covered) > 0.83
    assert min(covered.values()) > 0.75


def test_municipalities_of_the_same_file_can_be_read_too(content):
    document = json.loads(content)
    codes = [item["properties"]["code"] for item in document["objects"]["gm_features"]["geometries"]]
    assert len(read_boundaries(content, codes=codes, source="CBS").shapes) == len(codes)


@pytest.mark.parametrize("arcs_kept", [0, 1, 100])
def test_a_topology_that_lost_its_tail_is_refused(content, arcs_kept):
    document = json.loads(content)
    document["arcs"] = document["arcs"][:arcs_kept]
    with pytest.raises(BoundaryError, match=rf"but the file ends after {arcs_kept}"):
        read_boundaries(json.dumps(document).encode(), codes=REGIONS, source="CBS")


def test_a_region_taken_out_is_named(content):
    document = json.loads(content)
    del document["objects"]["vr_features"]["geometries"][6]
    gone = set(REGIONS) - {outline.code for outline in read_outlines(document, REGIONS)}
    with pytest.raises(BoundaryError, match=f"missing: {gone.pop()}"):
        read_boundaries(json.dumps(document).encode(), codes=REGIONS, source="CBS")

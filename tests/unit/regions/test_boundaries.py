import json

import numpy as np
import pytest

from regions import boundaries
from regions.boundaries import BoundaryError
from regions.projection import HEIGHT, WIDTH
from tests.unit.regions.squares import (
    LEFT,
    LEFT_RD,
    RIGHT,
    RIGHT_RD,
    feature,
    geojson,
    quantised,
    read,
    shapes_of,
    topology,
    two_squares,
)


@pytest.mark.parametrize(
    "document", [two_squares(), topology(), quantised()], ids=["geojson", "topology", "quantised"]
)
def test_every_notation_gives_the_same_two_squares(document):
    found = read(document)
    assert (found.width, found.height, found.source) == (WIDTH, HEIGHT, "test")
    assert [shape.code for shape in found.shapes] == ["A", "B"]
    assert shapes_of(found)["A"].equals(shapes_of(read(two_squares()))["A"])
    assert shapes_of(found)["B"].equals(shapes_of(read(two_squares()))["B"])


def test_rd_metres_fall_on_the_same_place_as_degrees():
    in_degrees = shapes_of(read(two_squares()))
    in_metres = shapes_of(read(geojson(feature("A", LEFT_RD), feature("B", RIGHT_RD))))
    for code, shape in in_degrees.items():
        common = shape.intersection(in_metres[code]).area
        assert common / shape.union(in_metres[code]).area > 0.95


def test_neighbours_share_their_border_exactly():
    left, right = shapes_of(read(two_squares())).values()
    assert left.intersection(right).area == 0
    assert left.intersection(right).length == pytest.approx(left.bounds[3] - left.bounds[1])


@pytest.mark.parametrize("name", ["code", "vrcode", "statcode", "id", "Statcode", "VRCODE"])
def test_codes_are_found_under_the_names_that_publishers_use(name):
    document = two_squares()
    for item in document["features"]:
        item["properties"] = {name: item["properties"]["code"] + " ", "naam": "Ergens"}
    assert [shape.code for shape in read(document).shapes] == ["A", "B"]


def test_codes_are_found_as_the_id_of_a_feature():
    document = two_squares()
    for item in document["features"]:
        item["id"] = item.pop("properties")["code"]
    assert [shape.code for shape in read(document).shapes] == ["A", "B"]


def test_a_byte_order_mark_is_no_obstacle():
    assert read(b"\xef\xbb\xbf" + json.dumps(two_squares()).encode()) == read(two_squares())


def test_heights_are_dropped():
    document = two_squares()
    document["features"][0]["geometry"]["coordinates"] = [[[*point, 3.5] for point in LEFT]]
    assert read(document) == read(two_squares())


def test_what_lies_outside_the_frame_is_cut_off():
    at_sea = [[3.05, 52.0], [3.05, 52.4], [5.0, 52.4], [5.0, 52.0], [3.05, 52.0]]
    shape = shapes_of(read(geojson(feature("A", at_sea), feature("B", RIGHT))))["A"]
    assert shape.bounds[0] == 0


def test_a_tiny_crossing_is_mended():
    # Rounding drew one corner 10 m across its neighbour.
    ring = [[5.0, 52.0], [5.0, 52.4], [5.6, 52.4], [5.6, 52.0001], [5.0, 52.0002], [5.6, 52.0], [5.0, 52.0]]
    assert read(geojson(feature("A", ring), feature("B", RIGHT))).shapes[0].code == "A"


def test_paths_are_simplified_until_they_are_short_enough(monkeypatch):
    angles = np.linspace(0, 2 * np.pi, 400)
    star = [[5.3 + 0.25 * np.cos(a) * (1 + (i % 2) / 8), 52.2 + 0.15 * np.sin(a)] for i, a in enumerate(angles)]
    document = geojson(feature("A", [*star[:-1], star[0]]), feature("B", RIGHT))
    full = sum(len(shape.path) for shape in read(document).shapes)
    monkeypatch.setattr(boundaries, "MAX_PATH_CHARACTERS", full // 3)
    assert sum(len(shape.path) for shape in read(document).shapes) <= full // 3
    monkeypatch.setattr(boundaries, "MAX_PATH_CHARACTERS", 10)
    with pytest.raises(BoundaryError, match="need more than 10 characters"):
        read(document)

"""Whatever is wrong with a boundary file: it is refused whole, and the message says what and where."""

import copy
import json

import pytest

from regions import boundaries
from regions.boundaries import BoundaryError
from tests.unit.regions.squares import (
    LEFT,
    RIGHT,
    RIGHT_RD,
    feature,
    geojson,
    quantised,
    read,
    topology,
    two_squares,
)


def refusal(document, codes=("A", "B")):
    with pytest.raises(BoundaryError) as refused:
        read(document, codes)
    return str(refused.value)


def edited(document, edit):
    changed = copy.deepcopy(document)
    edit(changed)
    return changed


def with_ring(ring):
    return geojson(feature("A", ring), feature("B", RIGHT))


def with_geometry(geometry):
    return geojson(feature("A", LEFT, geometry=geometry), feature("B", RIGHT))


def with_topology(edit):
    return edited(topology(), edit)


def with_arcs(arcs):
    return with_topology(lambda d: d["objects"]["regions"]["geometries"][0].update(arcs=arcs))


BOW_TIE = [[5.0, 52.0], [5.5, 52.4], [5.5, 52.0], [5.0, 52.4], [5.0, 52.0]]
SWAPPED = [[y, x] for x, y in LEFT]
MERCATOR = [[x * 111_320, y * 130_000] for x, y in LEFT]

REFUSALS = {
    "nothing at all": (b"", "expected JSON"),
    "not JSON": (b"code;name", "expected JSON"),
    "cut off JSON": (json.dumps(two_squares()).encode()[:-20], "expected JSON"),
    "not text": (b"PK\x03\x04\xff\xfe", "expected JSON"),
    "nested too deeply": (b"[" * 100_000, "expected JSON"),
    "a JSON list": ([1, 2], "expected a TopoJSON topology or a GeoJSON FeatureCollection, found a JSON list"),
    "another kind of JSON": ({"type": "Point", "coordinates": [5, 52]}, "found type 'Point'"),
    "no features": (geojson(), "no area with a code such as A, B"),
    "features that are no list": ({"type": "FeatureCollection", "features": 3}, "expected a list, found 3"),
    "a feature that is no object": (geojson(7), "expected a JSON object, found 7"),
    "codes of something else": (geojson(feature("GM0014", LEFT)), "no area with a code such as A, B"),
    "a missing region": (geojson(feature("A", LEFT)), "missing: B"),
    "a doubled region": (geojson(*two_squares()["features"], feature("B", RIGHT)), "more than once: B"),
    "an unknown region": (geojson(*two_squares()["features"], feature("C", RIGHT)), "unknown: C"),
    "a region without a code": (
        geojson(*two_squares()["features"], feature(None, RIGHT)),
        "an area without a code",
    ),
    "no geometry": (with_geometry(None), "found an empty one for A"),
    "a geometry without polygons": (with_geometry({"type": "MultiPolygon", "coordinates": []}), "empty one for A"),
    "a polygon without rings": (with_geometry({"type": "Polygon", "coordinates": []}), "empty one for A"),
    "a line": (with_geometry({"type": "LineString", "coordinates": LEFT}), "feature A: expected a Polygon"),
    "a geometry that is a text": (with_geometry("POLYGON"), "feature A: expected a JSON object"),
    "coordinates that are no list": (with_geometry({"type": "Polygon", "coordinates": 5}), "expected a list"),
    "three points": (with_ring([LEFT[0], LEFT[1], LEFT[0]]), "feature A: a ring needs at least 4 points"),
    "an open ring": (with_ring(LEFT[:-1]), "feature A: a ring doesn't end where it starts"),
    "a text as coordinate": (with_ring([["5.0", 52.0], *LEFT[1:]]), "expected a pair of numbers"),
    "true as coordinate": (with_ring([[True, 52.0], *LEFT[1:]]), "expected a pair of numbers"),
    "null as coordinate": (with_ring([[None, 52.0], *LEFT[1:]]), "expected a pair of numbers"),
    "a lone coordinate": (with_ring([[5.0], *LEFT[1:]]), "expected a pair of numbers"),
    "NaN": (with_ring([[float("nan"), 52.0], *LEFT[1:]]), "not a finite number"),
    "infinity": (with_ring([[5.0, float("inf")], *LEFT[1:]]), "not a finite number"),
    "a number beyond measure": (with_ring([[10**400, 52.0], *LEFT[1:]]), "not a finite number"),
    "latitude before longitude": (with_ring(SWAPPED), r"A: point (52, 5) lies outside the Netherlands"),
    "web mercator": (with_ring(MERCATOR), "lies outside the Netherlands"),
    "one point in Germany": (with_ring([LEFT[0], [9.0, 52.4], *LEFT[2:]]), "A: point (9, 52.4) lies outside"),
    "degrees and metres mixed": (geojson(feature("A", LEFT), feature("B", RIGHT_RD)), "B: point (170000, 445000)"),
    "a ring that crosses itself": (with_ring(BOW_TIE), "A: not a valid shape: Self-intersection"),
    "a ring without area": (with_ring([LEFT[0], LEFT[1], LEFT[0], LEFT[1], LEFT[0]]), "A: not a valid shape"),
    "regions that overlap": (geojson(feature("A", LEFT), feature("B", LEFT)), "A and B overlap by 100%"),
    "a region of a few metres": (
        with_ring([[5.0, 52.0], [5.0, 52.0001], [5.0001, 52.0001], [5.0, 52.0]]),
        "too small to draw on the map: A",
    ),
    "too many arcs asked for": (
        with_arcs([[0, 9]]),
        "object 'regions', A: asks for arc 9, but the file ends after 3",
    ),
    "arcs cut off": (with_topology(lambda d: d["arcs"].pop()), "asks for arc 2, but the file ends after 2"),
    "an arc far back": (with_arcs([[~7]]), "asks for arc 7"),
    "an arc number that is none": (with_arcs([["0", 1]]), "expected the number of an arc, found '0'"),
    "arcs that don't join": (with_arcs([[0, ~1]]), "the arcs of a ring don't join up"),
    "a ring without arcs": (with_arcs([[]]), "a ring without arcs"),
    "a topology without geometry": (
        with_topology(lambda d: d["objects"]["regions"]["geometries"][0].update(type=None)),
        "found an empty one for A",
    ),
    "no arcs at all": (with_topology(lambda d: d.pop("arcs")), "'arcs' of the topology: expected a list"),
    "no objects": (with_topology(lambda d: d.pop("objects")), "'objects' of the topology: expected a JSON object"),
    "an arc without points": (with_topology(lambda d: d["arcs"].__setitem__(0, [])), "arc 0: holds no points"),
    "a broken transform": (
        with_topology(lambda d: d.update(transform={"scale": [1]})),
        "'scale' of the transform: expected a pair of numbers",
    ),
    "a transform beyond measure": (
        edited(quantised(), lambda d: d["transform"].update(scale=[1e308, 0.1])),
        "arc 0: a coordinate is not a finite number",
    ),
    "an object of another kind": (
        with_topology(lambda d: d["objects"]["regions"].update(type="Polygon")),
        "no area with a code such as A, B",
    ),
}


@pytest.mark.parametrize(("document", "message"), REFUSALS.values(), ids=REFUSALS.keys())
def test_refused_with_a_message_that_says_what_and_where(document, message):
    assert message in refusal(document)


def test_more_than_the_largest_size_is_refused_unread(monkeypatch):
    content = json.dumps(two_squares()).encode()
    monkeypatch.setattr(boundaries, "MAX_BYTES", len(content))
    assert read(content)
    assert "expected at most" in refusal(content + b" ")


def test_all_wrong_codes_are_told_at_once():
    document = geojson(feature("B", LEFT), feature("B", RIGHT), feature("D", RIGHT))
    message = refusal(document, codes=("A", "B", "C"))
    assert "expected each of 3 areas once" in message
    assert "missing: A, C; more than once: B; unknown: D" in message

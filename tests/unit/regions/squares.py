"""Two squares side by side, A west of B, in the notations that `read_boundaries` understands."""

import json

from regions.boundaries import read_boundaries
from regions.projection import read_path

LEFT = [[5.0, 52.0], [5.0, 52.4], [5.6, 52.4], [5.6, 52.0], [5.0, 52.0]]
RIGHT = [[5.6, 52.0], [5.6, 52.4], [6.2, 52.4], [6.2, 52.0], [5.6, 52.0]]
LEFT_RD = [[128_000, 445_000], [128_000, 490_000], [170_000, 490_000], [170_000, 445_000], [128_000, 445_000]]
RIGHT_RD = [[170_000, 445_000], [170_000, 490_000], [211_000, 490_000], [211_000, 445_000], [170_000, 445_000]]


def feature(code, ring, **more):
    return {
        "type": "Feature",
        "properties": {"code": code},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
        **more,
    }


def geojson(*features):
    return {"type": "FeatureCollection", "features": list(features)}


def two_squares():
    return geojson(feature("A", LEFT), feature("B", RIGHT))


def topology():
    return {
        "type": "Topology",
        "arcs": [
            [[5.6, 52.0], [5.6, 52.4]],  # the shared border
            [[5.6, 52.4], [5.0, 52.4], [5.0, 52.0], [5.6, 52.0]],
            [[5.6, 52.4], [6.2, 52.4], [6.2, 52.0], [5.6, 52.0]],
        ],
        "objects": {
            "lakes": {"type": "GeometryCollection", "geometries": [{"type": None, "properties": {"code": "L"}}]},
            "regions": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "properties": {"code": "A"}, "arcs": [[0, 1]]},
                    {"type": "MultiPolygon", "properties": {"code": "B"}, "arcs": [[[2, 0]]]},
                ],
            },
        },
    }


def quantised():
    steps = [
        [[6, 0], [0, 4]],
        [[6, 4], [-6, 0], [0, -4], [6, 0]],
        [[6, 4], [6, 0], [0, -4], [-6, 0]],
    ]
    return {**topology(), "arcs": steps, "transform": {"scale": [0.1, 0.1], "translate": [5.0, 52.0]}}


def read(document, codes=("A", "B")):
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    return read_boundaries(content, codes=codes, source="test")


def shapes_of(boundary_map):
    return {shape.code: read_path(shape.path) for shape in boundary_map.shapes}

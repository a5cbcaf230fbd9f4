import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPolygon, Point, box

from regions import coverage


@given(st.integers(0, 10_000), st.integers(0, 3))
def test_rounding_never_makes_gaps_or_overlaps(seed, tolerance):
    """Two shapes with one ragged border: together they stay one piece without holes."""
    random = np.random.default_rng(seed)
    ragged = [(30 + x, y) for x, y in zip(random.uniform(-9, 9, 12), np.linspace(0, 60, 12), strict=True)]
    left = shapely.Polygon([(0, 0), *ragged, (0, 60)])
    right = shapely.Polygon([(61, 0), *ragged, (61, 60)])
    simple = coverage.simplify({"A": left, "B": right}, tolerance)
    assert simple["A"].intersection(simple["B"]).area == 0
    whole = simple["A"].union(simple["B"])
    assert whole.geom_type == "Polygon"
    assert not whole.interiors
    for shape in simple.values():
        assert shape.is_valid
        assert np.array_equal(shapely.get_coordinates(shape), np.rint(shapely.get_coordinates(shape)))


def test_specks_and_pinholes_go_and_the_rest_stays():
    lake = box(20, 20, 40, 40)
    shape = box(0, 0, 100, 100) - lake - box(60, 60, 62, 62)
    simple = coverage.simplify({"A": MultiPolygon([shape, box(200, 200, 202, 202), box(300, 300, 310, 310)])}, 0)
    assert simple["A"].equals(MultiPolygon([box(0, 0, 100, 100) - lake, box(300, 300, 310, 310)]))


@pytest.mark.parametrize(
    ("shape", "spot"),
    [
        (box(0, 0, 10, 20), (5, 10)),
        (MultiPolygon([box(0, 0, 10, 20), box(50, 50, 54, 54)]), (5, 10)),
        (box(0, 0, 60, 60) - box(20, 0, 60, 40), None),  # an L, whose centroid lies near its inner corner
        (box(0, 0, 60, 60) - box(20, 20, 60, 40), None),  # a U
        (shapely.Polygon([(0, 0), (1, 0), (1, 40), (0, 40)]), None),  # no whole point inside
    ],
)
def test_labels_stand_within_the_largest_part(shape, spot):
    shape = shape if isinstance(shape, MultiPolygon) else MultiPolygon([shape])
    label = coverage.label_point(shape)
    assert shape.intersects(Point(label))
    assert spot in (None, label)

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPolygon, Polygon, box

from regions import projection
from regions.projection import degrees_to_grid, path_of, polygons_of, rd_to_grid, read_path

SQUARE = MultiPolygon([box(10, 20, 15, 26)])


def whole(shape):
    return shapely.orient_polygons(shapely.normalize(shape))


def test_corners_of_the_frame_are_the_corners_of_the_view():
    corners = np.array([[projection.WEST, projection.NORTH], [projection.EAST, projection.SOUTH]])
    (left, top), (right, bottom) = degrees_to_grid(corners)
    assert (left, top) == pytest.approx((0, 0))
    assert bottom == pytest.approx(projection.HEIGHT)
    assert projection.WIDTH - 1 < right <= projection.WIDTH


def test_a_kilometre_is_as_long_eastward_as_northward():
    here, north, east = degrees_to_grid(np.array([[5.4, 52.155], [5.4, 52.245], [5.546, 52.155]]))
    assert abs(here[1] - north[1]) == pytest.approx(10 * projection.UNITS_PER_KM, rel=0.01)
    assert abs(here[0] - east[0]) == pytest.approx(10 * projection.UNITS_PER_KM, rel=0.01)


@pytest.mark.parametrize(
    ("metres", "degrees"),
    [
        ((155_000, 463_000), (5.38720, 52.15517)),  # Amersfoort, the origin
        ((121_687, 487_484), (4.89801, 52.37422)),  # Amsterdam
        ((233_883, 582_065), (6.56820, 53.21938)),  # Groningen
        ((176_331, 317_462), (5.69006, 50.84660)),  # Maastricht
        ((32_000, 391_900), (3.61558, 51.50267)),  # Middelburg
    ],
)
def test_rd_metres_and_degrees_of_one_place_fall_together(metres, degrees):
    from_metres = rd_to_grid(np.array([metres], dtype=float))
    assert np.abs(from_metres - degrees_to_grid(np.array([degrees]))).max() < 0.2


def test_a_path_is_written_with_relative_steps():
    assert path_of(MultiPolygon([Polygon([(10, 20), (15, 20), (15, 26)])])) == "M10 20l5 0 0 6z"


def test_an_island_and_a_hole_become_rings_of_one_path():
    shape = MultiPolygon([Polygon(box(0, 0, 9, 9).exterior, [box(3, 3, 5, 5).exterior]), box(20, 0, 22, 2)])
    assert path_of(shape).count("M") == 3
    assert read_path(path_of(shape)).equals(shape)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "M1 2",
        "M1 2l3 4z",
        "M1 2l3 4 5z",
        "M1 2L3 4 5 6z",
        "M1.5 2l3 4 5 6z",
        "M1 2l3 4 5 6",
        "M1 2l3 4 5 6z<script>",
        "  M1 2l3 4 5 6z",
    ],
)
def test_other_notations_are_refused(path):
    with pytest.raises(ValueError, match="not a path"):
        read_path(path)


@given(
    st.lists(st.tuples(st.integers(-2000, 2000), st.integers(-2000, 2000)), min_size=3, max_size=30),
    st.booleans(),
)
def test_reading_a_written_path_gives_the_shape_back(points, with_island):
    hull = shapely.MultiPoint(points).convex_hull
    if not isinstance(hull, Polygon):
        return
    hole = MultiPolygon([Polygon(hull.exterior), *([box(3000, 0, 3001, 2)] if with_island else [])])
    assert whole(read_path(path_of(hole))).equals(whole(hole))


def test_polygons_are_found_at_any_depth_and_lines_are_left():
    line = shapely.LineString([(0, 0), (1, 1)])
    nested = shapely.GeometryCollection([line, shapely.GeometryCollection([SQUARE, Polygon()])])
    assert polygons_of(nested) == list(SQUARE.geoms)
    assert polygons_of(line) == []

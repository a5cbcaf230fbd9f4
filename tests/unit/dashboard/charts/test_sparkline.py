"""Small multiples: one scale for all, gaps that stay gaps, nothing outside the box."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.sparkline import HEIGHT, ROOM, WIDTH, across, height_of, sparkline, top_of

VALUES = st.lists(st.none() | st.floats(0, 1e6), min_size=1, max_size=60)


def test_a_series_runs_from_left_to_right_and_higher_is_higher():
    line = sparkline([0.0, 50.0, 100.0], top=100)

    assert line.paths == ("M3 37L60 20L117 3",)
    assert line.last == (117, 3)


def test_a_gap_ends_a_line_and_a_value_by_itself_is_a_dot():
    line = sparkline([10.0, None, 20.0, 30.0, None], top=100)

    assert len(line.paths) == 1
    assert len(line.dots) == 1
    assert line.last is None


@pytest.mark.parametrize(("value", "y"), [(0, HEIGHT - ROOM), (100, ROOM), (200, ROOM), (-5, HEIGHT - ROOM)])
def test_values_stay_within_the_picture(value: float, y: float):
    assert height_of(value, 100) == y


def test_one_week_stands_in_the_middle():
    assert across(0, 1) == WIDTH / 2


@pytest.mark.parametrize(
    ("series", "bounds", "least"), [([[1.0, None]], [150], 150), ([[400.0]], [150], 400), ([[None]], [], 0)]
)
def test_the_scale_ends_above_every_value_and_bound(series, bounds, least):
    assert top_of(series, bounds) > least


@given(VALUES)
def test_every_value_is_drawn_once(values: list[float | None]):
    line = sparkline(values, top_of([values]))

    drawn = sum(path.count("L") + 1 for path in line.paths) + len(line.dots)
    assert drawn == sum(value is not None for value in values)
    assert (line.last is None) == (values[-1] is None)

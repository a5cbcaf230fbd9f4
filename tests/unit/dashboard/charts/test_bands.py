"""Bands equal the signal values, in each stretch of weeks with its own."""

from datetime import date, timedelta

from dashboard.charts.bands import Band, bands, top_of_axis
from dashboard.charts.points import Bounds, WeekPoint

MONDAY = date(2021, 2, 1)
OLD: Bounds = ((2, 50.0), (3, 150.0))
NEW: Bounds = ((2, 35.0), (3, 100.0))


def week(number: int, bounds: Bounds, value: float | None = 10.0) -> WeekPoint:
    return WeekPoint(MONDAY + timedelta(weeks=number), value, bounds, "", "")


def test_one_band_per_level_from_bound_to_bound():
    found = bands([week(0, OLD), week(1, OLD)], top=200)

    start, end = MONDAY, MONDAY + timedelta(weeks=2)
    assert found == [Band(1, 0, 50, start, end), Band(2, 50, 150, start, end), Band(3, 150, 200, start, end)]


def test_new_signal_values_begin_in_their_own_week():
    found = bands([week(0, OLD), week(1, NEW)], top=200)

    change = MONDAY + timedelta(weeks=1)
    assert [band.low for band in found if band.end == change] == [0, 50, 150]
    assert [band.low for band in found if band.start == change] == [0, 35, 100]


def test_weeks_without_signal_values_have_no_bands():
    assert bands([week(0, ()), week(1, ())], top=10) == []


def test_a_band_above_the_top_is_left_out():
    assert [band.level for band in bands([week(0, OLD)], top=100)] == [1, 2]


def test_the_axis_ends_above_every_value_and_every_signal_value():
    assert top_of_axis([week(0, OLD, value=10)]) > 150
    assert top_of_axis([week(0, OLD, value=400)]) > 400
    assert top_of_axis([week(0, (), value=None)]) > 0

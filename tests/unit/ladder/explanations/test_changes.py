"""The change since last week, and when a doubling time says something."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.engine.verdicts import ValueState
from ladder.explanations.changes import change_of, count_of
from ladder.models import Signal
from tests.unit.ladder.explanations.made import TESTS, found

COUNTED = Signal(code="locations", per=None)
MEAN = Signal(code="sewage", aggregation="mean")


def counted(then: float, now: float):
    return change_of(found(now, 2), found(then, 2), COUNTED, None)


def test_a_change_is_told_in_the_unit_and_as_a_part_of_last_week():
    change = counted(100, 113)
    assert change is not None
    assert (change.last_week, change.difference, change.growth) == (100, 13, pytest.approx(0.13))


@pytest.mark.parametrize(
    ("then", "now", "doubling", "halving"),
    [
        (100, 200, 1.0, None),
        (200, 100, None, 1.0),
        (400, 100, None, 0.5),
        (20, 40, 1.0, None),  # twenty is enough …
        (19, 60, None, None),  # … and nineteen is not,
        (60, 19, None, None),  # whichever week has them
        (100, 130, None, None),  # 30 is within twice √230, what chance does
        (100, 131, 2.567, None),  # 31 is not
        (0, 50, None, None),
        (50, 0, None, None),
        (0, 0, None, None),
        (100, 100, None, None),
        (100_000, 102_600, None, None),  # it would take more than half a year
        (100_000, 102_800, 25.1, None),
    ],
)
def test_a_time_is_given_only_where_it_is_more_than_chance(then, now, doubling, halving):
    change = counted(then, now)
    assert change is not None
    for time, expected in ((change.doubling_weeks, doubling), (change.halving_weeks, halving)):
        assert (time is None) == (expected is None)
        assert expected is None or time == pytest.approx(expected, abs=0.06)


@pytest.mark.parametrize("state", [ValueState.INCOMPLETE, ValueState.LATE, ValueState.MISSING])
@pytest.mark.parametrize("which", ["now", "then"])
def test_only_complete_weeks_are_compared(state, which):
    now, then = found(120.0, 2), found(100.0, 2)
    now, then = (replace(now, state=state), then) if which == "now" else (now, replace(then, state=state))
    assert change_of(now, then, COUNTED, None) is None


def test_without_last_week_there_is_no_change():
    assert change_of(found(120.0, 2), None, COUNTED, None) is None


def test_growth_from_nothing_is_no_percentage():
    change = counted(0, 30)
    assert change is not None
    assert (change.difference, change.growth) == (30, None)


@pytest.mark.parametrize(
    ("signal", "inhabitants", "count"),
    [(TESTS, 500_000, 250.0), (TESTS, None, None), (COUNTED, None, 50.0), (MEAN, 500_000, None)],
)
def test_a_value_is_turned_back_into_a_count_where_it_is_one(signal, inhabitants, count):
    assert count_of(50.0, signal, inhabitants) == count


figures = st.floats(0, 1e7, allow_nan=False)


@given(then=figures, now=figures)
def test_no_figures_make_it_fail_and_at_most_one_time_is_told(then, now):
    change = counted(then, now)
    assert change is not None
    times = [time for time in (change.doubling_weeks, change.halving_weeks) if time is not None]
    assert len(times) <= 1
    assert all(0 < time <= 26 for time in times)

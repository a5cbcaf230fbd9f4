"""What counts as a jump beyond an area's own history: both sides of each condition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.quality.jumps import is_jump

STEADY = [10.0, 12.0, 9.0, 11.0, 10.0, 12.0]  # highest 12; the usual change is about nothing


@pytest.mark.parametrize(
    ("history", "value", "smallest", "expected"),
    [
        ([60.0, 45.0, 52.0, 58.0, 49.0], 269.0, 24.0, True),  # Flevoland, when a backlog was booked
        (STEADY, 30.0, 0.0, False),  # exactly two and a half times the highest
        (STEADY, 30.1, 0.0, True),
        (STEADY, 32.0, 20.0, True),  # exactly `smallest` above the highest
        (STEADY, 32.0, 20.1, False),
        (STEADY[:4], 100.0, 0.0, True),
        (STEADY[:3], 100.0, 0.0, False),  # too little history to tell
        ([], 100.0, 0.0, False),
        ([0.0, 0.0, 0.0, 0.0], 0.0, 0.0, False),
        ([0.0, 0.0, 0.0, 0.0], 10.0, 10.0, True),
        # Wild from week to week: a change of 90 is nothing special, though it is far above the highest.
        ([1.0, 30.0, 2.0, 31.0, 1.0, 30.0, 2.0], 120.0, 0.0, False),
        ([1.0, 30.0, 2.0, 31.0, 1.0, 30.0, 2.0], 300.0, 0.0, True),
        # One earlier outlier makes the highest higher, and does not hide the next one.
        ([10.0, 11.0, 60.0, 10.0, 11.0, 10.0], 151.0, 0.0, True),
        # Steady doubling stays below the factor.
        ([1.0, 2.0, 4.0, 8.0, 16.0], 32.0, 0.0, False),
    ],
)
def test_a_jump(history, value, smallest, expected):
    assert is_jump(history, value, smallest=smallest) is expected


amounts = st.floats(0, 1e6, allow_nan=False)


@given(history=st.lists(amounts, min_size=4, max_size=12), value=amounts)
def test_nothing_within_the_own_history_is_a_jump(history, value):
    assert not is_jump(history, min(value, max(history)))


@given(history=st.lists(amounts, max_size=12), value=amounts, more=amounts)
def test_a_higher_value_is_never_less_of_a_jump(history, value, more):
    assert is_jump(history, value + more) or not is_jump(history, value)

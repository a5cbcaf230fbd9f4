"""The geometry of a value on its signal values."""

import itertools

import pytest

from ladder.pictures.threshold_bar import threshold_bar

BOUNDS = ((2, 50.0), (3, 150.0))


@pytest.mark.parametrize("value", [None, 0.0, 50.0, 149.9, 150.0, 225.0, 5000.0])
def test_segments_join_and_fill_the_bar(value: float | None):
    segments = threshold_bar(value, BOUNDS).segments

    assert [segment.level for segment in segments] == [1, 2, 3]
    assert [segment.bound for segment in segments] == [0, 50, 150]
    for left, right in itertools.pairwise(segments):
        assert left.start + left.length == pytest.approx(right.start, abs=0.02)
    assert segments[-1].start + segments[-1].length == pytest.approx(100, abs=0.02)


@pytest.mark.parametrize(
    ("value", "segment"), [(0.0, 0), (49.9, 0), (50.1, 1), (149.9, 1), (150.1, 2), (900.0, 2)]
)
def test_the_marker_stands_in_the_segment_of_its_level(value: float, segment: int):
    bar = threshold_bar(value, BOUNDS)

    place = bar.segments[segment]
    assert bar.marker is not None
    assert place.start <= bar.marker <= place.start + place.length


def test_without_a_value_there_is_no_marker():
    assert threshold_bar(None, BOUNDS).marker is None


def test_a_value_beyond_the_end_makes_the_bar_longer():
    marker = threshold_bar(1000.0, BOUNDS).marker
    assert marker is not None
    assert 90 < marker < 100

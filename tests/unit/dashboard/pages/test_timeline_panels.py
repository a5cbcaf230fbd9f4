"""How many weeks stand beside each other in a picture of the timeline."""

import pytest

from dashboard.pages.timeline_panels import chunks


@pytest.mark.parametrize(
    ("weeks", "lengths"),
    [
        (1, [1]),
        (26, [26]),
        (53, [53]),
        (54, [27, 27]),
        (106, [53, 53]),
        (107, [36, 36, 35]),
        (260, [52, 52, 52, 52, 52]),
    ],
)
def test_panels_are_no_wider_than_a_year_and_about_as_wide_as_each_other(weeks: int, lengths: list[int]):
    found = chunks(weeks)

    assert [chunk.stop - chunk.start for chunk in found] == lengths
    assert [week for chunk in found for week in range(weeks)[chunk]] == list(range(weeks))

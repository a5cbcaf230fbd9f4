"""The legend of the picture that comes with a shared link fits on it, however many levels there are."""

from itertools import pairwise
from typing import Any

import pytest

from dashboard.pages.map_share import HEIGHT, LEGEND_TOP, legend_lines

ROOM_FOR_SOURCES = 130


@pytest.mark.parametrize(("number", "letters"), [(1, 34), (4, 34), (5, 26), (6, 26)])
def test_every_line_fits_above_the_sources(number: int, letters: int) -> None:
    rows: list[Any] = [None] * number

    lines, size = legend_lines(rows)

    assert size == letters
    assert lines[0].top == LEGEND_TOP
    assert lines[-1].top + lines[-1].height <= HEIGHT - ROOM_FOR_SOURCES
    for upper, lower in pairwise(lines):
        assert upper.top + upper.height < lower.top

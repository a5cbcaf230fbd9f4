"""How a decided level stands to the computed one."""

import pytest

from dashboard.pages.kinds_of_level import difference_of, every_difference
from dashboard.pages.paint import paint_of_difference


@pytest.mark.parametrize(
    ("steps", "kind", "mark"),
    [(2, "higher", "+2"), (1, "higher", "+1"), (0, "same", "="), (-1, "lower", "−1"), (None, "none", "·")],
)
def test_a_difference_has_its_kind_and_mark(steps: int | None, kind: str, mark: str) -> None:
    assert (difference_of(steps).kind, difference_of(steps).mark) == (kind, mark)


def test_each_kind_of_difference_has_a_pattern_and_a_colour_of_its_own() -> None:
    paints = [paint_of_difference(steps) for steps in (-1, 0, 1, None)]

    assert len({paint.pattern for paint in paints}) == len({paint.colour for paint in paints}) == 4
    assert [one.kind for one in every_difference()] == ["lower", "same", "higher", "none"]

import pytest

from meetings.session.region_map import Frame, extent


@pytest.mark.parametrize(
    ("path", "frame"),
    [
        ("M10 20l5 0 0 7-5 0z", Frame(10, 20, 5, 7)),
        ("M10 20l-5-7 5-3z", Frame(5, 10, 5, 10)),
        ("M0 0l4 0 0 4zM10 -3l2 0 0-2z", Frame(0, -5, 12, 9)),
    ],
    ids=["steps", "without blanks", "two rings"],
)
def test_the_extent_of_a_path(path: str, frame: Frame) -> None:
    assert extent(path) == frame

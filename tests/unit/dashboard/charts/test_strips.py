"""Levels along the axis of time: what is the same level in a row is one stretch."""

from datetime import date, timedelta

import pytest

from dashboard.charts.points import LevelOfWeek, LevelStyle, Strip
from dashboard.charts.strips import (
    MOST_NUMBERS,
    runs,
    strip_annotations,
    strip_hover,
    strip_shapes,
    strips_axis,
)

MONDAY = date(2020, 9, 21)
ONE, THREE = LevelStyle(1, "waakzaam", "#F291BC"), LevelStyle(3, "ernstig", "#A11050")


def strip(*levels: LevelStyle | str | None, name: str = "berekend") -> Strip:
    """A strip from `MONDAY` on; "" is a week that is not there."""
    weeks = [
        LevelOfWeek(MONDAY + timedelta(weeks=number), level, f"week {number}")
        for number, level in enumerate(levels)
        if not isinstance(level, str)
    ]
    return Strip(name, tuple(weeks))


def stretches(of: Strip) -> list[tuple[int | None, int]]:
    return [(run.level.number if run.level else None, run.weeks) for run in runs(of)]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ((), []),
        ((ONE,), [(1, 1)]),
        ((ONE, ONE, THREE), [(1, 2), (3, 1)]),
        ((ONE, THREE, ONE), [(1, 1), (3, 1), (1, 1)]),
        ((ONE, "", ONE), [(1, 1), (1, 1)]),
        ((ONE, None, None), [(1, 1), (None, 2)]),
    ],
)
def test_weeks_in_a_row_with_one_level_are_one_stretch(levels, expected):
    assert stretches(strip(*levels)) == expected


def test_what_is_only_provisional_is_a_stretch_of_its_own_and_says_at_least():
    sure, unsure = (LevelOfWeek(MONDAY + timedelta(weeks=at), THREE, "", bool(at)) for at in (0, 1))
    both = Strip("berekend", (sure, unsure))

    assert [run.is_provisional for run in runs(both)] == [False, True]
    told = [one["text"] for one in strip_annotations([both], "y2", 2) if one["name"] == "level"]
    assert told == ["3", "≥3"]


def test_stretches_lie_against_each_other_from_monday_to_monday():
    first, second = strip_shapes([strip(ONE, ONE, THREE)], "y2")

    assert (first["x0"], first["x1"]) == ("2020-09-21", "2020-10-05")
    assert (second["x0"], second["x1"]) == ("2020-10-05", "2020-10-12")
    assert (first["fillcolor"], second["fillcolor"]) == ("#F291BC", "#A11050")


def test_the_first_strip_lies_on_top_and_none_overlap():
    upper, lower = strip_shapes([strip(ONE, name="vastgesteld"), strip(THREE)], "y2")

    assert upper["fillcolor"] == ONE.colour
    assert upper["y0"] > lower["y1"]
    assert upper["y1"] < strips_axis([strip(), strip()], (0, 1))["range"][1]


def test_each_stretch_has_its_number_in_its_middle_in_a_readable_ink():
    name, *numbers = strip_annotations([strip(ONE, ONE, THREE, None)], "y2", weeks=4)

    assert name["text"] == "berekend"
    assert [(one["text"], one["x"]) for one in numbers] == [
        ("1", "2020-09-28T00:00"),
        ("3", "2020-10-08T12:00"),
        ("?", "2020-10-15T12:00"),
    ]
    assert numbers[1]["font"]["color"] == "#FFFFFF"
    assert numbers[0]["font"]["color"] != "#FFFFFF"


@pytest.mark.parametrize(("weeks", "told"), [(MOST_NUMBERS, 2), (MOST_NUMBERS + 1, 1)])
def test_a_stretch_too_short_for_its_number_goes_without(weeks: int, told: int):
    _name, *numbers = strip_annotations([strip(ONE, ONE, THREE)], "y2", weeks=weeks)

    assert len(numbers) == told


def test_every_week_says_its_level_on_hovering():
    trace = strip_hover([strip(ONE, None)], "y2")

    assert trace["customdata"] == ["week 0", "week 1"]
    assert trace["opacity"] == 0

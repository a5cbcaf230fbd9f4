"""Sorting the rows of the overview: by every column, both ways, with what is not known last."""

from typing import Any

import pytest

from dashboard.pages.kinds_of_level import DECIDED
from dashboard.pages.overview_rows import Row, Value
from dashboard.pages.overview_sorts import Sort, sorted_rows
from dashboard.pages.standings import LastChange, Standing
from ladder.models import Level
from ladder.weekly_values import Cell
from ladder.weeks import Week
from regions.models import Area

WEEK = Week.parse("2020-W39")


def row(name: str, **given: Any) -> Row:
    number, value = given.get("level"), given.get("value")
    level = Level(number=number, name="x") if number else None
    standing = Standing(level, "complete" if level else "undecided")
    return Row(
        area=Area(name=name),
        show=DECIDED,
        level=level,
        state=standing.state,
        state_text=given.get("text", ""),
        deciding="",
        values=(Value("positive_tests", value, Cell("", ""), ()),),
        values_text="",
        computed=standing,
        decided=standing,
        steps=given.get("steps"),
        change=LastChange(WEEK, given.get("weeks", 1), standing, None),
    )


ROWS = [
    row("Utrecht", level=2, value=30.0, steps=-1, weeks=2, text="b"),
    row("IJsselland", level=None, value=None, steps=None),
    row("Fryslân", level=3, value=0.0, steps=1, weeks=5, text="a"),
    row("drenthe", level=2, value=120.0, steps=0, weeks=1, text="c"),
]


@pytest.mark.parametrize(
    ("column", "ascending"),
    [
        ("name", "drenthe Fryslân IJsselland Utrecht"),
        ("level", "Utrecht drenthe Fryslân IJsselland"),
        ("decided", "Utrecht drenthe Fryslân IJsselland"),
        ("computed", "Utrecht drenthe Fryslân IJsselland"),
        ("difference", "Utrecht drenthe Fryslân IJsselland"),
        ("positive_tests", "Fryslân Utrecht drenthe IJsselland"),
        ("change", "drenthe Utrecht Fryslân IJsselland"),
        ("state", "Fryslân Utrecht drenthe IJsselland"),
    ],
)
def test_sorted_from_low_to_high(column: str, ascending: str) -> None:
    assert [one.area.name for one in sorted_rows(ROWS, Sort(column))] == ascending.split()


@pytest.mark.parametrize(
    ("column", "descending"),
    [
        ("name", "Utrecht IJsselland Fryslân drenthe"),
        ("level", "Fryslân Utrecht drenthe IJsselland"),
        ("difference", "Fryslân drenthe Utrecht IJsselland"),
        ("positive_tests", "drenthe Utrecht Fryslân IJsselland"),
        ("change", "Fryslân Utrecht drenthe IJsselland"),
    ],
)
def test_sorted_from_high_to_low_what_is_not_known_stays_last(column: str, descending: str) -> None:
    assert [one.area.name for one in sorted_rows(ROWS, Sort(column, is_descending=True))] == descending.split()

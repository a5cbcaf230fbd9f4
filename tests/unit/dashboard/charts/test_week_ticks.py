"""The names of weeks along an axis of time: few of them, with the year where a number alone says too little."""

from datetime import date, timedelta

import pytest

from dashboard.charts.week_ticks import room_below, week_ticks

FIRST_OF_2018 = date(2018, 1, 1)  # a Monday; the year has 52 weeks


def names(first: date, count: int) -> list[str]:
    mondays = [first + timedelta(weeks=place) for place in range(count)]
    return [text for _place, text in week_ticks([(day, f"wk {day.isocalendar().week}") for day in mondays])]


@pytest.mark.parametrize(
    ("first", "count", "expected"),
    [
        (FIRST_OF_2018, 0, []),
        (FIRST_OF_2018, 1, ["wk 1"]),
        (FIRST_OF_2018, 6, ["wk 2", "wk 4", "wk 6"]),
        (FIRST_OF_2018, 51, ["wk 7", "wk 18", "wk 29", "wk 40", "wk 51"]),
        (FIRST_OF_2018, 52, ["wk 8<br>2018", "wk 19", "wk 30", "wk 41", "wk 52"]),
        (date(2020, 12, 28), 1, ["wk 53"]),
        (date(2020, 12, 28), 2, ["wk 53<br>2020", "wk 1<br>2021"]),
        (date(2020, 8, 31), 57, ["wk 44<br>2020", "wk 3<br>2021", "wk 15", "wk 27", "wk 39"]),
    ],
)
def test_the_last_week_is_named_and_the_year_below_the_first_of_each_year(
    first: date, count: int, expected: list[str]
):
    assert names(first, count) == expected


def test_a_tick_stands_in_the_middle_of_its_week():
    assert week_ticks([(date(2020, 9, 21), "wk 39")]) == [("2020-09-24T12:00", "wk 39")]


@pytest.mark.parametrize(("text", "more"), [("wk 39", False), ("wk 39<br>2020", True)])
def test_a_second_line_takes_room(text: str, more: bool):
    assert (room_below([("2020-09-24T12:00", text)], 36) > 36) is more

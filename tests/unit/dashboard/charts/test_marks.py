"""Numbered marks: each event within the weeks once, in order, and never two on one spot."""

from datetime import date, timedelta

import pytest

from dashboard.charts.marks import MOST_MARKS, mark_annotations, mark_lines, marks
from dashboard.charts.points import Event

FIRST = date(2020, 9, 21)


def event(day: int, text: str = "") -> Event:
    return Event(FIRST + timedelta(days=day), text or f"day {day}")


@pytest.mark.parametrize(("day", "is_there"), [(-1, False), (0, True), (90, True), (91, False)])
def test_only_what_happened_within_the_weeks_gets_a_mark(day: int, is_there: bool):
    assert bool(marks([event(day)], FIRST, FIRST + timedelta(weeks=13))) is is_there


def test_marks_are_numbered_by_time():
    found = marks([event(20), event(3), event(9)], FIRST, FIRST + timedelta(weeks=13))

    assert [(mark.number, mark.events[0].text) for mark in found] == [(1, "day 3"), (2, "day 9"), (3, "day 20")]


def test_what_happened_in_one_week_shares_a_mark():
    (mark,) = marks([event(6), event(0)], FIRST, FIRST + timedelta(weeks=13))

    assert [one.text for one in mark.events] == ["day 0", "day 6"]
    assert mark.day == FIRST


@pytest.mark.parametrize("weeks", [1, 13, 14, 52, 208])
def test_there_are_never_more_marks_than_fit(weeks: int):
    every = [event(day) for day in range(7 * weeks)]

    found = marks(every, FIRST, FIRST + timedelta(weeks=weeks))

    assert len(found) <= MOST_MARKS
    assert sum(len(mark.events) for mark in found) == len(every)


def test_a_mark_stands_above_the_plot_and_its_line_in_it():
    found = marks([event(3)], FIRST, FIRST + timedelta(weeks=1))

    (note,), (line,) = mark_annotations(found), mark_lines(found)
    assert note["text"] == "1"
    assert (note["y"], note["yanchor"]) == (1, "bottom")
    assert note["x"] == line["x0"] == line["x1"] == "2020-09-24T12:00"

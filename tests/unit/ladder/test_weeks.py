"""ISO weeks and ranges of weeks."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.weeks import Week, WeekError, parse_weeks, weeks_between

W39 = Week(date(2020, 9, 21))


def test_a_week_has_a_key_a_monday_and_a_sunday():
    assert Week.parse("2020-W39") == W39
    assert (str(W39), W39.start, W39.end) == ("2020-W39", date(2020, 9, 21), date(2020, 9, 27))


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2020, 9, 20), "2020-W38"),
        (date(2020, 9, 21), "2020-W39"),
        (date(2020, 9, 27), "2020-W39"),
        (date(2020, 9, 28), "2020-W40"),
        (date(2021, 1, 3), "2020-W53"),
        (date(2021, 1, 4), "2021-W01"),
    ],
)
def test_a_day_falls_in_one_week(day, key):
    assert str(Week.of(day)) == key


@pytest.mark.parametrize(
    ("day", "key"),
    [(date(2020, 9, 27), "2020-W38"), (date(2020, 9, 28), "2020-W39"), (date(2020, 10, 4), "2020-W39")],
)
def test_the_last_full_week_lies_wholly_before_a_day(day, key):
    assert str(Week.last_full_before(day)) == key


@pytest.mark.parametrize(
    "text", ["", "2020-39", "2020W39", "2020-W00", "2020-W54", "2021-W53", "20-W39", "2020-W3x"]
)
def test_what_is_no_week_is_refused_with_what_was_found(text):
    with pytest.raises(WeekError, match=text or "''"):
        Week.parse(text)


def test_a_week_starts_on_a_monday():
    with pytest.raises(WeekError, match="Monday"):
        Week(date(2020, 9, 22))


def test_a_range_holds_both_its_ends():
    assert [str(week) for week in parse_weeks("2020-W52..2021-W01")] == ["2020-W52", "2020-W53", "2021-W01"]
    assert parse_weeks("2020-W39") == [W39]


@pytest.mark.parametrize("text", ["2020-W41..2020-W36", "2020-W36..", "..2020-W36", "2020-W36...2020-W37"])
def test_what_is_no_range_is_refused(text):
    with pytest.raises(WeekError):
        parse_weeks(text)


@given(st.dates(date(2000, 1, 3), date(2050, 1, 1)))
def test_a_key_is_read_back_as_its_week(day):
    week = Week.of(day)
    assert Week.parse(str(week)) == week
    assert day in week.days
    assert list(weeks_between(week, week.plus(2))) == [week, week.plus(1), week.plus(2)]

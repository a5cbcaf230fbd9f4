"""Dates and numbers as they are read in Dutch."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from ladder import formats
from ladder.weeks import Week


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("2020-W39", "Week 39 · 21–27 september 2020"),
        ("2020-W40", "Week 40 · 28 september – 4 oktober 2020"),
        ("2020-W53", "Week 53 · 28 december 2020 – 3 januari 2021"),
    ],
)
def test_a_week_names_what_its_days_share_once(key: str, text: str):
    assert formats.week_option(Week.parse(key)) == text


@pytest.mark.parametrize(
    ("language", "option", "first", "last"),
    [
        ("nl", "Week 40 · 28 september – 4 oktober 2020", "28 september 2020", "4 oktober 2020"),
        ("en", "Week 40 · 28 September – 4 October 2020", "28 September 2020", "4 October 2020"),
    ],
)
def test_what_is_remembered_of_a_week_is_in_the_language_of_the_reader(
    language: str, option: str, first: str, last: str
):
    week = Week.parse("2020-W40")
    with translation.override(language):
        assert formats.week_option(week) == option
        assert formats.week_from(week) == f"Week 40 · {first}"
        assert formats.week_until(week) == f"Week 40 · {last}"
        assert formats.day(week.start) == first


def test_a_moment_is_in_dutch_local_time():
    assert formats.moment(datetime(2020, 9, 30, 4, 0, tzinfo=UTC)) == "30 september 2020, 06:00"


def test_a_day_is_written_out():
    assert formats.day(date(2020, 10, 5)) == "5 oktober 2020"


@pytest.mark.parametrize(
    ("value", "decimals", "text"), [(61.25, 1, "61,3"), (1234.5, 1, "1.234,5"), (0.0, 1, "0,0"), (17.0, 0, "17")]
)
def test_numbers_have_a_decimal_comma(value: float, decimals: int, text: str):
    assert formats.number(value, decimals) == text


@pytest.mark.parametrize(("value", "text"), [(50.0, "50"), (2.5, "2,5"), (1000.0, "1.000")])
def test_a_signal_value_has_no_needless_decimals(value: float, text: str):
    assert formats.bound(value) == text

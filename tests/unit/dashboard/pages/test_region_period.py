"""How far the page of a region looks back."""

import pytest
from django.http import QueryDict

from dashboard.pages.parameters import ParameterError
from dashboard.pages.period import MOST_WEEKS
from dashboard.pages.region_meetings import read_page
from dashboard.pages.region_period import DAYS_SHOWN, look_back, read_period
from ladder.weeks import Week

LAST, EARLY = Week.parse("2020-W39"), Week.parse("2016-W39")


@pytest.mark.parametrize(("key", "weeks"), [("13", 13), ("26", 26), ("52", 52)])
def test_a_period_ends_with_the_week_of_the_page(key: str, weeks: int):
    found = look_back(key, LAST, EARLY).weeks

    assert len(found) == weeks
    assert found[-1] == LAST


@pytest.mark.parametrize(
    ("earliest", "weeks"),
    [(LAST, 1), (LAST.plus(-1), 2), (LAST.plus(1), 1), (LAST.plus(-2 * MOST_WEEKS), MOST_WEEKS)],
)
def test_all_weeks_begin_with_the_first_computed_one_and_are_bounded(earliest: Week, weeks: int):
    assert len(look_back("all", LAST, earliest).weeks) == weeks


@pytest.mark.parametrize(("weeks", "shown"), [(DAYS_SHOWN, DAYS_SHOWN), (DAYS_SHOWN + 1, 0)])
def test_days_are_shown_as_long_as_they_are_wider_than_a_line(weeks: int, shown: int):
    found = look_back("all", LAST, LAST.plus(1 - weeks))

    assert len(found.with_days) == shown
    assert len(found.recent) == DAYS_SHOWN


def test_weeks_before_the_first_computed_one_are_left_out():
    asked = look_back("13", LAST, None)

    assert asked.since(LAST.plus(-2)).weeks == (LAST.plus(-2), LAST.plus(-1), LAST)
    assert asked.since(None).weeks == (LAST,)


@pytest.mark.parametrize(
    ("query", "key"), [("", "13"), ("period=", "13"), ("period=26", "26"), ("period=all", "all")]
)
def test_the_period_stands_in_the_address(query: str, key: str):
    assert read_period(QueryDict(query)) == key


@pytest.mark.parametrize("query", ["period=14", "period=alles"])
def test_another_period_is_refused(query: str):
    with pytest.raises(ParameterError):
        read_period(QueryDict(query))


@pytest.mark.parametrize(("query", "page"), [("", 1), ("history=", 1), ("history=3", 3), ("history=999", 999)])
def test_the_page_of_meetings_stands_in_the_address(query: str, page: int):
    assert read_page(QueryDict(query)) == page


@pytest.mark.parametrize("query", ["history=0", "history=-1", "history=x", "history=1000", "history=²"])
def test_another_page_of_meetings_is_refused(query: str):
    with pytest.raises(ParameterError):
        read_page(QueryDict(query))

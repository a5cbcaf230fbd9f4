"""What the query string may say."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict

from dashboard.pages.parameters import ParameterError, kept_parameters, read_as_of, read_choice, read_week

NOW = datetime(2020, 10, 2, 9, tzinfo=UTC)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("", NOW),
        ("2020-09-30", datetime(2020, 9, 30, 23, 59, 59, 999999, AMSTERDAM)),
        ("1900-01-01T00:00", datetime(1900, 1, 1, tzinfo=AMSTERDAM)),
        ("2199-12-31", datetime(2199, 12, 31, 23, 59, 59, 999999, AMSTERDAM)),
        ("2020-09-30T12:00", datetime(2020, 9, 30, 12, tzinfo=AMSTERDAM)),
        ("2020-09-30T12:00:00Z", datetime(2020, 9, 30, 12, tzinfo=UTC)),
        ("2020-09-30T12:00:00+02:00", datetime(2020, 9, 30, 10, tzinfo=UTC)),
        ("2020-09-30T12:00:00%2B02:00", datetime(2020, 9, 30, 10, tzinfo=UTC)),
    ],
)
def test_as_of_is_a_moment_or_the_end_of_a_day(text: str, moment: datetime):
    assert read_as_of(QueryDict(f"as_of={text}"), now=NOW) == moment


@pytest.mark.parametrize(
    "text",
    [
        "nu", "2020-13-01", "2020-09-31", "0001-01-01T00:00", "0001-02-01", "9999-12-31", "30-09-2020",
        "1899-12-31", "2200-01-01",
    ],
)  # fmt: skip
def test_another_text_is_refused(text: str):
    with pytest.raises(ParameterError) as problem:
        read_as_of(QueryDict(f"as_of={text}"), now=NOW)

    assert problem.value.name == "as_of"
    assert problem.value.found == text


def test_a_week_is_read_or_none():
    week = read_week(QueryDict("week=2020-W39"))

    assert str(week) == "2020-W39"
    assert read_week(QueryDict("")) is None
    assert read_week(QueryDict("week=")) is None


@pytest.mark.parametrize("text", ["2020-W54", "0001-W01", "9999-W52", "39"])
def test_what_is_no_week_is_refused(text: str):
    with pytest.raises(ParameterError):
        read_week(QueryDict(f"week={text}"))


def test_a_choice_is_one_of_the_words():
    assert read_choice(QueryDict("show=decided"), "show", ("decided", "computed")) == "decided"
    assert read_choice(QueryDict(""), "show", ("decided", "computed")) is None
    with pytest.raises(ParameterError, match="decided / computed"):
        read_choice(QueryDict("show=all"), "show", ("decided", "computed"))


def test_only_named_parameters_that_are_given_are_kept():
    query = QueryDict("week=2020-W39&as_of=2020-09-30&show=&next=evil")

    assert kept_parameters(query, "ladder", "show", "as_of") == (("as_of", "2020-09-30"),)

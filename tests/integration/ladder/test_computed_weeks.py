"""Which weeks have been computed, by which version, and by when."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from ladder.computed_weeks import computed_weeks
from ladder.in_force import version_for
from ladder.models import Assessment, LadderVersion
from ladder.weeks import Week, weeks_between
from tests.factories import REPORTED, store_assessments

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LATER = datetime(2026, 1, 1, tzinfo=UTC)
Counted = Callable[..., object]


def versions() -> list[LadderVersion]:
    return list(LadderVersion.objects.filter(ladder__code="regionaal"))


def found(as_of: datetime = LATER) -> list[str]:
    return [str(week) for week in computed_weeks(versions(), as_of=as_of)]


def test_without_levels_there_are_no_weeks() -> None:
    assert found() == []


def test_without_versions_nothing_is_asked(django_assert_num_queries: Counted) -> None:
    with django_assert_num_queries(0):
        assert computed_weeks([], as_of=LATER) == []


def test_each_week_stands_once_and_the_earliest_first() -> None:
    for week in ("2020-W53", "2020-W39", "2021-W01"):
        store_assessments(week, {"VR01": 2, "VR15": 3})
    store_assessments("2020-W39", {"VR01": 1}, as_of=REPORTED + timedelta(days=1))

    assert found() == ["2020-W39", "2020-W53", "2021-W01"]


@pytest.mark.parametrize(
    ("version", "week", "expected"),
    [
        ("2020-09", "2021-W06", ["2021-W06"]),  # the last week that the version of September judges
        ("2020-09", "2021-W07", []),
        ("2021-02", "2021-W06", []),
        ("2021-02", "2021-W07", ["2021-W07"]),
    ],
)
def test_only_what_the_version_in_force_computed_counts(version: str, week: str, expected: list[str]) -> None:
    store_assessments(week, {"VR01": 2}, version=version)

    assert found() == expected


@pytest.mark.parametrize(
    ("after", "expected"),
    [(timedelta(microseconds=-1), []), (timedelta(), ["2020-W39"]), (timedelta(microseconds=1), ["2020-W39"])],
)
def test_a_week_counts_from_the_cut_off_of_its_first_level(after: timedelta, expected: list[str]) -> None:
    store_assessments("2020-W39", {"VR01": 2})
    store_assessments("2020-W39", {"VR15": 2}, as_of=REPORTED + timedelta(days=1))

    assert found(REPORTED + after) == expected


def test_a_week_that_was_not_computed_yet_hides_none_after_it() -> None:
    store_assessments("2020-W38", {"VR01": 2})
    store_assessments("2020-W39", {"VR01": 2}, as_of=LATER)
    store_assessments("2020-W40", {"VR01": 2})

    assert found(REPORTED) == ["2020-W38", "2020-W40"]


def test_they_are_those_of_a_plain_look_at_every_level(django_assert_num_queries: Counted) -> None:
    every = list(weeks_between(Week.parse("2020-W30"), Week.parse("2021-W20")))
    for place, week in enumerate(every):
        if place % 3:
            at = REPORTED + timedelta(days=place % 5)
            store_assessments(str(week), {"VR01": 2}, version="2021-02" if place % 2 else "2020-09", as_of=at)
    as_of = REPORTED + timedelta(days=2)

    expected = {
        level.week
        for level in Assessment.objects.select_related("version").filter(as_of__lte=as_of)
        if version_for(versions(), level.week) == level.version
    }
    known = versions()
    with django_assert_num_queries(1):
        assert computed_weeks(known, as_of=as_of) == sorted(expected)
    assert 5 < len(expected) < len(every)

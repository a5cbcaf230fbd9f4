"""Loading the levels of weeks."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User

from dashboard.pages.levels import LadderInTime, load_ladder, load_region_levels
from ladder.computed_weeks import computed_weeks
from ladder.models import LadderVersion
from ladder.weeks import Week
from regions.models import Area
from tests.factories import REPORTED, store_assessments
from tests.integration.dashboard.records import NOW, decided_week, every_region

pytestmark = pytest.mark.django_db
WEEK = Week.parse("2020-W39")
LATER = datetime(2020, 10, 8, tzinfo=UTC)


@pytest.fixture
def regional() -> LadderInTime:
    ladder = load_ladder("regionaal")
    assert ladder is not None
    return ladder


def regions() -> list[Area]:
    return list(Area.objects.safety_regions())


@pytest.mark.parametrize("key", ["2020-W35", "2020-W36", "2021-W06", "2021-W07", "2021-W08"])
def test_the_version_of_a_week_is_the_one_that_the_queryset_finds(regional: LadderInTime, key: str) -> None:
    week = Week.parse(key)

    assert regional.version_for(week) == LadderVersion.objects.for_week(week).first()


def test_before_the_first_version_its_levels_are_shown(regional: LadderInTime) -> None:
    early = Week.parse("2020-W30")

    assert regional.version_for(early) is None
    assert regional.version_shown(early).code == "2020-09"


def test_an_unknown_ladder_is_none() -> None:
    assert load_ladder("none") is None


def test_levels_of_another_version_are_not_those_of_the_week(regional: LadderInTime) -> None:
    store_assessments("2020-W39", {"VR15": 3}, version="2021-02")

    assert computed_weeks(regional.versions, as_of=NOW) == []
    assert all(found.computed is None for found in load_region_levels(regional, WEEK, as_of=NOW, areas=regions()))


def test_a_later_computation_counts_from_its_own_cut_off(regional: LadderInTime) -> None:
    store_assessments("2020-W39", {"VR15": 2})
    store_assessments("2020-W39", {"VR15": 3}, as_of=LATER)
    haaglanden = Area.objects.get(code="VR15")

    before, after = (
        load_region_levels(regional, WEEK, as_of=moment, areas=[haaglanden])[0].computed for moment in (NOW, LATER)
    )

    assert before is not None
    assert before.level is not None
    assert before.level.number == 2
    assert after is not None
    assert after.level is not None
    assert after.level.number == 3


def test_a_decision_is_not_known_before_its_meeting_was_adopted(regional: LadderInTime, chair: User) -> None:
    decided_week("2020-W39", every_region(2), {}, by=chair)

    before = load_region_levels(regional, WEEK, as_of=REPORTED, areas=regions())
    after = load_region_levels(regional, WEEK, as_of=NOW, areas=regions())

    assert [found.decided for found in before] == [None] * 25
    assert all(found.decided for found in after)

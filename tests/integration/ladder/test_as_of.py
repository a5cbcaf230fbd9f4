"""What was known at a moment does not change by what is reported later; the order of files changes no level."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ladder.actions import adopt_version, recompute
from ladder.models import Assessment, Ladder, LadderVersion
from ladder.weeks import Week, weeks_between
from tests.factories import store_figures
from tests.integration.ladder.versions import a_draft

pytestmark = pytest.mark.django_db

FIRST, LAST = Week.parse("2020-W42"), Week.parse("2020-W46")
WEEKS = list(weeks_between(FIRST, LAST))
START = datetime(2020, 12, 1, 6, tzinfo=UTC)
Facts = dict[tuple[str, str], dict[str, object]]


@pytest.fixture
def regional() -> Ladder:
    return Ladder.objects.get(code="regionaal")


@pytest.fixture
def holding(regional: Ladder) -> LadderVersion:
    """The version of September, from 13 October with a dead-band of 20 % and a dwell of three weeks."""
    draft = a_draft()
    LadderVersion.objects.filter(pk=draft.pk).update(dead_band=20, dwell_weeks=3)
    return adopt_version(version=draft, by=None, now=START)


def report(people: dict[str, list[float]], at: datetime) -> None:
    """Report a number of people per day for each of the weeks."""
    figures = {
        code: {day.isoformat(): value for week, value in zip(WEEKS, values, strict=True) for day in week.days}
        for code, values in people.items()
    }
    store_figures("positive_tests", figures, reported_at=at)


def computed(ladder: Ladder, as_of: datetime, at: datetime) -> Facts:
    recompute(ladder=ladder, weeks=WEEKS, as_of=as_of, computed_at=at)
    found = Assessment.objects.known_at(as_of).for_weeks(WEEKS).select_related("area")
    return {(assessment.area.code, str(assessment.week)): assessment.facts for assessment in found}


# Haaglanden has about 1.1 million inhabitants: 100 a day are about 63 per 100,000 in a week.
REPORTS = [
    {"VR15": [300.0, 100, 100, 100, 100], "VR01": [10.0, 10, 10, 10, 10]},
    {"VR15": [300.0, 100, 300, 100, 100], "VR01": [10.0, 200, 10, 10, 10]},
    {"VR15": [0.0, 0, 0, 0, 0], "VR01": [200.0, 0, 0, 0, 0]},
]


@pytest.mark.parametrize("held", [False, True], ids=["as it is", "with dead-band and dwell"])
def test_a_later_revision_never_changes_an_earlier_as_of(regional, held, request):
    if held:
        request.getfixturevalue("holding")
    moments = [START + timedelta(days=day) for day in range(len(REPORTS))]
    known: dict[datetime, Facts] = {}
    for at, people in zip(moments, REPORTS, strict=True):
        report(people, at)
        known[at] = computed(regional, at, at)
        for earlier in known:
            again = computed(regional, earlier, at + timedelta(hours=1 + len(known)))
            assert again == known[earlier]
    assert len({str(facts) for facts in known.values()}) == len(REPORTS)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_in_which_files_come_in_changes_no_level(regional, order):
    for number in order:
        report(REPORTS[number], START + timedelta(days=number))
    at = START + timedelta(days=10)
    levels = {key: facts["level"] for key, facts in computed(regional, at, at).items()}
    assert {key: level for key, level in levels.items() if level} == {
        **{("VR15", str(week)): 1 for week in WEEKS},
        **{("VR01", str(week)): 3 if week == FIRST else 1 for week in WEEKS},
    }


def levels_of(code: str) -> list[int | None]:
    found = Assessment.objects.known_at(START + timedelta(days=99)).filter(area__code=code).order_by("week_start")
    return [assessment.level.number if assessment.level else None for assessment in found]


def test_a_level_is_held_week_by_week_as_in_one_run(regional, holding):
    report(REPORTS[0], START)
    for week in WEEKS:
        recompute(ladder=regional, weeks=[week], as_of=START, computed_at=START)
    assert levels_of("VR15") == [3, 3, 3, 2, 2]
    done = recompute(ladder=regional, weeks=WEEKS, as_of=START, computed_at=START + timedelta(hours=1))
    assert (done.stored, done.unchanged) == (0, 25 * len(WEEKS))


def test_the_level_of_another_version_holds_nothing_up(regional, holding):
    other = LadderVersion.objects.get(code="2020-09")
    report(REPORTS[0], START)
    recompute(ladder=regional, weeks=WEEKS[:1], as_of=START, computed_at=START, version=other)
    recompute(ladder=regional, weeks=WEEKS[1:2], as_of=START, computed_at=START)
    assert levels_of("VR15") == [3, 2]


def test_looking_back_takes_no_query_more(regional, holding):
    report(REPORTS[0], START)
    plain = LadderVersion.objects.get(code="2020-09")
    numbers = {}
    for version in (plain, holding):
        with CaptureQueriesContext(connection) as queries:
            recompute(ladder=regional, weeks=WEEKS[4:], as_of=START, computed_at=START, version=version)
        numbers[version.code] = len(queries)
    assert numbers["2020-10"] == numbers["2020-09"]


def test_later_weeks_that_lean_on_a_revised_week_are_computed_again(regional, holding):
    report(REPORTS[0], START)
    recompute(ladder=regional, weeks=WEEKS, as_of=START, computed_at=START)
    assert levels_of("VR15") == [3, 3, 3, 2, 2]
    later = START + timedelta(days=1)
    report({"VR15": [100.0, 100, 100, 100, 100]}, later)
    done = recompute(ladder=regional, weeks=WEEKS[:1], as_of=later, computed_at=later)
    assert levels_of("VR15") == [2, 2, 2, 2, 2]
    assert done.stored + done.unchanged == 25 * len(WEEKS)
    in_one_run = recompute(ladder=regional, weeks=WEEKS, as_of=later, computed_at=later + timedelta(hours=1))
    assert in_one_run.stored == 0


def test_only_weeks_that_were_judged_by_then_go_along(regional, holding):
    report(REPORTS[0], START)
    recompute(ladder=regional, weeks=WEEKS[:2], as_of=START, computed_at=START)
    later = START + timedelta(days=1)
    recompute(ladder=regional, weeks=WEEKS[2:3], as_of=later, computed_at=later)
    done = recompute(ladder=regional, weeks=WEEKS[:1], as_of=START, computed_at=later)
    assert (done.stored, done.unchanged) == (0, 25 * 2)


def test_a_week_after_a_gap_leans_on_nothing(regional, holding):
    report(REPORTS[0], START)
    for week in (WEEKS[0], WEEKS[4]):
        recompute(ladder=regional, weeks=[week], as_of=START, computed_at=START)
    done = recompute(ladder=regional, weeks=WEEKS[:1], as_of=START, computed_at=START)
    assert done.unchanged == 25
    filled = recompute(ladder=regional, weeks=WEEKS[1:4], as_of=START, computed_at=START)
    assert (filled.stored, filled.unchanged) == (25 * 3, 25 * 1)  # the levels of week 46 are those of week 45
    assert levels_of("VR15") == [3, 3, 3, 2, 2]


def test_without_holding_no_other_week_is_computed(regional):
    report(REPORTS[0], START)
    recompute(ladder=regional, weeks=WEEKS, as_of=START, computed_at=START)
    done = recompute(ladder=regional, weeks=WEEKS[:1], as_of=START, computed_at=START)
    assert (done.stored, done.unchanged) == (0, 25)

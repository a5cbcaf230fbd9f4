"""The levels that are asked for after a fetch: of the weeks that it touched."""

from datetime import UTC, datetime

import pytest

from ladder.actions.feed_recompute import WEEKS_AT_MOST, touched_weeks
from ladder.models import Ladder, LadderVersion, RecomputeJob
from ladder.weeks import Week, weeks_between
from tests.factories import store_figures
from tests.integration.ladder.fetching import BODY, NEXT_BODY, NOW, fetch
from tests.integration.ladder.misbehaving_server import (
    well,
)
from tests.unit.ladder.sources.rivm_files import line, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_levels_of_the_weeks_that_were_touched_are_asked_for(feed, server):
    days = ("2020-08-24", "2020-09-14", "2020-09-21", "2020-09-30")  # before the first version … the current week
    server.will(well(text_of([line(day=day) for day in days]).encode()), well(NEXT_BODY))

    fetch(feed)

    weeks = sorted(str(Week(job.week_start)) for job in RecomputeJob.objects.all())
    assert weeks == ["2020-W38", "2020-W39"]
    assert {(job.as_of, job.ladder.code) for job in RecomputeJob.objects.all()} == {(NOW, "regionaal")}

    fetch(feed, 1)  # changes one day

    assert RecomputeJob.objects.count() == 3


def test_nothing_new_asks_for_no_levels(feed, server):
    server.will(well(BODY), well(BODY + b"\n"))

    assert [fetch(feed, hours).outcome for hours in range(2)] == ["imported", "imported"]
    assert RecomputeJob.objects.count() == 1


@pytest.mark.parametrize("number", [WEEKS_AT_MOST, WEEKS_AT_MOST + 1])
def test_at_most_the_last_weeks_are_asked_for(number):
    first, regional = Week.parse("2020-W40"), Ladder.objects.get(code="regionaal")
    weeks = list(weeks_between(first, first.plus(number - 1)))
    batch = store_figures("positive_tests", {"VR01": {week.end.isoformat(): 1 for week in weeks}})

    found = touched_weeks(batch, regional, datetime(2021, 2, 1, tzinfo=UTC))

    assert found == weeks[-WEEKS_AT_MOST:]
    assert len(found) == WEEKS_AT_MOST


@pytest.mark.parametrize(
    ("moment", "full"), [("2020-09-27T21:59:00+00:00", False), ("2020-09-27T22:00:00+00:00", True)]
)
def test_a_week_is_full_from_monday_in_dutch_time(moment, full):
    batch = store_figures("positive_tests", {"VR01": {"2020-09-21": 1}})

    found = touched_weeks(batch, Ladder.objects.get(code="regionaal"), datetime.fromisoformat(moment))

    assert found == ([Week.parse("2020-W39")] if full else [])


def test_a_signal_or_ladder_that_judges_nothing_asks_for_nothing():
    regional = Ladder.objects.get(code="regionaal")
    other = Ladder.objects.create(code="ander", name="Ander", area_kind="safety_region")
    batch = store_figures("positive_tests", {"VR01": {"2020-09-21": 1}})
    version = LadderVersion.objects.get(code="2020-09")

    assert touched_weeks(batch, regional, NOW) == [Week.parse("2020-W39")]
    assert touched_weeks(batch, other, NOW) == []
    LadderVersion.objects.create(
        ladder=other, code="x", valid_from=version.valid_from, comparator=version.comparator, status="adopted"
    )
    assert touched_weeks(batch, other, NOW) == []

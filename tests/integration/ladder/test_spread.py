"""Areas in chunks: together they make exactly the whole, and go side by side."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from ladder import tasks
from ladder.actions import recompute, request_recompute, run_recompute_job, spread
from ladder.actions.spread import chunks_of, in_chunk, take_turn
from ladder.models import Assessment, Ladder, RecomputeJob
from ladder.weeks import Week
from regions.models import Area
from tests.factories import store_figures

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

W39 = Week.parse("2020-W39")
NOW = datetime(2020, 9, 30, 6, tzinfo=UTC)


@pytest.fixture
def regional() -> Ladder:
    return Ladder.objects.get(code="regionaal")


@pytest.fixture
def small_chunks(monkeypatch) -> None:
    monkeypatch.setattr(spread, "CHUNK", 7)


@pytest.fixture
def sent(monkeypatch) -> list[int]:
    ids: list[int] = []
    monkeypatch.setattr(tasks.recompute_week, "delay", ids.append)
    return ids


def test_every_area_is_in_one_chunk(regional, small_chunks):
    regions = Area.objects.safety_regions()
    in_chunks = [set(regions.filter(in_chunk(chunk))) for chunk in chunks_of(regional)]
    assert sum(map(len, in_chunks)) == len(set().union(*in_chunks)) == 25
    assert all(0 < len(chunk) <= 7 for chunk in in_chunks)
    assert regions.filter(in_chunk(None)).count() == 25


def test_the_chunks_together_say_what_the_whole_says(regional, small_chunks):
    days = {day.isoformat(): 30 for day in W39.days}
    store_figures("positive_tests", {"VR01": days, "GM0503": days}, reported_at=NOW)
    recompute(ladder=regional, weeks=[W39], as_of=NOW, computed_at=NOW)
    later = NOW + timedelta(hours=1)
    for chunk in chunks_of(regional):
        done = recompute(ladder=regional, weeks=[W39], as_of=later, computed_at=later, chunk=chunk)
        assert done.stored == 0


def test_a_chunk_without_figures_knows_that_the_source_was_not_late(regional, small_chunks):
    store_figures("positive_tests", {"VR01": {day.isoformat(): 30 for day in W39.days}}, reported_at=NOW)
    for chunk in chunks_of(regional):
        recompute(ladder=regional, weeks=[W39], as_of=NOW, computed_at=NOW, chunk=chunk)
    states = {found.area.code: found.verdict.of("positive_tests").state for found in Assessment.objects.all()}
    assert states.pop("VR01") == "complete"
    assert set(states.values()) == {"missing"}


def test_weeks_that_depend_on_each_other_are_done_in_order(regional, sent):
    regional.versions.create(code="with-dwell", valid_from="2030-01-01", comparator="from", dwell_weeks=2)
    first, second = request_recompute(ladder=regional, weeks=[W39, W39.plus(1)], as_of=NOW, now=NOW)
    assert run_recompute_job(job_id=second.pk, now=NOW) == 25
    assert list(RecomputeJob.objects.filter(finished_at=None)) == [second]
    assert run_recompute_job(job_id=first.pk, now=NOW) == 25
    assert not RecomputeJob.objects.filter(finished_at=None).exists()
    assert run_recompute_job(job_id=second.pk, now=NOW) == 0


def test_a_job_is_made_per_week_and_chunk_and_each_is_done_once(regional, small_chunks, sent):
    jobs = request_recompute(ladder=regional, weeks=[W39, W39.plus(1)], as_of=NOW, now=NOW)
    assert len(jobs) == 2 * len(chunks_of(regional)) > 2
    assert sum(run_recompute_job(job_id=job.pk, now=NOW) for job in jobs) == 50
    assert sum(run_recompute_job(job_id=job.pk, now=NOW) for job in jobs) == 0
    assert Assessment.objects.count() == 50
    assert not RecomputeJob.objects.filter(finished_at=None).exists()


def test_a_job_without_chunk_is_for_all_areas(regional):
    job = RecomputeJob.objects.create(ladder=regional, week_start=W39.start, as_of=NOW, requested_at=NOW)
    assert run_recompute_job(job_id=job.pk, now=NOW) == 25


@pytest.mark.parametrize("number", [2, 25])
def test_a_recompute_takes_less_than_ten_queries(regional, number, django_assert_max_num_queries):
    codes = Area.objects.municipalities().values_list("code", flat=True)[: number * 10]
    store_figures("positive_tests", {code: {"2020-09-21": 1} for code in codes}, reported_at=NOW)
    with django_assert_max_num_queries(9 + 2):  # and the savepoint of the test
        recompute(ladder=regional, weeks=[W39], as_of=NOW, computed_at=NOW)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("held", "asked", "waits"),
    [((W39, 1), (W39, 1), True), ((W39, 1), (W39, 2), False), ((W39, 1), (W39.plus(1), 1), False),
     ((W39, None), (W39, 1), True), ((W39, 1), (W39, None), True)],
)  # fmt: skip
def test_only_those_who_want_the_same_areas_and_week_wait(regional, held, asked, waits):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer")
    there = threading.Event()

    def ask() -> None:
        try:
            with transaction.atomic():
                take_turn(regional, [asked[0]], asked[1])
                there.set()
        finally:
            connection.close()

    thread = threading.Thread(target=ask)
    with transaction.atomic():
        take_turn(regional, [held[0]], held[1])
        thread.start()
        assert there.wait(0.5 if waits else 20) is not waits
    thread.join(20)
    assert there.is_set()

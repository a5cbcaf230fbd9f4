"""Jobs stay in the database until they are done, and are done once."""

from datetime import UTC, datetime, timedelta

import pytest
from kombu.exceptions import OperationalError

from ladder import tasks
from ladder.actions import request_recompute, run_recompute_job
from ladder.models import Assessment, Ladder, RecomputeJob
from ladder.weeks import Week
from tests.factories import store_figures

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

W39 = Week.parse("2020-W39")
NOW = datetime(2020, 9, 30, 6, tzinfo=UTC)


@pytest.fixture
def regional() -> Ladder:
    return Ladder.objects.get(code="regionaal")


@pytest.fixture
def sent(monkeypatch) -> list[int]:
    """The ids of the jobs that were sent to the workers."""
    ids: list[int] = []
    monkeypatch.setattr(tasks.recompute_week, "delay", ids.append)
    return ids


def test_a_job_is_sent_only_when_the_transaction_is_committed(regional, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        jobs = request_recompute(ladder=regional, weeks=[W39, W39.plus(1)], as_of=NOW, now=NOW)
        assert sent == []
    assert sent == [job.pk for job in jobs]


def test_a_job_is_done_once_though_its_message_comes_twice(regional):
    (job,) = request_recompute(ladder=regional, weeks=[W39], as_of=NOW, now=NOW)
    assert run_recompute_job(job_id=job.pk, now=NOW) == 25
    assert run_recompute_job(job_id=job.pk, now=NOW) == 0
    assert Assessment.objects.count() == 25
    assert RecomputeJob.objects.get().finished_at == NOW


def test_a_job_that_fails_half_way_leaves_nothing_and_stays(regional, monkeypatch):
    (job,) = request_recompute(ladder=regional, weeks=[W39], as_of=NOW, now=NOW)
    monkeypatch.setattr(RecomputeJob, "save", lambda *a, **k: (_ for _ in ()).throw(RuntimeError("killed")))
    with pytest.raises(RuntimeError, match="killed"):
        run_recompute_job(job_id=job.pk, now=NOW)
    assert not Assessment.objects.exists()
    assert RecomputeJob.objects.get().finished_at is None


def test_unfinished_jobs_are_sent_again_and_finished_ones_are_not(regional, sent):
    done, left = request_recompute(ladder=regional, weeks=[W39, W39.plus(1)], as_of=NOW, now=NOW)
    run_recompute_job(job_id=done.pk, now=NOW)
    tasks.resume_recomputes()
    assert sent == [left.pk]


def test_without_a_broker_the_job_stays_and_the_caller_goes_on(
    regional, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def refuse(job_id: int) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(tasks.recompute_week, "delay", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        request_recompute(ladder=regional, weeks=[W39], as_of=NOW, now=NOW)
    assert RecomputeJob.objects.get().finished_at is None
    assert "broker out of reach" in caplog.text


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        ("2020-09-27T21:59:59+00:00", "2020-W38"),  # Sunday 23:59:59 in Amsterdam
        ("2020-09-27T22:00:00+00:00", "2020-W39"),  # Monday 0:00
        ("2020-09-30T04:00:00+00:00", "2020-W39"),
    ],
)
def test_the_weekly_run_takes_the_last_full_week_in_dutch_time_and_four_before_it(
    moment, week, sent, time_machine
):
    time_machine.move_to(moment)
    tasks.recompute_last_week()
    last = Week.parse(week)
    asked = [Week(job.week_start) for job in RecomputeJob.objects.all()]
    assert asked == [last.plus(-back) for back in (4, 3, 2, 1, 0)]


def reported(signal: str, value: float, at: datetime) -> None:
    store_figures(signal, {"VR15": {day.isoformat(): value for day in W39.days}}, reported_at=at)


def level_of_haaglanden(as_of: datetime) -> Assessment:
    return Assessment.objects.known_at(as_of).for_week(W39).get(area__code="VR15")


def test_of_two_feeds_of_one_hour_the_level_that_counts_has_both(regional):
    """B begins later than A and is done sooner; the figures of A are stored when the job of B has run already."""
    began_a, began_b, ran_b, ran_a = (NOW + timedelta(minutes=minute) for minute in (0, 1, 2, 5))
    reported("share_positive", 1, began_b)
    (job_b,) = request_recompute(ladder=regional, weeks=[W39], as_of=began_b, now=began_b)
    assert run_recompute_job(job_id=job_b.pk, now=ran_b) == 25

    reported("positive_tests", 300, began_a)
    (job_a,) = request_recompute(ladder=regional, weeks=[W39], as_of=began_a, now=began_a)
    run_recompute_job(job_id=job_a.pk, now=ran_a)

    assert level_of_haaglanden(ran_b).level is None
    found = level_of_haaglanden(ran_a)
    assert (found.level.number, found.as_of) == (3, ran_a)
    assert found.verdict.of("share_positive").value == pytest.approx(1)


@pytest.mark.parametrize(
    ("back", "cut_off"),
    [
        (timedelta(0), timedelta(minutes=5)),  # asked for as things stand: when the job runs
        (timedelta(microseconds=1), -timedelta(microseconds=1)),  # a cut-off of its own
        (timedelta(days=3), -timedelta(days=3)),
    ],
)
def test_only_a_job_that_was_asked_for_as_things_stood_takes_the_moment_at_which_it_runs(regional, back, cut_off):
    (job,) = request_recompute(ladder=regional, weeks=[W39], as_of=NOW - back, now=NOW)
    run_recompute_job(job_id=job.pk, now=NOW + timedelta(minutes=5))
    assert set(Assessment.objects.values_list("as_of", flat=True)) == {NOW + cut_off}


@pytest.mark.parametrize(
    ("dwell", "minutes"),
    [(None, -1), (2, 0)],  # only where weeks lean on each other the later week must have seen the earlier one
)
def test_a_clock_read_before_the_wait_hides_no_earlier_week(regional, dwell, minutes):
    regional.versions.create(code="with-dwell", valid_from="2030-01-01", comparator="from", dwell_weeks=dwell)
    first, second = request_recompute(ladder=regional, weeks=[W39, W39.plus(1)], as_of=NOW, now=NOW)
    done = NOW + timedelta(minutes=2)
    run_recompute_job(job_id=first.pk, now=done)
    run_recompute_job(job_id=second.pk, now=done - timedelta(minutes=1))
    found = Assessment.objects.for_week(W39.plus(1)).values_list("as_of", "computed_at")
    assert set(found) == {(done + timedelta(minutes=minutes),) * 2}

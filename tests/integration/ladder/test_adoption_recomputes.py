"""A version that is adopted gets its weeks judged by it, without anybody asking."""

from datetime import UTC, date, datetime

import pytest

from ladder import tasks
from ladder.actions import VersionRefusedError, adopt_version, recompute, run_recompute_job
from ladder.actions.weeks_to_judge import weeks_to_judge
from ladder.in_force import version_for
from ladder.models import Assessment, Ladder, LadderVersion, RecomputeJob
from ladder.weeks import Week, weeks_between
from tests.factories import UserFactory, store_assessments, store_figures
from tests.integration.ladder.versions import a_draft, set_bound

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NOW = datetime(2020, 11, 4, 6, tzinfo=UTC)  # Wednesday of week 45
FIRST = Week.parse("2020-W42")  # its Monday is 12 October, the day before the draft begins


@pytest.fixture
def regional() -> Ladder:
    return Ladder.objects.get(code="regionaal")


@pytest.fixture
def sent(monkeypatch) -> list[int]:
    ids: list[int] = []
    monkeypatch.setattr(tasks.recompute_week, "delay", ids.append)
    return ids


def figures_of(*weeks: str, signal: str = "positive_tests") -> None:
    """Report 100 people a day in Haaglanden: about 63 per 100,000 in a week."""
    days = {day.isoformat(): 100 for week in weeks for day in Week.parse(week).days}
    store_figures(signal, {"VR15": days}, reported_at=NOW)


def weeks_asked() -> list[str]:
    return [str(Week(job.week_start)) for job in RecomputeJob.objects.order_by("week_start")]


def test_weeks_with_figures_from_its_first_week_on_are_asked_for(sent, django_capture_on_commit_callbacks):
    figures_of("2020-W41", "2020-W42", "2020-W44", "2020-W45")
    with django_capture_on_commit_callbacks(execute=True):
        by = UserFactory()
        adopt_version(version=a_draft(), by=by, now=NOW)
        assert sent == []
    assert weeks_asked() == ["2020-W42", "2020-W44"]  # 41 is before it, 43 has nothing, 45 is not over
    assert sent == list(RecomputeJob.objects.values_list("pk", flat=True))
    job = RecomputeJob.objects.first()
    assert job is not None
    assert (job.as_of, job.requested_at, job.requested_by, job.finished_at) == (NOW, NOW, by, None)


def test_weeks_that_were_judged_without_figures_are_asked_for():
    store_assessments("2020-W41", {"VR15": 1})
    store_assessments("2020-W43", {"VR15": None})
    adopt_version(version=a_draft(), by=None, now=NOW)
    assert weeks_asked() == ["2020-W43"]


def test_weeks_of_the_next_version_are_left_to_it():
    figures_of("2021-W06", "2021-W07", "2021-W08")  # the version of 17 February judges week 7, to 21 February
    adopt_version(version=a_draft(), by=None, now=datetime(2021, 3, 10, 6, tzinfo=UTC))
    assert weeks_asked() == ["2021-W06"]


def test_figures_of_a_signal_that_it_does_not_use_are_none():
    figures_of("2020-W43", signal="hospital_admissions")
    draft = a_draft()
    draft.uses.filter(signal__code="hospital_admissions").delete()
    adopt_version(version=draft, by=None, now=NOW)
    assert weeks_asked() == []


def test_without_figures_nothing_is_asked(sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        adopt_version(version=a_draft(), by=None, now=NOW)
    assert (weeks_asked(), sent) == ([], [])


def test_a_refused_draft_asks_for_nothing():
    figures_of("2020-W43")
    draft = a_draft()
    set_bound(draft, 3, 40)
    with pytest.raises(VersionRefusedError):
        adopt_version(version=draft, by=None, now=NOW)
    assert weeks_asked() == []


def test_the_jobs_judge_the_weeks_by_the_new_version(regional):
    figures_of("2020-W43")
    week = Week.parse("2020-W43")
    recompute(ladder=regional, weeks=[week], as_of=NOW, computed_at=NOW)
    draft = a_draft()
    set_bound(draft, 3, 60)
    version = adopt_version(version=draft, by=None, now=NOW)
    (job,) = RecomputeJob.objects.all()
    assert run_recompute_job(job_id=job.pk, now=NOW) == 25
    levels = (
        Assessment.objects.for_week(week).filter(area__code="VR15").values_list("version__code", "level__number")
    )
    assert dict(levels) == {"2020-09": 2, version.code: 3}


def test_no_week_that_another_version_judges_is_among_them(regional):
    figures_of(*map(str, weeks_between(FIRST.plus(-3), FIRST.plus(3))))
    version = adopt_version(version=a_draft(), by=None, now=NOW)
    weeks = weeks_to_judge(version, now=NOW)
    assert weeks == [FIRST, FIRST.plus(1), FIRST.plus(2)]
    assert {version_for(regional.versions.all(), week) for week in weeks} == {version}


@pytest.mark.parametrize("week", ["2020-W35", "2020-W36", "2020-W41", "2020-W42", "2021-W06", "2021-W07"])
def test_rows_and_database_name_the_same_version(regional, week):
    LadderVersion.objects.filter(pk=a_draft().pk).update(valid_from=date(2020, 9, 30))  # a draft judges nothing
    adopt_version(version=a_draft(code="2020-10b"), by=None, now=NOW)
    asked = Week.parse(week)
    found = LadderVersion.objects.for_week(asked).filter(ladder=regional).first()
    assert found == version_for(regional.versions.all(), asked)

"""From stored figures to stored levels."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ladder.actions import adopt_version, recompute, recompute_week
from ladder.actions.recompute import FutureCutOffError
from ladder.models import Assessment, Ladder, LadderVersion, Level, SignalUse, Threshold
from ladder.weeks import Week, parse_weeks
from regions.models import Area
from tests.factories import store_figures

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

W39 = Week.parse("2020-W39")
NOW = datetime(2020, 9, 30, 6, tzinfo=UTC)


@pytest.fixture
def regional() -> Ladder:
    return Ladder.objects.get(code="regionaal")


def a_week_of(people: float, codes: list[str], week: Week = W39, signal: str = "positive_tests", **when):
    """Report figures that sum to `people` over the week, for each area."""
    days = {day.isoformat(): people / 7 for day in week.days}
    return store_figures(signal, dict.fromkeys(codes, days), **when)


def per_100_000(value: float, code: str) -> float:
    inhabitants = Area.objects.safety_regions().with_population_of_parts().get(code=code).inhabitants
    return value * inhabitants / 100_000


def level_of(code: str, week: Week = W39, as_of: datetime = NOW) -> int | None:
    found = Assessment.objects.known_at(as_of).for_week(week).get(area__code=code)
    return found.level.number if found.level else None


def all_regions() -> list[str]:
    return list(Area.objects.safety_regions().values_list("code", flat=True))


def test_every_region_gets_one_level_from_what_was_reported(regional):
    a_week_of(per_100_000(60, "VR15"), ["VR15"], reported_at=NOW)
    stored = recompute_week(ladder=regional, week=W39, as_of=NOW, computed_at=NOW)
    assert stored == 25
    assert level_of("VR15") == 2
    assert level_of("VR01") is None
    facts = Assessment.objects.get(area__code="VR15").verdict
    assert facts.of("positive_tests").value == pytest.approx(60)
    assert facts.of("positive_tests").grain == "own"
    assert facts.deciding == ("positive_tests",)


def test_the_figures_of_municipalities_are_added_up(regional):
    codes = list(Area.objects.municipalities().filter(parent__code="VR15").values_list("code", flat=True))
    a_week_of(100, codes, reported_at=NOW)
    recompute_week(ladder=regional, week=W39, as_of=NOW, computed_at=NOW)
    found = Assessment.objects.get(area__code="VR15").verdict.of("positive_tests")
    inhabitants = Area.objects.safety_regions().with_population_of_parts().get(code="VR15").inhabitants
    assert found.value == pytest.approx(100 * len(codes) * 100_000 / inhabitants)
    assert (found.grain, found.state) == ("parts", "complete")


def test_repeating_a_recompute_stores_nothing(regional):
    a_week_of(500, all_regions(), reported_at=NOW)
    recompute(ladder=regional, weeks=[W39], as_of=NOW, computed_at=NOW)
    later = NOW + timedelta(hours=1)
    done = recompute(ladder=regional, weeks=[W39], as_of=later, computed_at=later)
    assert (done.stored, done.unchanged) == (0, 25)
    assert Assessment.objects.count() == 25


def test_a_revision_supersedes_the_level_and_leaves_what_was_known_before(regional):
    a_week_of(per_100_000(40, "VR15"), ["VR15"], reported_at=NOW)
    recompute(ladder=regional, weeks=[W39], as_of=NOW, computed_at=NOW)
    later = NOW + timedelta(days=1)
    a_week_of(per_100_000(160, "VR15"), ["VR15"], reported_at=later)
    done = recompute(ladder=regional, weeks=[W39], as_of=later, computed_at=later)
    assert done.stored == 1
    assert (level_of("VR15", as_of=NOW), level_of("VR15", as_of=later)) == (1, 3)
    assert Assessment.objects.filter(area__code="VR15").count() == 2


def test_a_recompute_as_of_a_moment_sees_only_what_was_reported_by_then(regional):
    a_week_of(per_100_000(40, "VR15"), ["VR15"], reported_at=NOW)
    a_week_of(per_100_000(160, "VR15"), ["VR15"], reported_at=NOW + timedelta(days=1))
    today = NOW + timedelta(days=30)
    recompute(ladder=regional, weeks=[W39], as_of=today, computed_at=today)
    recompute(ladder=regional, weeks=[W39], as_of=NOW, computed_at=today + timedelta(hours=1))
    assert (level_of("VR15", as_of=NOW), level_of("VR15", as_of=today)) == (1, 3)


def test_a_cut_off_in_the_future_is_refused(regional):
    recompute(ladder=regional, weeks=[W39], as_of=NOW, computed_at=NOW)
    with pytest.raises(FutureCutOffError, match=r"≤ 2020-09-30T08:00:00\+02:00; found: .*08:00:00\.000001"):
        recompute(ladder=regional, weeks=[W39], as_of=NOW + timedelta(microseconds=1), computed_at=NOW)
    assert Assessment.objects.count() == 25


@pytest.mark.parametrize(("key", "code"), [("2021-W06", "2020-09"), ("2021-W07", "2021-02")])
def test_a_week_is_judged_by_the_version_in_force_on_its_sunday(regional, key, code):
    recompute(ladder=regional, weeks=[Week.parse(key)], as_of=NOW, computed_at=NOW)
    assert set(Assessment.objects.values_list("version__code", flat=True)) == {code}


def test_weeks_before_the_first_version_are_named_and_not_judged(regional):
    done = recompute(ladder=regional, weeks=parse_weeks("2020-W34..2020-W36"), as_of=NOW, computed_at=NOW)
    assert [str(week) for week in done.without_version] == ["2020-W34", "2020-W35"]
    assert set(Assessment.objects.values_list("week_start", flat=True)) == {Week.parse("2020-W36").start}


def test_a_version_can_be_asked_for(regional):
    a_week_of(per_100_000(40, "VR15"), ["VR15"], reported_at=NOW)
    version = regional.versions.get(code="2021-02")
    recompute(ladder=regional, weeks=[W39], as_of=NOW, computed_at=NOW, version=version)
    found = Assessment.objects.get(area__code="VR15")
    assert (found.level.number, found.state, found.version.code) == (2, "provisional", "2021-02")
    assert [doubt.signal for doubt in found.verdict.doubtful] == ["hospital_admissions"]


def test_a_fourth_level_is_a_matter_of_rows(regional):
    old = LadderVersion.objects.with_levels_and_bounds().get(ladder=regional, code="2020-09")
    new = LadderVersion.objects.create(
        ladder=regional, code="2020-10", valid_from=date(2020, 10, 13), comparator="above"
    )
    for level in [*old.levels.all(), Level(number=4, name="zeer ernstig", colour="#68032F")]:
        level.pk, level.version = None, new
        level._state.adding = True
        level.save()
    use = SignalUse.objects.create(version=new, signal=old.uses.first().signal, role="deciding")
    for level, bound in zip(new.levels.filter(number__gte=2), (50, 150, 250), strict=True):
        Threshold.objects.create(use=use, level=level, value=bound)
    adopt_version(version=new, by=None, now=NOW)
    for key in ("2020-W41", "2020-W42"):
        week = Week.parse(key)
        a_week_of(per_100_000(260, "VR15"), ["VR15"], week=week, reported_at=NOW)
        recompute(ladder=regional, weeks=[week], as_of=NOW, computed_at=NOW)
    assert (level_of("VR15", Week.parse("2020-W41")), level_of("VR15", Week.parse("2020-W42"))) == (3, 4)


@pytest.mark.parametrize("weeks", ["2020-W39", "2020-W36..2020-W53"])
def test_the_number_of_queries_does_not_grow_with_areas_or_weeks(regional, weeks, django_assert_max_num_queries):
    a_week_of(500, all_regions(), reported_at=NOW)
    with django_assert_max_num_queries(11):
        recompute(ladder=regional, weeks=parse_weeks(weeks), as_of=NOW, computed_at=NOW)


def test_the_command_says_what_it_did():
    out, err = StringIO(), StringIO()
    call_command("recompute", "--weeks", "2020-W35..2020-W36", stdout=out, stderr=err)
    assert "25 computed levels stored, 0 unchanged" in out.getvalue()
    assert "2020-W35" in err.getvalue()
    assert "2020-W36" not in err.getvalue()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--weeks", "2020-39"], "expected a week such as 2020-W39"),
        (["--weeks", "2020-W41..2020-W36"], "the first week before the last"),
        (["--weeks", "2020-W39", "--version", "2019-01"], "expected one of: 2020-09, 2021-02"),
        (["--weeks", "2020-W39", "--ladder", "jeugd"], "expected one of: regionaal"),
        (["--weeks", "2020-W39", "--as-of", "yesterday"], "expected a moment"),
        (["--weeks", "2020-W39", "--as-of", "2020-02-30"], "2020-02-30"),
    ],
)
def test_the_command_refuses_bad_arguments_and_says_what_it_expected(arguments, message):
    with pytest.raises(CommandError, match=message):
        call_command("recompute", *arguments)
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(
    ("asked", "moment", "as_of"),
    [
        ("2020-09-30", "2020-09-30T06:00:00+00:00", "2020-09-30T06:00:00+00:00"),  # today is up to now
        ("2020-10-01", "2020-09-30T22:00:00+00:00", "2020-09-30T22:00:00+00:00"),  # midnight in Amsterdam
        ("2020-09-30", "2020-09-30T22:00:00+00:00", "2020-09-30T21:59:59.999999+00:00"),  # yesterday, wholly
        ("2020-09-30T08:00", "2020-09-30T06:00:00+00:00", "2020-09-30T06:00:00+00:00"),
    ],
)
def test_the_command_takes_today_as_now(asked, moment, as_of, time_machine):
    time_machine.move_to(datetime.fromisoformat(moment), tick=False)
    call_command("recompute", "--weeks", "2020-W39", "--as-of", asked, stdout=StringIO())
    assert set(Assessment.objects.values_list("as_of", flat=True)) == {datetime.fromisoformat(as_of)}


@pytest.mark.parametrize(
    ("asked", "found"),
    [("2020-10-01", "2020-10-01T23:59:59.999999"), ("2020-09-30T08:00:01", "2020-09-30T08:00:01")],
)
def test_the_command_refuses_a_later_cut_off(asked, found, time_machine):
    time_machine.move_to(NOW, tick=False)
    with pytest.raises(CommandError, match=rf"future; expected: ≤ 2020-09-30T08:00:00\+02:00; found: {found}"):
        call_command("recompute", "--weeks", "2020-W39", "--as-of", asked)
    assert not Assessment.objects.exists()

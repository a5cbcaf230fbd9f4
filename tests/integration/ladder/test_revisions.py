"""With the figures of now, which levels would have been others."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from ladder.models import Ladder
from ladder.revisions import RevisionReport, first_cut_off, revision_report
from ladder.weeks import Week
from regions.models import Area
from tests.integration.ladder.values import KNOWN, every_region, store_values

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

W38 = Week.parse("2020-W38")
LATER = KNOWN + timedelta(days=7)


@pytest.fixture
def regional() -> Ladder:
    return Ladder.objects.get(code="regionaal")


def revised(regional: Ladder, **moments) -> RevisionReport:
    return revision_report(regional, W38, **{"before": KNOWN, "as_of": LATER, **moments})


@pytest.fixture
def some_changes(regional: Ladder) -> None:
    store_values("2020-W38", every_region({"positive_tests": 60.0, "hospital_admissions": 5.0}))
    store_values("2020-W38", {"VR15": {"positive_tests": 160.0, "hospital_admissions": 5.0}}, as_of=LATER)
    store_values("2020-W38", {"VR08": {"positive_tests": 61.0, "hospital_admissions": 5.0}}, as_of=LATER)
    store_values("2020-W38", {"VR03": {"positive_tests": 60.0, "hospital_admissions": 6.0}}, as_of=LATER)
    store_values("2020-W38", {"VR20": {"positive_tests": None, "hospital_admissions": 5.0}}, as_of=LATER)


@pytest.mark.usefixtures("some_changes")
def test_regions_with_another_level_come_first_then_those_with_other_figures(regional: Ladder):
    report = revised(regional)
    assert [region.area.code for region in report.level_changes] == ["VR15", "VR20"]
    assert [region.area.code for region in report.changes] == ["VR15", "VR20", "VR03", "VR08"]
    assert len(report.regions) == 25


@pytest.mark.usefixtures("some_changes")
def test_old_and_new_and_which_signal_changed_are_told(regional: Ladder):
    haaglanden, unknown, nursing, _tests = revised(regional).changes
    assert (haaglanden.old_level.number, haaglanden.new_level.number) == (2, 3)
    (changed,) = haaglanden.changed_signals
    assert (changed.signal.code, changed.decides, changed.old.value, changed.new.value) == (
        "positive_tests", True, 60.0, 160.0,
    )  # fmt: skip
    assert (unknown.new.state, unknown.new_level, unknown.level_changed) == ("unknown", None, True)
    assert [(one.signal.code, one.decides) for one in nursing.changed_signals] == [("hospital_admissions", False)]


@pytest.mark.parametrize(
    ("codes", "sentence"),
    [
        ([], "Met de cijfers van nu waren de niveaus van week 38 hetzelfde geweest."),
        (["VR15"], "Met de cijfers van nu was het niveau van week 38 in 1 regio anders geweest."),
        (["VR15", "VR16"], "Met de cijfers van nu was het niveau van week 38 in 2 regio’s anders geweest."),
    ],
)
def test_the_sentence_counts_regions(regional: Ladder, codes, sentence):
    store_values("2020-W38", every_region({"positive_tests": 60.0}))
    store_values("2020-W38", {code: {"positive_tests": 20.0} for code in codes}, as_of=LATER)
    assert revised(regional).sentence() == sentence


@pytest.mark.usefixtures("some_changes")
def test_what_came_after_as_of_is_not_seen(regional: Ladder):
    assert revised(regional, as_of=LATER - timedelta(seconds=1)).changes == ()


def test_a_region_that_was_computed_only_later_has_another_level(regional: Ladder):
    store_values("2020-W38", {"VR15": {"positive_tests": 60.0}}, as_of=LATER)
    (region,) = revised(regional).changes
    assert (region.old, region.new_level.number, region.level_changed) == (None, 2, True)


def test_the_first_cut_off_is_that_of_the_first_computation_under_the_version_in_force(regional: Ladder):
    assert first_cut_off(regional, W38, as_of=LATER) is None
    store_values(
        "2020-W38", {"VR15": {"positive_tests": 60.0}}, as_of=KNOWN - timedelta(days=1), version="2021-02"
    )
    store_values("2020-W38", {"VR15": {"positive_tests": 60.0}}, as_of=LATER)
    store_values("2020-W38", {"VR15": {"positive_tests": 61.0}}, as_of=KNOWN)
    assert first_cut_off(regional, W38, as_of=LATER) == KNOWN
    assert first_cut_off(regional, W38, as_of=KNOWN) == KNOWN
    assert first_cut_off(regional, W38, as_of=KNOWN - timedelta(seconds=1)) is None


@pytest.mark.parametrize("number", [2, 25])
def test_five_queries_for_any_number_of_regions(
    regional: Ladder, number: int, django_assert_num_queries: DjangoAssertNumQueries
):
    codes = list(every_region({}))[:number]
    for as_of, value in ((KNOWN, 60.0), (LATER, 160.0)):
        store_values("2020-W38", {code: {"positive_tests": value} for code in codes}, as_of=as_of)
    with django_assert_num_queries(5):
        report = revised(regional)
    assert len(report.level_changes) == number


@pytest.mark.usefixtures("some_changes")
def test_the_command_tells_what_changed():
    out = StringIO()
    call_command("revision_report", "--week", "2020-W38", "--as-of", LATER.isoformat(), stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0] == "Met de cijfers van nu was het niveau van week 38 in 2 regio’s anders geweest."
    assert lines[1] == "VR15 Haaglanden: zorgelijk → ernstig · positieve testen 60,0 → 160,0"
    assert lines[2].endswith("zorgelijk → onbekend · positieve testen 60,0 → – (voor deze regio niet gemeld)")
    assert len(lines) == 5


def test_the_command_says_when_there_is_nothing_to_compare():
    assert Area.objects.safety_regions().count() == 25
    with pytest.raises(CommandError, match="2020-W38"):
        call_command("revision_report", "--week", "2020-W38")

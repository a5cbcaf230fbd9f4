"""What surrounds an assessment: loaded once for all regions, as it was known then."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from ladder.explanations import Context, explanation, load_context, sentences
from ladder.explanations.facts import Run
from ladder.models import Assessment, LadderVersion, Signal
from ladder.weeks import Week
from regions.models import Area
from tests.integration.ladder.values import KNOWN, every_region, store_values

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

W39 = Week.parse("2020-W39")
MUCH, LITTLE = {"positive_tests": 180.5}, {"positive_tests": 20.0}


def told(code: str = "VR15", *, week: str = "2020-W39", as_of=KNOWN):
    (now,) = (
        Assessment.objects.for_week(Week.parse(week)).known_at(as_of).filter(area__code=code).with_explanation()
    )
    return explanation(now, load_context([now], as_of=as_of))


def test_the_weeks_before_count():
    for week, value in (("2020-W36", 140.0), ("2020-W37", 151.0), ("2020-W38", 159.2), ("2020-W39", 180.5)):
        store_values(week, {"VR15": {"positive_tests": value}})
    found = told()
    (tests,) = found.signals
    assert found.run == tests.run == Run(3, at_least=False)
    assert found.level_before.number == 3
    assert tests.change.difference == pytest.approx(21.3)
    assert tests.change.doubling_weeks == pytest.approx(5.52, abs=0.01)


def test_a_week_that_was_not_computed_ends_the_run_as_not_known():
    for week in ("2020-W37", "2020-W39"):
        store_values(week, {"VR15": MUCH})
    found = told()
    assert (found.run, found.level_before, found.signals[0].change) == (Run(1, at_least=True), None, None)


def test_what_was_reported_later_is_not_seen():
    store_values("2020-W38", {"VR15": LITTLE})
    store_values("2020-W39", {"VR15": MUCH})
    store_values("2020-W38", {"VR15": MUCH}, as_of=KNOWN + timedelta(days=1))
    assert told().run == Run(1, at_least=False)
    assert told(as_of=KNOWN + timedelta(days=2)).run == Run(2, at_least=True)


def test_each_week_before_is_taken_from_the_version_that_judges_it():
    store_values("2021-W06", {"VR15": MUCH})
    store_values("2021-W06", {"VR15": LITTLE}, version="2021-02")
    store_values("2021-W07", {"VR15": MUCH}, version="2021-02")
    assert told(week="2021-W07", as_of=KNOWN).run == Run(2, at_least=True)


def test_an_assessment_of_a_version_asked_for_is_compared_with_that_version():
    store_values("2020-W38", {"VR15": LITTLE})
    store_values("2020-W38", {"VR15": MUCH}, version="2021-02")
    (now,) = store_values("2020-W39", {"VR15": MUCH}, version="2021-02")
    now = Assessment.objects.with_explanation().get(pk=now.pk)
    assert explanation(now, load_context([now], as_of=KNOWN)).run == Run(2, at_least=True)


def test_neighbours_come_with_their_level_of_the_same_week():
    region = Area.objects.get(code="VR15")
    region.neighbours.set(Area.objects.filter(code__in=["VR16", "VR17"]))
    store_values("2020-W39", {"VR15": MUCH, "VR16": LITTLE})
    store_values("2020-W38", {"VR17": MUCH})
    assert [(one.area.code, one.level and one.level.number, one.state) for one in told().neighbours] == [
        ("VR16", 1, "complete"),
        ("VR17", None, "absent"),
    ]


@pytest.mark.parametrize("number", [2, 25])
def test_the_number_of_queries_is_the_same_for_any_number_of_regions(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
):
    codes = list(every_region({}))[:number]
    for week in ("2020-W37", "2020-W38", "2020-W39"):
        store_values(week, dict.fromkeys(codes, MUCH))
    now = list(Assessment.objects.for_week(W39).with_explanation())
    with django_assert_num_queries(4):
        context = load_context(now, as_of=KNOWN)
        said = [sentences(explanation(one, context)) for one in now]
    assert len(said) == number
    assert all("Al ten minste 3 weken op rij op ernstig." in one for one in said)


def test_nothing_has_no_surroundings(django_assert_num_queries: DjangoAssertNumQueries):
    with django_assert_num_queries(0):
        assert load_context([], as_of=KNOWN) == Context()


def test_a_held_level_says_why():
    version = LadderVersion.objects.create(
        ladder=LadderVersion.objects.get(code="2020-09").ladder, code="proef", valid_from="2020-09-02",
        comparator="above", dead_band=20, dwell_weeks=2,
    )  # fmt: skip
    for level in LadderVersion.objects.get(code="2020-09").levels.all():
        level.pk, level.version = None, version
        level.save()
    version.uses.create(signal=Signal.objects.get(code="positive_tests"), role="deciding")
    (now,) = store_values("2020-W39", {"VR15": LITTLE}, version="proef")
    facts = {**now.facts, "level": 2, "deciding": []}
    level = version.levels.get(number=2)
    for reason, words in (
        ("dead_band", "meer dan 20 % van de signaalwaarde af ligt."),
        ("dwell", "de cijfers zijn in 1 van de 2 benodigde weken op rij lager."),
        ("incomplete", "onvolledige cijfers kunnen geen daling aantonen."),
    ):
        holding = {"raw": 1, "band": 1, "standing": 2, "reason": reason, "weeks_below": 1}
        told_facts = {**facts, "holding": holding}
        held = Assessment(
            version=version,
            area=now.area,
            week_start=now.week_start,
            level=level,
            facts=told_facts,
        )
        said = sentences(explanation(held, Context()))
        (sentence,) = [one for one in said if one.startswith("De cijfers van deze week alleen geven waakzaam")]
        assert sentence.endswith(words)

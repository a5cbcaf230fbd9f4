"""The daily figures behind a region's bars."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest

from dashboard.pages.daily_figures import DayFigure, load_figures, means
from ladder.models import Signal
from ladder.weeks import Week
from regions.models import Area
from tests.factories import store_figures

pytestmark = pytest.mark.django_db

W39 = Week.parse("2020-W39")
MONDAY = "2020-09-21"
NOW = datetime(2020, 10, 2, tzinfo=UTC)


def loaded(code: str, *, as_of: datetime = NOW) -> Mapping[date, DayFigure]:
    area, signal = Area.objects.get(code="VR15"), Signal.objects.get(code=code)
    parts = list(area.children.values_list("pk", flat=True))
    return load_figures(area.pk, parts, [signal], [W39], as_of=as_of).days(signal)


def municipalities() -> list[str]:
    return list(Area.objects.filter(parent__code="VR15").values_list("code", flat=True))


def test_counts_of_all_municipalities_are_summed():
    codes = municipalities()
    store_figures("positive_tests", {code: {MONDAY: 3} for code in codes})

    assert loaded("positive_tests") == {W39.start: DayFigure(3 * len(codes), len(codes), len(codes), True)}


def test_a_day_that_one_municipality_lacks_is_not_complete():
    codes = municipalities()
    store_figures("positive_tests", {code: {MONDAY: 3} for code in codes[1:]})

    found = loaded("positive_tests")[W39.start]

    assert (found.value, found.reported, found.expected) == (3 * (len(codes) - 1), len(codes) - 1, len(codes))
    assert not found.is_complete


def test_the_regions_own_figure_stands_in_for_municipalities_that_lack_one():
    codes = municipalities()
    store_figures("positive_tests", {code: {MONDAY: 3} for code in codes[1:]} | {"VR15": {MONDAY: 50}})

    assert loaded("positive_tests") == {W39.start: DayFigure(50, 1, 1, True)}


def test_the_regions_own_figure_is_never_added_to_those_of_all_municipalities():
    codes = municipalities()
    store_figures("positive_tests", {code: {MONDAY: 3} for code in codes} | {"VR15": {MONDAY: 50}})

    assert loaded("positive_tests")[W39.start].value == 3 * len(codes)


def test_a_share_is_the_regions_own_and_never_a_sum():
    store_figures(
        "nursing_home_share", {code: {MONDAY: 10} for code in municipalities()} | {"VR15": {MONDAY: 18.8}}
    )
    assert loaded("nursing_home_share")[W39.start].value == 18.8


@pytest.mark.parametrize(("days_later", "is_final"), [(2, False), (3, True)])
def test_a_day_is_final_so_many_days_after_it(days_later: int, is_final: bool):
    Signal.objects.filter(code="nursing_home_share").update(usually_incomplete_days=3)
    store_figures("nursing_home_share", {"VR15": {MONDAY: 5}}, reported_at=datetime(2020, 9, 22, tzinfo=UTC))
    as_of = datetime(2020, 9, 21, 12, tzinfo=UTC) + timedelta(days=days_later)

    found = loaded("nursing_home_share", as_of=as_of)[W39.start]

    assert found.is_final is is_final
    assert found.is_complete is is_final


def test_only_what_was_known_by_then_is_seen():
    store_figures("nursing_home_share", {"VR15": {MONDAY: 5}}, reported_at=datetime(2020, 10, 1, tzinfo=UTC))
    store_figures("nursing_home_share", {"VR15": {MONDAY: 6}}, reported_at=datetime(2020, 10, 3, tzinfo=UTC))

    assert loaded("nursing_home_share")[W39.start].value == 5
    assert loaded("nursing_home_share", as_of=datetime(2020, 10, 4, tzinfo=UTC))[W39.start].value == 6


def test_the_days_before_come_along_that_the_mean_of_the_first_day_needs():
    days = [(W39.start - timedelta(days=back)).isoformat() for back in range(8)]
    store_figures("nursing_home_share", {"VR15": dict.fromkeys(days, 7.0)})

    found = loaded("nursing_home_share")

    assert min(found) == W39.start - timedelta(days=6)
    assert means(found) == {W39.start: 7.0}


@pytest.mark.parametrize("missing", range(7))
def test_a_mean_of_seven_days_needs_all_seven(missing: int):
    days = [date(2020, 9, 21) + timedelta(days=number) for number in range(7)]
    figures = {day: DayFigure(number, 1, 1, True) for number, day in enumerate(days)}

    assert means(figures) == {days[-1]: 3.0}
    assert means({day: figure for day, figure in figures.items() if day != days[missing]}) == {}
    assert means(figures | {days[missing]: DayFigure(1, 1, 1, False)}) == {}

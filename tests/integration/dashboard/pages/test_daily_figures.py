"""The daily figures behind a region's bars."""

from datetime import UTC, date, datetime

import pytest

from dashboard.pages.daily_figures import load_daily_figures
from ladder.models import Signal
from ladder.weeks import Week
from regions.models import Area
from tests.factories import store_figures

pytestmark = pytest.mark.django_db

W39 = Week.parse("2020-W39")
MONDAY = "2020-09-21"
NOW = datetime(2020, 10, 2, tzinfo=UTC)


def loaded(code: str) -> dict[date, float]:
    area, signal = Area.objects.get(code="VR15"), Signal.objects.get(code=code)
    parts = area.children.count()
    return load_daily_figures(area, [signal], [W39], as_of=NOW, parts=parts).get(signal.pk, {})


def municipalities() -> list[str]:
    return list(Area.objects.filter(parent__code="VR15").values_list("code", flat=True))


def test_counts_of_all_municipalities_are_summed():
    store_figures("positive_tests", {code: {MONDAY: 3} for code in municipalities()})
    assert loaded("positive_tests") == {W39.start: 3 * len(municipalities())}


def test_a_day_that_one_municipality_lacks_is_a_gap():
    store_figures("positive_tests", {code: {MONDAY: 3} for code in municipalities()[1:]})
    assert loaded("positive_tests") == {}


def test_a_share_is_the_regions_own_and_never_a_sum():
    store_figures(
        "nursing_home_share", {code: {MONDAY: 10} for code in municipalities()} | {"VR15": {MONDAY: 18.8}}
    )
    assert loaded("nursing_home_share") == {W39.start: 18.8}

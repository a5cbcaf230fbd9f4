"""Loading the examples beside what is there already."""

from datetime import UTC, datetime

import pytest

from ladder.models import AuditEntry
from measures.actions import load_example_catalogues
from measures.models import Measure, MeasureLevel
from tests.factories import UserFactory
from tests.integration.measures.records import catalogue, measure, published

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NOW = datetime(2020, 9, 28, 9, tzinfo=UTC)


def load(by=None) -> int:
    return load_example_catalogues(by=by, now=NOW)


@pytest.mark.parametrize("is_published", [True, False])
def test_a_list_of_somebody_stays_as_it_is(is_published: bool) -> None:
    (published if is_published else measure)("Van ons", catalogue=catalogue("onderwijs", "Onderwijs"))
    assert load() == 57 - 12
    assert Measure.objects.get(catalogue__code="onderwijs").title == "Van ons"


def test_an_example_of_before_is_kept_beside_the_new_ones() -> None:
    known = measure("Bron en contact", catalogue=catalogue("onderwijs", "Onderwijs"), is_example=True, levels=(1,))
    same = measure(
        "Gymles buiten of in halve groepen", catalogue=known.catalogue, is_example=True, description="Ouder."
    )
    assert load() == 57 - 1
    same.refresh_from_db()
    assert same.description == "Ouder."


@pytest.mark.parametrize("known", [True, False])
def test_history_and_trail_say_who_loaded_them(known: bool) -> None:
    user = UserFactory() if known else None
    load(by=user)
    assert {found.history_user for found in Measure.history.all()} == {user}
    assert {found.history_user for found in MeasureLevel.history.all()} == {user}
    told = AuditEntry.objects.filter(action="catalogue.published")
    assert {found.by for found in told} == {user}
    assert told.count() == 7

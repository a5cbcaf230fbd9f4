from datetime import UTC, datetime

import pytest

from ladder.models import AuditEntry
from measures.actions import load_example_catalogues
from measures.comparison import compare
from measures.entries import entries_of_version, published_entries
from measures.models import Catalogue, CatalogueVersion, Measure, MeasureLevel
from tests.factories import UserFactory
from tests.integration.measures.records import catalogue, measure, published

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NOW = datetime(2020, 9, 28, 9, tzinfo=UTC)


def load(by=None) -> int:
    return load_example_catalogues(by=by, now=NOW)


def test_the_examples_are_stored_once() -> None:
    stored = load()
    assert stored == Measure.objects.count() == 57
    versions = CatalogueVersion.objects.count()
    assert load() == 0
    assert (Measure.objects.count(), Catalogue.objects.count(), CatalogueVersion.objects.count()) == (
        57,
        4,
        versions,
    )


def test_the_examples_are_published_and_marked() -> None:
    load()
    entries = published_entries(as_of=NOW)
    assert len(entries) == 57
    assert all(entry.is_example and entry.levels for entry in entries)


def test_the_second_version_can_be_compared_with_the_first() -> None:
    load()
    first, second = (
        entries_of_version(version)
        for version in CatalogueVersion.objects.filter(catalogue__code="publieke-gezondheid").order_by("number")
    )
    counts = compare(first, second).counts
    assert counts["added"] == 1
    assert counts["dropped"] == 2
    assert counts["moved"] == 1


def test_what_stands_open_is_told_with_the_version() -> None:
    load()
    last = CatalogueVersion.objects.filter(catalogue__code="publieke-gezondheid").order_by("number").last()
    assert {found["rule"] for found in last.contradictions} >= {"stance", "instrument", "withdrawn"}


def test_what_an_editor_changed_stays() -> None:
    load()
    Measure.objects.filter(title="Toezicht op drukke plekken").update(description="Anders.")
    Catalogue.objects.filter(code="jeugd").update(name="Jeugd en jongeren")
    assert load() == 0
    assert Measure.objects.get(title="Toezicht op drukke plekken").description == "Anders."
    assert Catalogue.objects.get(code="jeugd").name == "Jeugd en jongeren"


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


def test_measures_of_a_level_come_in_one_query(django_assert_num_queries) -> None:
    load()
    for number, least in ((1, 10), (2, 30), (3, 40)):
        with django_assert_num_queries(1):
            found = [(entry.catalogue.name, entry.title) for entry in Measure.objects.for_level(number)]
        assert len(set(found)) == len(found) >= least
    assert not Measure.objects.for_level(4).exists()

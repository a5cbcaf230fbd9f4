"""The examples that come along, loaded into an empty list once for all of these tests."""

from datetime import UTC, datetime

import pytest

from measures.actions import load_example_catalogues
from measures.comparison import compare
from measures.entries import entries_of_version, published_entries
from measures.models import Catalogue, CatalogueVersion, Measure

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases, pytest.mark.usefixtures("stored")]

NOW = datetime(2020, 9, 28, 9, tzinfo=UTC)


def load(by=None) -> int:
    return load_example_catalogues(by=by, now=NOW)


@pytest.fixture(scope="module")
def stored(module_db: None) -> int:
    return load()


def test_the_examples_are_stored_once(stored: int) -> None:
    assert stored == Measure.objects.count() == 57
    versions = CatalogueVersion.objects.count()
    assert load() == 0
    assert (Measure.objects.count(), Catalogue.objects.count(), CatalogueVersion.objects.count()) == (
        57,
        4,
        versions,
    )


def test_the_examples_are_published_and_marked() -> None:
    entries = published_entries(as_of=NOW)
    assert len(entries) == 57
    assert all(entry.is_example and entry.levels for entry in entries)


def test_the_second_version_can_be_compared_with_the_first() -> None:
    first, second = (
        entries_of_version(version)
        for version in CatalogueVersion.objects.filter(catalogue__code="publieke-gezondheid").order_by("number")
    )
    counts = compare(first, second).counts
    assert counts["added"] == 1
    assert counts["dropped"] == 2
    assert counts["moved"] == 1


def test_what_stands_open_is_told_with_the_version() -> None:
    last = CatalogueVersion.objects.filter(catalogue__code="publieke-gezondheid").order_by("number").last()
    assert {found["rule"] for found in last.contradictions} >= {"stance", "instrument", "withdrawn"}


def test_what_an_editor_changed_stays() -> None:
    Measure.objects.filter(title="Toezicht op drukke plekken").update(description="Anders.")
    Catalogue.objects.filter(code="jeugd").update(name="Jeugd en jongeren")
    assert load() == 0
    assert Measure.objects.get(title="Toezicht op drukke plekken").description == "Anders."
    assert Catalogue.objects.get(code="jeugd").name == "Jeugd en jongeren"


def test_measures_of_a_level_come_in_one_query(django_assert_num_queries) -> None:
    for number, least in ((1, 10), (2, 30), (3, 40)):
        with django_assert_num_queries(1):
            found = [(entry.catalogue.name, entry.title) for entry in Measure.objects.for_level(number)]
        assert len(set(found)) == len(found) >= least
    assert not Measure.objects.for_level(4).exists()

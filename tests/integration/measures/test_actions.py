import pytest

from measures.actions import load_example_measures
from measures.models import Measure, MeasureLevel, Sector
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_the_examples_are_stored_once() -> None:
    stored = load_example_measures()
    assert stored == Measure.objects.count() == 15
    assert load_example_measures() == 0
    assert (Measure.objects.count(), Sector.objects.count()) == (15, 7)


def test_the_examples_are_marked_and_have_levels() -> None:
    load_example_measures()
    assert not Measure.objects.filter(is_example=False).exists()
    assert not Measure.objects.filter(levels=None).exists()


def test_what_an_editor_changed_stays() -> None:
    load_example_measures()
    Measure.objects.filter(title="Toezicht op drukke plekken").update(text="Anders.")
    Sector.objects.filter(code="jeugd").update(name="Jeugd en jongeren")
    Measure.objects.get(title="Vast team per afdeling").delete()
    assert load_example_measures() == 1
    assert Measure.objects.get(title="Toezicht op drukke plekken").text == "Anders."
    assert Sector.objects.get(code="jeugd").name == "Jeugd en jongeren"


@pytest.mark.parametrize("known", [True, False])
def test_the_history_says_who_loaded_them(known: bool) -> None:
    user = UserFactory() if known else None
    load_example_measures(by=user)
    assert {found.history_user for found in Measure.history.all()} == {user}
    assert {found.history_user for found in MeasureLevel.history.all()} == {user}


def test_measures_of_a_level_come_in_one_query(django_assert_num_queries) -> None:
    load_example_measures()
    counts = {}
    for number in (1, 2, 3, 4):
        with django_assert_num_queries(1):
            found = [(measure.sector.name, measure.title) for measure in Measure.objects.for_level(number)]
        counts[number] = len(found)
        assert len(set(found)) == len(found)
    assert counts == {1: 3, 2: 12, 3: 15, 4: 0}

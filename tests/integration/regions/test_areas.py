"""The areas that the migrations bring, and their constraints."""

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from regions.models import Area, MapDrawing
from regions.tables import load_areas

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_a_new_installation_has_the_country_25_regions_and_342_municipalities():
    counts = {kind: Area.objects.of_kind(kind).count() for kind in Area.Kind.values}
    assert counts == {"country": 1, "safety_region": 25, "municipality": 342, "institution": 0}
    assert not Area.objects.municipalities().filter(population=None).exists()


def test_loading_them_again_changes_nothing():
    before = list(Area.objects.values_list())
    load_areas(apps)
    assert list(Area.objects.values_list()) == before


def test_a_region_has_the_inhabitants_of_its_municipalities():
    region = Area.objects.safety_regions().with_population_of_parts().get(code="VR15")
    assert region.population is None
    assert region.inhabitants == sum(Area.objects.filter(parent=region).values_list("population", flat=True))


def test_being_neighbours_goes_both_ways():
    haaglanden = Area.objects.get(code="VR15")
    assert {area.code for area in haaglanden.neighbours.all()} == {"VR16", "VR17"}
    assert haaglanden in Area.objects.get(code="VR17").neighbours.all()


@pytest.mark.parametrize(
    "fields",
    [
        {"code": "VR01", "kind": "country"},
        {"code": "VR99", "kind": "safety_region"},
        {"code": "GM9999", "kind": "municipality", "parent_id": 1, "population": 0},
    ],
    ids=["code twice", "region without country", "nobody lives there"],
)
def test_the_database_refuses_an_impossible_area(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Area.objects.create(name="x", **fields)


def test_the_drawn_map_has_a_shape_for_every_region():
    drawing = MapDrawing.objects.newest()
    assert sorted(shape.area.code for shape in drawing.shapes.all()) == [f"VR{n:02d}" for n in range(1, 26)]

import pytest
from django.db import IntegrityError, models, transaction

from measures.models import Measure, MeasureLevel, Sector

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def measure() -> Measure:
    sector = Sector.objects.create(code="jeugd", name="Jeugd")
    measure = Measure.objects.create(title="Titel", text="Tekst.", sector=sector)
    MeasureLevel.objects.create(measure=measure, number=1)
    return measure


def test_a_title_stands_once_in_a_sector(measure: Measure) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Measure.objects.create(title="Titel", text="Anders.", sector=measure.sector)
    other = Sector.objects.create(code="onderwijs", name="Onderwijs")
    assert Measure.objects.create(title="Titel", text="Anders.", sector=other).pk


def test_a_level_stands_once_at_a_measure(measure: Measure) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        MeasureLevel.objects.create(measure=measure, number=1)
    assert MeasureLevel.objects.create(measure=measure, number=2).pk


def test_a_level_number_starts_at_one(measure: Measure) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        MeasureLevel.objects.create(measure=measure, number=0)


def test_a_sector_code_is_unique(measure: Measure) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Sector.objects.create(code="jeugd", name="Anders")


def test_a_sector_with_measures_stays(measure: Measure) -> None:
    with pytest.raises(models.ProtectedError):
        measure.sector.delete()

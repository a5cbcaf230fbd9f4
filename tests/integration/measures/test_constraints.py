"""Each constraint of the lists: what it refuses, and what just fits."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, models, transaction

from ladder.append_only import AppendOnlyError
from measures.models import (
    Acceptance,
    Catalogue,
    CatalogueVersion,
    InstrumentDecider,
    LegalInstrument,
    MeasureStep,
    MeasureTheme,
    Principle,
    PublishedMeasure,
    Reaction,
    ReactionAnswer,
    ReactionRound,
    TargetGroup,
)
from tests.factories import UserFactory
from tests.integration.measures.records import PUBLISHED, catalogue, measure, published, theme

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NOW = datetime(2020, 9, 15, 9, tzinfo=UTC)


def refused(make: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            make()
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    ("other", "fits"),
    [
        ({"title": "Titel"}, False),
        ({"title": "Anders"}, True),
        ({"title": "Titel", "list": "onderwijs"}, True),
    ],
)
def test_a_title_stands_once_in_a_list(other: dict[str, str], fits: bool) -> None:
    measure()
    of_list = catalogue(other.pop("list", "jeugd"))
    assert refused(lambda: measure(catalogue=of_list, **other)) is not fits


def test_a_key_is_unique() -> None:
    made = measure()
    assert refused(lambda: measure("Anders", key=made.key))


@pytest.mark.parametrize(
    ("fields", "fits"),
    [
        ({"stance": 0}, True),
        ({"stance": 3}, True),
        ({"stance": 4}, False),
        ({"effect": None}, True),
        ({"effect": 1}, True),
        ({"effect": 5}, True),
        ({"effect": 0}, False),
        ({"effect": 6}, False),
        ({"burden": None}, True),
        ({"burden": 1}, True),
        ({"burden": 5}, True),
        ({"burden": 0}, False),
        ({"burden": 6}, False),
        ({"status": "withdrawn", "withdrawn_because": "hoort bij de instelling"}, True),
        ({"status": "withdrawn", "withdrawn_because": ""}, False),
        ({"status": "agreed", "withdrawn_because": "toch niet"}, False),
        ({"status": "agreed", "withdrawn_because": ""}, True),
    ],
)
def test_what_a_measure_may_hold(fields: dict[str, Any], fits: bool) -> None:
    assert refused(lambda: measure(**fields)) is not fits


@pytest.mark.parametrize(("number", "fits"), [(1, False), (2, True), (0, False)])
def test_a_level_stands_once_at_a_measure_and_starts_at_one(number: int, fits: bool) -> None:
    made = measure(levels=(1,))
    assert refused(lambda: made.levels.create(number=number)) is not fits


@pytest.mark.parametrize(("number", "fits"), [(1, False), (2, True), (0, False)])
def test_a_step_stands_once_at_a_measure_and_starts_at_one(number: int, fits: bool) -> None:
    made = measure()
    MeasureStep.objects.create(measure=made, number=1, text="Overleg")
    assert refused(lambda: made.steps.create(number=number, text="Besluit")) is not fits


@pytest.mark.parametrize("model", [Catalogue, MeasureTheme, TargetGroup, Principle, LegalInstrument])
def test_a_code_is_unique(model: type[models.Model]) -> None:
    model._default_manager.create(code="proef", name="Proef")
    assert refused(lambda: model._default_manager.create(code="proef", name="Anders"))


@pytest.mark.parametrize(("decider", "fits"), [("region", False), ("state", True)])
def test_a_decider_stands_once_at_an_instrument(decider: str, fits: bool) -> None:
    instrument = LegalInstrument.objects.get(code="noodverordening")
    assert refused(lambda: InstrumentDecider.objects.create(instrument=instrument, decider=decider)) is not fits


@pytest.mark.parametrize(("number", "fits"), [(0, False), (1, False), (2, True)])
def test_a_version_number_stands_once_and_starts_at_one(number: int, fits: bool) -> None:
    of_list = published().catalogue
    fields = {"catalogue": of_list, "motivation": "Omdat.", "published_at": NOW}
    assert refused(lambda: CatalogueVersion.objects.create(number=number, **fields)) is not fits


def test_a_measure_stands_once_in_a_version() -> None:
    version = published()
    found = version.entries.get()
    assert refused(
        lambda: PublishedMeasure.objects.create(version=version, measure=found.measure, order=2, content={})
    )
    assert PublishedMeasure.objects.create(version=version, measure=measure("Anders"), order=2, content={}).pk


@pytest.mark.parametrize(
    ("fields", "fits"),
    [
        ({"contradiction": "stance:a:b", "fingerprint": "f", "reason": "toch"}, False),
        ({"contradiction": "stance:a:b", "fingerprint": "g", "reason": "toch"}, True),
        ({"contradiction": "stance:a:c", "fingerprint": "f", "reason": ""}, False),
    ],
)
def test_a_contradiction_is_accepted_once_and_with_a_reason(fields: dict[str, str], fits: bool) -> None:
    by = UserFactory()
    Acceptance.objects.create(contradiction="stance:a:b", fingerprint="f", reason="Omdat.", by=by, at=NOW)
    assert refused(lambda: Acceptance.objects.create(by=by, at=NOW, **fields)) is not fits


def test_a_list_with_measures_stays() -> None:
    with pytest.raises(models.ProtectedError):
        measure().catalogue.delete()


@pytest.mark.parametrize("model", [MeasureTheme, TargetGroup])
def test_the_terms_of_a_new_installation_are_there(model: type[models.Model]) -> None:
    assert model._default_manager.count() > 5
    assert theme("bezoek").name == "Bezoek"


def written_once(by: User) -> list[models.Model]:
    """Return a row of each model that is only ever added to."""
    version = published()
    asked = ReactionRound.objects.create(
        catalogue=version.catalogue, content=[], opened_at=NOW, opened_by=by, closes_on=NOW.date()
    )
    reaction = Reaction.objects.create(round=asked, text="Zo niet.", by=by, at=NOW)
    return [
        version,
        version.entries.get(),
        Acceptance.objects.create(contradiction="c", fingerprint="f", reason="Omdat.", by=by, at=PUBLISHED),
        reaction,
        ReactionAnswer.objects.create(reaction=reaction, verdict="adopted", why="Omdat.", by=by, at=NOW),
    ]


def test_what_is_written_once_is_not_changed_or_deleted() -> None:
    for row in written_once(UserFactory()):
        with pytest.raises(AppendOnlyError):
            row.save()
        with pytest.raises(AppendOnlyError):
            row.delete()
        with pytest.raises(AppendOnlyError):
            type(row)._default_manager.all().delete()
        with pytest.raises(AppendOnlyError):
            type(row)._default_manager.update(pk=row.pk)


@pytest.mark.parametrize("statement", ["UPDATE {table} SET id = id", "DELETE FROM {table}"])
def test_the_database_refuses_it_too(statement: str) -> None:
    for row in written_once(UserFactory()):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement.format(table=row._meta.db_table))


@pytest.mark.parametrize(("code", "fits"), [("jeugd", True), ("reacties", False), ("tegenstrijdigheden", False)])
def test_a_list_is_not_called_as_another_page(code: str, fits: bool) -> None:
    made = Catalogue(code=code, name="Lijst")
    if fits:
        made.full_clean()
        return
    with pytest.raises(ValidationError) as refusal:
        made.full_clean()
    assert set(refusal.value.message_dict) == {"code"}

"""Append-only tables refuse changes in the model, in bulk, and by SQL."""

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import IntegrityError

from ladder.append_only import AppendOnlyError, AppendOnlyModel, AppendOnlyQuerySet
from ladder.guards import guarded_models, install_guards
from ladder.models import Observation
from tests.factories import store_assessments, store_figures

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

APPEND_ONLY = [model for model in apps.get_models() if issubclass(model, AppendOnlyModel)]


@pytest.fixture
def figure() -> Observation:
    store_figures("positive_tests", {"VR15": {"2020-09-21": 12}})
    return Observation.objects.get()


@pytest.mark.parametrize("model", APPEND_ONLY, ids=lambda model: model.__name__)
def test_every_append_only_model_has_a_manager_that_refuses(model):
    queryset = model._default_manager.all()
    assert isinstance(queryset, AppendOnlyQuerySet)
    for attempt in (queryset.delete, queryset.update, lambda: queryset.bulk_update([], [])):
        with pytest.raises(AppendOnlyError, match="append-only"):
            attempt()


def test_a_stored_row_is_not_saved_again_and_not_deleted(figure):
    figure.value = 13
    for attempt in (figure.save, figure.delete):
        with pytest.raises(AppendOnlyError):
            attempt()
    assert Observation.objects.get().value == 12


@pytest.mark.parametrize(
    "statement", ["UPDATE ladder_observation SET value = 13", "DELETE FROM ladder_observation"]
)
def test_the_database_refuses_what_goes_around_the_model(figure, statement):
    with pytest.raises(IntegrityError, match="ladder_observation is append-only"), transaction.atomic():
        connection.cursor().execute(statement)
    assert Observation.objects.get().value == 12


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has no TRUNCATE")
def test_the_database_refuses_to_empty_the_table(figure):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE ladder_observation CASCADE")


def test_every_guard_stands_in_the_database_and_can_be_made_again():
    install_guards()
    if connection.vendor == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {name for (name,) in cursor.fetchall()}
    expected = {
        f"{model._meta.db_table}_guard_{number}"
        for model in guarded_models()
        for number, guard in enumerate(model.guards)
        if not (connection.vendor == "sqlite" and guard.event == "TRUNCATE")
    }
    assert expected
    assert there >= expected


def test_a_computed_level_cannot_be_changed_by_sql():
    store_assessments("2020-W39", {"VR15": 2})
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute("UPDATE ladder_assessment SET state = 'provisional'")

"""The test infrastructure itself: what one test writes, the next one does not see."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection

from ladder.models import ImportBatch
from regions.models import Area
from tests.factories import store_figures

pytestmark = pytest.mark.both_databases
left_open = []


def test_the_database_is_the_one_that_was_asked_for(db, request):
    embedded = request.config.getoption("embedded")

    assert embedded == settings.EMBEDDED
    assert connection.vendor == ("sqlite" if embedded else "postgresql")


@pytest.mark.parametrize("time", [1, 2])
def test_a_rolled_back_test_leaves_nothing(db, time):
    assert not Group.objects.filter(name="written by a test").exists()
    Group.objects.create(name="written by a test")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_a_committing_test_leaves_nothing_and_finds_the_migrated_rows(time):
    assert not ImportBatch.objects.exists()
    assert Area.objects.filter(kind=Area.Kind.SAFETY_REGION).count() == 25
    store_figures("positive_tests", {"VR01": {"2020-09-21": 3}})


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_the_guards_are_there_before_and_after_a_committing_test(time):
    store_figures("positive_tests", {"VR01": {"2020-09-21": 3}})

    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ladder_importbatch")


def test_a_session_that_a_thread_leaves_open_stops_nothing(db):
    """The run ends with the removal of the database, which PostgreSQL refuses while somebody is connected."""
    left_open.append(connection.copy())
    left_open[0].ensure_connection()

    assert left_open[0].is_usable()

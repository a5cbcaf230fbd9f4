"""Whether anything changed: the stamp follows what is committed, and is not made anew while nobody commits."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction

from dashboard.freshness import stamp
from ladder.audit import record
from ladder.models import ImportBatch
from tests.factories import ImportBatchFactory, store_assessments
from tests.integration.meetings.records import adopted
from tests.together import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
committing = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
Counted = Callable[..., AbstractContextManager[object]]


def imported() -> None:
    ImportBatchFactory()


def computed() -> None:
    store_assessments("2020-W40", {"VR01": 2})


@pytest.mark.parametrize("change", [imported, computed])
def test_a_change_gives_another_stamp(db: None, change: Callable[[], None]) -> None:
    before = stamp(now=NOW)
    change()

    assert stamp(now=NOW) != before


def test_a_decision_gives_another_stamp(chair: User) -> None:
    before = stamp(now=NOW)
    adopted(chair)

    assert stamp(now=NOW) != before


def test_without_a_change_the_stamp_stays(db: None) -> None:
    assert stamp(now=NOW) == stamp(now=NOW)


def test_a_figure_dated_ahead_gives_another_stamp_once_it_is_known(db: None) -> None:
    ahead = NOW.replace(hour=18)
    ImportBatchFactory(reported_at=ahead)

    assert stamp(now=NOW) != stamp(now=ahead)


def test_a_row_committed_late_gives_another_stamp(db: None) -> None:
    last = ImportBatchFactory()
    ImportBatchFactory(pk=last.pk + 2)
    before = stamp(now=NOW)
    ImportBatchFactory(pk=last.pk + 1)

    assert ImportBatch.objects.order_by("-pk").values_list("pk", flat=True)[0] == last.pk + 2
    assert stamp(now=NOW) != before


@pytest.mark.parametrize("verb", ["account.signed_in", "account.signed_out", "account.sign_in_failed"])
def test_signing_in_and_out_leaves_the_stamp(chair: User, verb: str) -> None:
    before = stamp(now=NOW)
    record(verb, about=chair, by=chair, now=NOW)

    assert stamp(now=NOW) == before


def test_what_people_do_gives_another_stamp(chair: User) -> None:
    before = stamp(now=NOW)
    record("account.password_set", about=chair, by=chair, now=NOW)

    assert stamp(now=NOW) != before


@committing
def test_while_nobody_commits_only_that_is_asked(django_assert_num_queries: Counted) -> None:
    ImportBatchFactory()
    made = stamp(now=NOW)

    with django_assert_num_queries(1) as asked:
        assert stamp(now=NOW) == made
    if connection.vendor == "postgresql":
        assert "pg_current_snapshot" in asked[0]["sql"]


@committing
@pytest.mark.parametrize("change", [imported, computed])
def test_what_another_connection_commits_gives_another_stamp(change: Callable[[], None]) -> None:
    before = stamp(now=NOW)
    at_once(change)

    assert stamp(now=NOW) != before


@committing
def test_what_is_not_committed_is_in_the_stamp_of_its_own_transaction_only() -> None:
    before = stamp(now=NOW)
    with transaction.atomic():
        ImportBatchFactory()
        inside = stamp(now=NOW)
        [meanwhile] = at_once(lambda: stamp(now=NOW))
        transaction.set_rollback(True)

    assert inside != before
    assert meanwhile == before == stamp(now=NOW)


@committing
def test_a_remembered_stamp_holds_until_a_figure_dated_ahead_is_known() -> None:
    ahead, later = NOW.replace(hour=18), NOW.replace(hour=17, minute=59)
    ImportBatchFactory(reported_at=ahead)
    before = stamp(now=NOW)

    assert stamp(now=later) == before
    assert stamp(now=ahead) != before
    assert stamp(now=NOW) == before

"""An answer that the reader has already is not made again; whatever changes makes a new one."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client

from dashboard.freshness import stamp
from ladder.audit import record
from ladder.models import ImportBatch
from tests.factories import ImportBatchFactory, store_assessments
from tests.integration.meetings.records import adopted

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)


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


def test_what_is_known_is_answered_without_looking_anything_up(
    reader: Client, django_assert_num_queries: Callable[..., object]
) -> None:
    store_assessments("2020-W40", {"VR01": 2})
    first = reader.get("/api/v1/levels")
    with django_assert_num_queries(3):  # session, account, stamp
        again = reader.get("/api/v1/levels", headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["API-Version"] == "1.0.0"


def test_after_a_change_the_answer_is_made_again(reader: Client) -> None:
    store_assessments("2020-W40", {"VR01": 2})
    tag = reader.get("/api/v1/levels").headers["ETag"]
    store_assessments("2020-W40", {"VR01": 3}, as_of=NOW)

    assert reader.get("/api/v1/levels", headers={"If-None-Match": tag}).status_code == 200


def test_another_question_another_reader_and_no_tag_get_their_own_answer(
    client: Client, reader: Client, public: None
) -> None:
    tag = reader.get("/api/v1/levels").headers["ETag"]

    assert reader.get("/api/v1/levels?page=2", headers={"If-None-Match": tag}).status_code == 200
    assert reader.get("/api/v1/levels", headers={"If-None-Match": "*"}).status_code == 200
    assert Client().get("/api/v1/levels", headers={"If-None-Match": tag}).status_code == 200


def test_a_refusal_is_never_known(reader: Client) -> None:
    tag = reader.get("/api/v1/levels").headers["ETag"]
    answer = reader.get("/api/v1/levels?regio=VR15", headers={"If-None-Match": tag})

    assert answer.status_code == 400
    assert "ETag" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("verb", ["account.signed_in", "account.signed_out", "account.sign_in_failed"])
def test_signing_in_and_out_leaves_the_stamp(chair: User, verb: str) -> None:
    before = stamp(now=NOW)
    record(verb, about=chair, by=chair, now=NOW)

    assert stamp(now=NOW) == before


def test_what_people_do_gives_another_stamp(chair: User) -> None:
    before = stamp(now=NOW)
    record("account.password_set", about=chair, by=chair, now=NOW)

    assert stamp(now=NOW) != before

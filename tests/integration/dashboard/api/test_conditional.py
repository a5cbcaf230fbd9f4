"""An answer that the reader has already is not made again; whatever changes makes a new one."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.factories import store_assessments

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)


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

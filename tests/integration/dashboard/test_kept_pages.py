"""A page is made once for each state of the data; nobody sees an older one, or one of somebody else."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from tests.factories import ImportBatchFactory, UserFactory, store_assessments
from tests.integration.dashboard.records import decided_week, every_region

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PAGE = "/?week=2020-W40&show=computed"
LATER = datetime(2026, 1, 5, 12, tzinfo=UTC)
SHELL = 3  # queries: the session, the account with its rights, the stamp
LEVELS = 3  # queries: what was taken in the last weeks, the decisions in force, the computed levels
Counted = Callable[..., object]


@pytest.fixture(autouse=True)
def levels(db: None) -> None:
    store_assessments("2020-W40", {"VR01": 2})


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def known(client: Client, answer: HttpResponse, page: str = PAGE) -> HttpResponse:
    return client.get(page, headers={"If-None-Match": answer.headers["ETag"]})


def settled(client: Client, page: str = PAGE) -> HttpResponse:
    """Ask twice: the first answer brings the token for forms, on which the tag of the second one leans."""
    client.get(page)
    return client.get(page)


def test_who_has_the_page_gets_a_304_for_three_queries(reader: Client, django_assert_num_queries: Counted) -> None:
    first = settled(reader)
    with django_assert_num_queries(SHELL):
        again = known(reader, first)

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == "private, no-cache"
    assert {"Cookie", "HX-Request"} <= set(again.headers["Vary"].replace(" ", "").split(","))


def test_a_page_made_for_one_reader_serves_another_one_under_the_own_name(
    reader: Client, policy_officer: User, django_assert_num_queries: Counted
) -> None:
    other = UserFactory()
    first = reader.get(PAGE)
    second_reader = browser_of(other)
    with django_assert_num_queries(SHELL):
        second = second_reader.get(PAGE)

    assert policy_officer.username in first.content.decode()
    assert other.username in second.content.decode()
    assert policy_officer.username not in second.content.decode()
    assert "niveau 2 zorgelijk" in second.content.decode()


def test_the_page_of_another_reader_is_not_known(reader: Client) -> None:
    first = settled(reader)

    assert known(browser_of(UserFactory()), first).status_code == 200


def test_other_rights_get_a_page_of_their_own(reader: Client) -> None:
    reader.get(PAGE)
    chair = browser_of(UserFactory(permissions=["meetings.run_meeting"]))
    with CaptureQueriesContext(connection) as queries:
        chair.get(PAGE)

    assert len(queries) > SHELL


def computed_anew() -> None:
    store_assessments("2020-W40", {"VR01": 3}, as_of=LATER)


@pytest.mark.parametrize("change", [computed_anew, ImportBatchFactory])
def test_after_a_change_nobody_gets_the_old_page(reader: Client, change: Callable[[], object]) -> None:
    first = settled(reader)
    change()

    assert known(reader, first).status_code == 200


def test_what_is_committed_late_with_an_earlier_id_is_noticed(reader: Client) -> None:
    ImportBatchFactory(pk=5000)
    first = settled(reader)
    ImportBatchFactory(pk=4000)

    assert known(reader, first).status_code == 200


def test_a_new_level_is_on_the_page_at_once(reader: Client) -> None:
    assert "Groningen: niveau 2 zorgelijk" in reader.get(PAGE).content.decode()
    computed_anew()

    assert "Groningen: niveau 3 ernstig" in reader.get(PAGE).content.decode()


def test_another_language_is_another_page(reader: Client) -> None:
    first = settled(reader)
    reader.cookies["django_language"] = "en"
    answer = known(reader, first)

    assert answer.status_code == 200
    assert "level 2 concern" in answer.content.decode()


def test_a_part_of_the_page_is_not_taken_for_the_whole(reader: Client) -> None:
    settled(reader)
    part = reader.get(PAGE, headers={"HX-Request": "true"}).content.decode()
    whole = reader.get(PAGE).content.decode()

    assert "<html" not in part
    assert "<html" in whole


def test_signing_in_makes_no_page_old(reader: Client, client: Client) -> None:
    first = settled(reader)
    browser_of(UserFactory())

    assert known(reader, first).status_code == 304


def test_a_new_release_makes_every_page_old(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    first = settled(reader)
    monkeypatch.setattr("dashboard.freshness.edition", lambda: "another")

    assert known(reader, first).status_code == 200


def test_another_week_costs_its_levels_and_nothing_else(
    reader: Client, chair: User, django_assert_num_queries: Counted
) -> None:
    decided_week("2020-W39", every_region(2), {}, by=chair)
    reader.get(PAGE)
    with django_assert_num_queries(SHELL + LEVELS):
        reader.get("/?week=2020-W39")


def test_a_week_that_was_computed_since_can_be_chosen_at_once(reader: Client) -> None:
    assert 'value="2020-W41"' not in reader.get(PAGE).content.decode()
    store_assessments("2020-W41", {"VR01": 1})

    assert 'value="2020-W41"' in reader.get("/?week=2020-W40&show=difference").content.decode()


def test_what_was_known_then_is_not_taken_for_what_is_known_now(reader: Client) -> None:
    computed_anew()
    store_assessments("2020-W41", {"VR01": 1}, as_of=LATER)
    assert 'value="2020-W41"' in reader.get(PAGE).content.decode()

    then = reader.get(f"{PAGE}&as_of=2020-12-01").content.decode()
    assert 'value="2020-W41"' not in then
    assert "Groningen: niveau 2 zorgelijk" in then


def test_a_page_with_a_message_is_sent_and_carries_no_tag(reader: Client) -> None:
    first = settled(reader)
    reader.cookies["messages"] = message("Opgeslagen.")
    answer = known(reader, first)

    assert answer.status_code == 200
    assert "Opgeslagen." in answer.content.decode()
    assert "ETag" not in answer.headers
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in answer.headers["Vary"]


def message(text: str) -> str:
    """Return a cookie of messages, as the site itself signs it."""
    return str(CookieStorage(RequestFactory().get("/"))._encode([Message(constants.SUCCESS, text)]))


def test_any_tag_at_all_is_no_tag_of_ours(reader: Client) -> None:
    settled(reader)

    assert reader.get(PAGE, headers={"If-None-Match": "*"}).status_code == 200


def test_a_wrong_address_is_neither_tagged_nor_kept(reader: Client) -> None:
    answer = reader.get("/?week=gisteren")

    assert answer.status_code == 400
    assert "ETag" not in answer.headers
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in answer.headers["Vary"]


@pytest.mark.parametrize("page", [PAGE, "/regio/VR01/?week=2020-W40"])
def test_what_is_kept_holds_no_form_that_posts(reader: Client, page: str) -> None:
    content = reader.get(page).content.decode()
    main = content[content.index("<main") : content.index("</main>")]

    assert "csrfmiddlewaretoken" not in main
    assert "nonce=" not in main

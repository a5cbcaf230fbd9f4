"""The page of revisions."""

from datetime import timedelta
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import REPORTED, store_assessments
from tests.integration.dashboard.records import NOW, every_region, open_meeting_on
from tests.integration.ladder.values import store_values

MOST_QUERIES = 11
LATER = NOW + timedelta(days=7)


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


def test_old_and_new_level_and_value_stand_side_by_side(reader: Client) -> None:
    store_values("2020-W38", {"VR15": {"positive_tests": 60.0, "sewage": 5.0}})
    store_values("2020-W38", {"VR15": {"positive_tests": 160.0, "sewage": 6.0}}, as_of=LATER)

    page = text_of(reader, "/herzieningen/?week=2020-W38")

    row = page[page.index('href="/regio/VR15/?week=2020-W38"') :]
    row = row[: row.index("</tr>")]
    assert row.index("zorgelijk") < row.index("ernstig") < row.index("ander niveau")
    assert row.index("60,0") < row.index("<strong>160,0</strong>")
    assert "virusdeeltjes in rioolwater" in row
    assert "was het niveau van week 38 in 1 regio anders geweest" in page


def test_then_is_what_the_meeting_had_before_it(reader: Client) -> None:
    store_assessments("2020-W38", every_region(1), as_of=REPORTED - timedelta(days=3))
    store_assessments("2020-W38", every_region(2))
    open_meeting_on("2020-W38")
    store_assessments("2020-W38", {"VR15": 3}, as_of=LATER)

    page = text_of(reader, "/herzieningen/?week=2020-W38")

    assert "in 1 regio anders geweest" in page
    assert "2 oktober 2020, 11:00" in page


@pytest.mark.parametrize(
    ("as_of", "text"),
    [
        ("2020-10-02T10:59", "Op dat moment waren voor deze week nog geen niveaus berekend."),
        ("2020-10-02T11:00", "Met de cijfers van nu waren de niveaus van week 38 hetzelfde geweest."),
    ],
)
def test_then_is_never_later_than_the_moment_that_is_asked_for(reader: Client, as_of: str, text: str) -> None:
    store_assessments("2020-W38", every_region(1), as_of=NOW)
    open_meeting_on("2020-W38")
    store_assessments("2020-W38", {"VR15": 3}, as_of=LATER)

    page = text_of(reader, f"/herzieningen/?week=2020-W38&as_of={as_of}")

    assert text in page
    assert "anders geweest" not in page


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("/herzieningen/", "Week 38, 14–20 september 2020"),  # the one before the last computed week
        ("/herzieningen/?week=2020-W39", "Sindsdien is geen cijfer van deze week veranderd."),
        ("/herzieningen/?week=2020-W50", "Voor deze week zijn geen niveaus berekend."),
        ("/herzieningen/?week=2020-W38&as_of=2020-10-02", "Deze pagina toont wat bekend was op 2 oktober 2020"),
    ],
)
def test_every_week_has_a_page(reader: Client, address: str, text: str) -> None:
    for week in ("2020-W38", "2020-W39"):
        store_assessments(week, every_region(2))

    assert text in text_of(reader, address)


def test_only_figures_that_changed_are_counted_apart(reader: Client) -> None:
    store_values("2020-W38", {"VR15": {"positive_tests": 60.0}, "VR16": {"positive_tests": 60.0}})
    store_values("2020-W38", {"VR15": {"positive_tests": 61.0}, "VR16": {"positive_tests": 20.0}}, as_of=LATER)

    page = text_of(reader, "/herzieningen/?week=2020-W38")

    assert "In 1 andere regio zijn alleen cijfers veranderd." in page


@pytest.mark.parametrize("codes", [["VR01", "VR15"], None], ids=["two regions", "25 regions"])
def test_the_number_of_queries_is_bounded(
    reader: Client, codes: list[str] | None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    every = codes or list(every_region())
    store_assessments("2020-W38", dict.fromkeys(every, 2))
    store_assessments("2020-W38", dict.fromkeys(every, 3), as_of=LATER)

    with django_assert_max_num_queries(MOST_QUERIES):
        text_of(reader, "/herzieningen/?week=2020-W38")


@pytest.mark.parametrize("query", ["week=nu", "as_of=nu", "ladder=nu"])
def test_what_cannot_be_read_is_answered_as_such(reader: Client, query: str) -> None:
    assert reader.get(f"/herzieningen/?{query}").status_code == 400


def test_nothing_is_changed_here(reader: Client) -> None:
    assert reader.post("/herzieningen/").status_code == 405


@pytest.mark.usefixtures("db")
def test_strangers_are_asked_to_sign_in(client: Client) -> None:
    assert client.get("/herzieningen/").status_code == 302


@pytest.mark.usefixtures("db", "public")
def test_strangers_may_read_it_when_pages_are_public(client: Client, policy_officer: User) -> None:
    assert client.get("/herzieningen/").status_code == 200


@pytest.mark.usefixtures("db", "public")
def test_it_leads_to_the_quality_of_the_same_week_for_who_is_signed_in(
    client: Client, policy_officer: User
) -> None:
    store_assessments("2020-W38", every_region(2))
    address = "/herzieningen/?week=2020-W38&as_of=2020-10-05"
    assert "/kwaliteit/" not in text_of(client, address)

    client.force_login(policy_officer)

    assert 'href="/kwaliteit/?week=2020-W38&as_of=2020-10-05"' in text_of(client, address)

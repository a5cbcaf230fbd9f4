"""The accessibility statement."""

from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

pytestmark = pytest.mark.django_db
ADDRESS = "/toegankelijkheid/"


def text_of(client: Client) -> str:
    response = client.get(ADDRESS)
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_it_has_every_part_that_the_law_asks(reader: Client) -> None:
    page = text_of(reader)

    for part in ("status", "scope", "tested", "limits", "report", "enforcement", "date"):
        assert f'<h2 id="{part}">' in page
    assert "Besluit digitale toegankelijkheid overheid" in page
    assert "nationaleombudsman.nl" in page
    assert "Status D" in page
    assert "22 november 2026" in page


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("toegankelijk@ladder.example", 'href="mailto:toegankelijk@ladder.example"'),
        ("https://ladder.example/contact", 'href="https://ladder.example/contact"'),
    ],
)
def test_people_are_told_where_to_report(reader: Client, settings: Settings, contact: str, link: str) -> None:
    settings.ACCESSIBILITY_CONTACT = contact

    page = text_of(reader)

    assert link in page
    assert "nog niet ingevuld" not in page


def test_an_operator_who_filled_in_nothing_is_seen(reader: Client, settings: Settings) -> None:
    settings.ACCESSIBILITY_CONTACT = ""

    page = text_of(reader)

    assert "De organisatie die deze site beheert, heeft nog niet ingevuld waar u een probleem kunt melden." in page
    assert "mailto:" not in page


def test_strangers_read_it_only_where_pages_are_public(client: Client, settings: Settings) -> None:
    assert client.get(ADDRESS).status_code == 302

    settings.PUBLIC_PAGES = True

    assert client.get(ADDRESS).status_code == 200
    assert client.post(ADDRESS).status_code == 405


def test_it_costs_only_the_queries_of_who_reads(
    client: Client, public: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        text_of(client)

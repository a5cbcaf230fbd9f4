"""The published list and the page of one measure, as people read them."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from measures.models import Measure, TargetGroup
from tests.factories import UserFactory
from tests.integration.measures.records import PUBLISHED, catalogue, measure, published, theme

pytestmark = pytest.mark.django_db
LIST = reverse("catalogue-list")
LATER = PUBLISHED + timedelta(days=3)


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(UserFactory())
    return client


def text_of(client: Client, address: str, **query: str) -> str:
    response = client.get(address, query)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


def titles(client: Client, address: str = LIST, **query: str) -> list[str]:
    rows = client.get(address, query).context["shown"].rows
    return [row.words.entry.title for row in rows]


def two_lists() -> None:
    """Lists of youth and care, with measures at other levels and for other people."""
    young = measure("Sporthal open", levels=(1, 2), theme=theme("sport"))
    young.target_groups.set(TargetGroup.objects.filter(code="jeugd-tot-23"))
    published("Café dicht", levels=(3,), now=PUBLISHED)
    published(
        "Bezoek beperken", levels=(2,), catalogue=catalogue("zorg", "Langdurige zorg"), theme=theme("bezoek")
    )


def test_the_list_says_which_versions_and_what_is_on_them(reader: Client) -> None:
    two_lists()
    page = text_of(reader, LIST)
    assert "versie 1" in page
    assert "10 september 2020" in page
    assert titles(reader) == ["Sporthal open", "Sporthal open", "Bezoek beperken", "Café dicht"]
    assert "zorgelijk" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"niveau": "3"}, ["Café dicht"]),
        ({"sector": "zorg"}, ["Bezoek beperken"]),
        ({"thema": "sport", "groepering": "sector"}, ["Sporthal open"]),
        ({"zoek": "cafe"}, ["Café dicht"]),
        ({"zoek": "bestaat niet"}, []),
        ({"doelgroep": "jeugd-tot-23", "niveau": "1"}, ["Sporthal open"]),
        ({"doelgroep": "mantelzorgers", "niveau": "1"}, []),
    ],
)
def test_a_choice_stands_in_the_address(reader: Client, query: dict[str, str], found: list[str]) -> None:
    two_lists()
    assert titles(reader, **query) == found


def test_a_choice_that_is_not_there_says_so(reader: Client) -> None:
    two_lists()
    page = text_of(reader, LIST, niveau="9", groepering="onzin")
    assert "errorlist" in page
    assert len(titles(reader, niveau="9")) == 4


@pytest.mark.parametrize(
    ("day", "found"),
    [("2020-09-09", []), ("2020-09-10", ["Een"]), ("2020-09-12", ["Een"]), ("2020-09-13", ["Twee"])],
)
def test_the_list_of_a_day(reader: Client, day: str, found: list[str]) -> None:
    published("Een")
    Measure.objects.update(title="Twee")
    published("Weg", now=LATER, status="withdrawn", withdrawn_because="hoort elders")
    assert titles(reader, peildatum=day) == found
    address = reverse("catalogue", args=["jeugd"])
    assert titles(reader, address, peildatum=day) == found
    if found:
        assert f"?peildatum={day}" in text_of(reader, LIST, peildatum=day)


@pytest.mark.parametrize("day", ["gisteren", "2020-02-30", "0001-01-01", "9999-12-31"])
def test_a_day_that_is_none_is_refused(reader: Client, day: str) -> None:
    for address in (LIST, reverse("catalogue", args=[published(day).catalogue.code])):
        assert reader.get(address, {"peildatum": day}).status_code == 400


def test_what_is_withdrawn_stands_apart_with_the_reason(reader: Client) -> None:
    published("Bezoekverbod", status="withdrawn", withdrawn_because="hoort bij de instelling zelf")
    page = text_of(reader, LIST)
    assert titles(reader) == []
    assert "1 maatregel ingetrokken" in page
    assert "hoort bij de instelling zelf" in page


def test_an_older_version_is_read_as_such(reader: Client) -> None:
    published("Een")
    Measure.objects.update(title="Twee")
    published("Drie", now=LATER)
    address = reverse("catalogue", args=["jeugd"])
    assert titles(reader, address, versie="1") == ["Een"]
    assert "niet de versie die nu geldt" in text_of(reader, address, versie="1")
    assert "niet de versie die nu geldt" not in text_of(reader, address, versie="2")


@pytest.mark.parametrize("number", ["0", "3", "-1", "x", "²", "99999999999"])
def test_a_version_that_is_not_there_is_not_found(reader: Client, number: str) -> None:
    key = published().entries.get().measure.key
    for address in (reverse("catalogue", args=["jeugd"]), reverse("measure", args=[key])):
        assert reader.get(address, {"versie": number}).status_code == 404


def test_a_draft_is_not_published(reader: Client) -> None:
    made = measure("Nog niet", levels=(1,))
    assert "Er is nog niets gepubliceerd." in text_of(reader, LIST)
    assert "Er is nog niets gepubliceerd." in text_of(reader, reverse("catalogue", args=["jeugd"]))
    assert reader.get(reverse("measure", args=[made.key])).status_code == 404


def test_a_long_list_has_pages_and_can_be_printed_whole(reader: Client) -> None:
    for number in range(101):
        measure(f"Maatregel {number}", levels=(1,))
    published("De laatste", levels=(1,), order=1)
    assert len(titles(reader)) == 100
    assert len(titles(reader, page="2")) == 2
    assert len(titles(reader, alles="1")) == 102


def test_the_page_of_a_measure(reader: Client) -> None:
    made = measure(
        "Bezoek beperken", levels=(2, 3), effect=4, burden=2, article="art. 7", notice_days=3, owner="Directie LZ"
    )
    made.steps.create(number=1, text="Overleg met de instelling", partner="GGD")
    published("Anders")
    page = text_of(reader, reverse("measure", args=[made.key]))
    for said in (
        "zorgelijk",
        "4 van 5",
        "2 van 5",
        "art. 7",
        "3 dagen",
        "Directie LZ",
        "GGD",
        "versie 1",
        "kwam op",
    ):
        assert said in page


def test_a_measure_through_the_versions(reader: Client) -> None:
    made = measure("Een", levels=(2,))
    published("Anders")
    made.levels.create(number=3)
    Measure.objects.filter(pk=made.pk).update(title="Twee")
    published("Nog een", now=LATER)
    address = reverse("measure", args=[made.key])
    page = text_of(reader, address)
    assert "<h1" in page
    assert "Twee</span></h1>" in page
    assert "titel, niveaus" in page
    old = text_of(reader, address, versie="1")
    assert "Een</span></h1>" in old
    assert "Versie 2 geldt" in old
    assert "Een</span></h1>" in text_of(reader, address, peildatum="2020-09-11")
    assert reader.get(address, {"peildatum": "2020-09-09"}).status_code == 404


def test_a_measure_that_left_the_list_says_so(reader: Client) -> None:
    made = measure("Een", levels=(2,))
    published("Anders")
    Measure.objects.filter(pk=made.pk).update(catalogue=catalogue("zorg", "Zorg"))
    published("Nog een", now=LATER)
    assert "staat niet meer op de lijst" in text_of(reader, reverse("measure", args=[made.key]))


@pytest.mark.parametrize(
    "name", ["catalogue-list", "catalogue", "measure", "catalogue-versions", "catalogue-compare"]
)
def test_public_only_where_pages_are_public(client: Client, settings: Any, name: str) -> None:
    version = published()
    published("Twee", now=LATER)
    arguments = {"catalogue-list": [], "measure": [version.entries.get().measure.key]}.get(name, ["jeugd"])
    address = reverse(name, args=arguments)
    query = {"van": "1", "tot": "2"} if name == "catalogue-compare" else {}
    assert client.get(address, query).status_code == 302
    settings.PUBLIC_PAGES = True
    assert client.get(address, query).status_code == 200

"""Handing on a page: its pinned address, what other sites show of it, and the picture of the map."""

import re
import struct
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from regions.models import MapDrawing
from tests.factories import store_assessments
from tests.integration.dashboard.records import every_region
from tests.integration.meetings.records import adopted

pytestmark = pytest.mark.django_db
HOST = "http://testserver"
PICTURE = "/kaart-delen.png"


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


def properties(page: str) -> dict[str, str]:
    return dict(re.findall(r'<meta property="(og:[\w:]+)" content="([^"]*)">', page))


def pinned(page: str) -> str:
    """The address that the button copies."""
    found = re.search(r'data-copy-by-hand hidden>.*?value="([^"]*)" readonly', page)
    assert found
    return found[1].removeprefix(HOST)


@pytest.fixture
def weeks(db: None) -> None:
    store_assessments("2020-W38", every_region(1))
    store_assessments("2020-W39", every_region(2) | {"VR15": 3})


# ---- the address that is copied


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/", "/?week=2020-W39&show=computed"),
        ("/?show=decided&week=2020-W38", "/?show=decided&week=2020-W38"),
        ("/?as_of=2020-10-05", "/?as_of=2020-10-05&week=2020-W39&show=computed"),
        ("/regio/VR15/?week=2020-W38", "/regio/VR15/?week=2020-W38"),
        ("/tijdlijn/", "/tijdlijn/?from=2020-W38&to=2020-W39&show=computed&sort=name"),
        ("/bronnen/", "/bronnen/"),
    ],
)
def test_the_address_keeps_what_is_shown(reader: Client, weeks: None, address: str, expected: str) -> None:
    assert pinned(text_of(reader, address)) == expected


def test_a_region_without_a_week_is_pinned_to_the_one_it_shows(reader: Client, weeks: None) -> None:
    assert re.fullmatch(r"/regio/VR15/\?week=20\d\d-W\d\d", pinned(text_of(reader, "/regio/VR15/")))


def test_the_week_stays_when_a_newer_one_is_computed(reader: Client, weeks: None) -> None:
    address = pinned(text_of(reader, "/"))
    before = properties_free(text_of(reader, address))

    store_assessments("2020-W40", every_region(3))

    assert "Week 40" in text_of(reader, "/")
    assert properties_free(text_of(reader, address)) == before


def properties_free(page: str) -> str:
    """The heading and the sentence of a page of the overview."""
    return page[page.index("<h1>") : page.index('<div class="copy-link">')]


def test_the_part_that_htmx_swaps_has_the_link_of_the_new_week(reader: Client, weeks: None) -> None:
    response = reader.get("/?week=2020-W38&show=computed", headers={"HX-Request": "true"})

    assert pinned(unescape(response.content.decode())) == "/?week=2020-W38&show=computed"


def test_the_regions_compared_are_pinned(reader: Client, weeks: None) -> None:
    address = pinned(text_of(reader, "/vergelijken/?region=VR15&region=NL"))

    assert address.startswith("/vergelijken/?region=")
    for part in (
        "region=VR15",
        "region=NL",
        "from=2020-W38",
        "to=2020-W39",
        "signal=positive_tests",
        "axis=linear",
    ):
        assert part in address
    assert text_of(reader, address)


def test_the_address_is_that_of_the_site_where_it_is_known(
    reader: Client, weeks: None, settings: Settings
) -> None:
    settings.SITE_URL = "https://ladder.example"

    assert pinned(text_of(reader, "/")) == "https://ladder.example/?week=2020-W39&show=computed"


# ---- what other sites show


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/", "Week 39, 21–27 september 2020"),
        ("/regio/VR15/?week=2020-W39", "Haaglanden, Week 39, 21–27 september 2020"),
        ("/tijdlijn/", "Tijdlijn"),
        ("/vergelijken/", "Regio’s vergelijken"),
        ("/bronnen/", "Bronnen"),
        ("/maatregelen/", "Inspiratielijst"),
    ],
)
def test_public_pages_say_what_they_are(
    client: Client, weeks: None, public: None, address: str, title: str
) -> None:
    found = properties(text_of(client, address))

    assert found["og:title"] == title
    assert found["og:description"]
    assert (found["og:type"], found["og:locale"], found["og:site_name"]) == ("website", "nl_NL", "Escalatieladder")
    assert found["og:url"].startswith(HOST + address.partition("?")[0])


def test_the_picture_is_that_of_the_week_and_can_be_fetched(
    client: Client, weeks: None, public: None, settings: Settings
) -> None:
    settings.SITE_URL = "https://ladder.example"

    found = properties(text_of(client, "/?zoek=haag"))

    assert found["og:image"] == "https://ladder.example/kaart-delen.png?week=2020-W39&show=computed"
    assert found["og:description"] == "Week 39, berekend: 24 regio’s zorgelijk, 1 regio ernstig."
    assert found["og:image:alt"] == found["og:description"]
    picture = client.get(found["og:image"].removeprefix("https://ladder.example"))
    assert picture.status_code == 200


@pytest.mark.parametrize("address", ["/", "/regio/VR15/", "/tijdlijn/", "/bronnen/", "/maatregelen/"])
def test_nothing_is_said_where_pages_ask_for_a_login(reader: Client, weeks: None, address: str) -> None:
    assert "og:" not in text_of(reader, address)


def test_english_readers_share_in_english(client: Client, weeks: None, public: None, settings: Settings) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    found = properties(text_of(client, "/"))

    assert found["og:locale"] == "en_GB"
    assert found["og:title"].startswith("Week 39, ")


# ---- the picture


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize("show", ["computed", "decided", "difference"])
def test_it_is_as_large_as_other_sites_ask(reader: Client, weeks: None, show: str) -> None:
    response = reader.get(f"{PICTURE}?week=2020-W39&show={show}")

    assert response.headers["Content-Type"] == "image/png"
    assert size_of(response.content) == (1200, 630)
    assert 20_000 < len(response.content) < 300_000


def test_it_differs_by_week_kind_and_language(reader: Client, chair: User, settings: Settings) -> None:
    adopted(chair)
    store_assessments("2020-W38", every_region(1))
    addresses = ("?week=2020-W39&show=computed", "?week=2020-W38&show=computed", "?week=2020-W39&show=decided")
    pictures = [reader.get(PICTURE + query).content for query in addresses]
    reader.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    pictures.append(reader.get(PICTURE + addresses[0]).content)

    assert len(set(pictures)) == len(pictures)


def test_who_has_it_already_gets_nothing_until_something_changes(reader: Client, weeks: None) -> None:
    tag = reader.get(PICTURE).headers["ETag"]

    known = reader.get(PICTURE, headers={"If-None-Match": tag})
    store_assessments("2020-W40", every_region(3))
    changed = reader.get(PICTURE, headers={"If-None-Match": tag})

    assert (known.status_code, known.content) == (304, b"")
    assert changed.status_code == 200
    assert changed.headers["ETag"] != tag


def test_there_is_none_before_anything_was_computed_or_drawn(reader: Client) -> None:
    assert reader.get(PICTURE).status_code == 404


def test_there_is_none_without_a_map(reader: Client, weeks: None) -> None:
    MapDrawing.objects.all().delete()

    assert reader.get(PICTURE).status_code == 404


def test_a_bad_parameter_is_answered_with_what_was_expected(reader: Client, weeks: None) -> None:
    assert reader.get(f"{PICTURE}?show=both").status_code == 400


def test_strangers_see_it_only_where_pages_are_public(client: Client, weeks: None, settings: Settings) -> None:
    assert client.get(PICTURE).status_code == 302

    settings.PUBLIC_PAGES = True

    assert client.get(PICTURE).status_code == 200
    assert client.post(PICTURE).status_code == 405

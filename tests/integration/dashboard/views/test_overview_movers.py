"""What moved since the week before, and since when regions stand where they stand."""

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import caches
from django.test import Client

from dashboard.kept_pages import CACHE
from ladder.models import Assessment, Ladder
from meetings.models import MeetingSettings
from tests.factories import store_assessments
from tests.integration.dashboard.records import computed_again, decided_week, every_region

MOVED = re.compile(
    r'<li><a href="/regio/(VR\d\d)/\?week=2020-W39">[^<]+</a> <span>(.+?)</span> <span class="number'
)


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


def movers(page: str) -> dict[str, str]:
    """Return what is said of each region that moved, as it is heard."""
    card = page.partition('class="card movers"')[2].partition("</section>")[0]
    heard = re.sub(r'<span aria-hidden="true">.+?</span>', "", card)
    return {code: " ".join(re.sub(r"<[^>]+>", "", text).split()) for code, text in MOVED.findall(heard)}


def change_of(page: str, code: str) -> str:
    row = page.partition(f'<th scope="row" role="rowheader"><a href="/regio/{code}/')[2].partition("</tr>")[0]
    return re.findall(r'<td role="cell" class="change">([^<]+)</td>', row)[0]


def test_computed_levels_that_went_up_and_down(reader: Client) -> None:
    store_assessments("2020-W38", every_region(2) | {"VR08": None})
    store_assessments("2020-W39", every_region(2) | {"VR15": 3, "VR01": 1, "VR02": None})

    page = text_of(reader, "/?week=2020-W39&show=computed")

    assert movers(page) == {"VR15": "2 zorgelijk naar 3 ernstig", "VR01": "2 zorgelijk naar 1 waakzaam"}
    assert "2 regio’s hebben in een van beide weken geen niveau." in page
    assert "Vergeleken met week 38" in page
    assert change_of(page, "VR15") == "sinds week 39, was 2 zorgelijk"
    assert change_of(page, "VR02") == "sinds week 39, was 2 zorgelijk"
    assert change_of(page, "VR08") == "sinds week 39, was onbekend"
    assert change_of(page, "VR03") == "al 2 weken"


def test_decided_levels_are_compared_with_decided_ones(reader: Client, chair: User) -> None:
    decided_week("2020-W37", {"VR01": 1, "VR15": 2}, {}, by=chair)
    store_assessments("2020-W38", {"VR01": 3, "VR15": 3})
    decided_week("2020-W39", {"VR01": 3, "VR15": 2}, {}, by=chair)

    page = text_of(reader, "/?week=2020-W39")

    assert movers(page) == {"VR01": "1 waakzaam naar 3 ernstig"}
    assert change_of(page, "VR01") == "sinds week 39, was 1 waakzaam"
    assert change_of(page, "VR15") == "al 3 weken"
    assert change_of(text_of(reader, "/?week=2020-W36&show=decided"), "VR15") == "–"
    assert "Dit vergelijkt de berekende niveaus." not in page


def test_the_difference_compares_computed_levels_and_says_so(reader: Client, chair: User) -> None:
    decided_week("2020-W38", {"VR01": 2}, {}, by=chair)
    store_assessments("2020-W39", {"VR01": 3})

    page = text_of(reader, "/?week=2020-W39&show=difference")

    assert movers(page) == {"VR01": "2 zorgelijk naar 3 ernstig"}
    assert "Dit vergelijkt de berekende niveaus." in page


def test_newly_near_a_signal_value_by_the_setting_of_the_agenda(reader: Client) -> None:
    store_assessments("2020-W38", {"VR01": 1, "VR15": 1})
    store_assessments("2020-W39", {"VR01": 1, "VR15": 1}, version="2020-09")
    facts = Assessment.objects.get(area__code="VR15", week_start="2020-09-21").facts
    facts["signals"][0]["value"] = 46.0
    change_facts("VR15", facts)
    address = "/?week=2020-W39&show=computed"

    assert movers(text_of(reader, address)) == {"VR15": "50 is zorgelijk (positieve testen)"}
    MeetingSettings.objects.update_or_create(
        ladder=Ladder.objects.get(code="regionaal"), defaults={"near_bound": 7}
    )
    caches[CACHE].clear()  # people change settings in the admin, which tells the audit trail
    assert movers(text_of(reader, address)) == {}


def change_facts(code: str, facts: dict[str, Any]) -> None:
    """Store the level of a region once more, computed later from other figures."""
    old = Assessment.objects.select_related("area").get(area__code=code, week_start="2020-09-21")
    computed_again(old, facts=facts)


def test_when_nothing_moved_it_says_so_calmly(reader: Client) -> None:
    store_assessments("2020-W38", every_region())
    store_assessments("2020-W39", every_region())

    assert "Geen regio ging omhoog of omlaag" in text_of(reader, "/?week=2020-W39")


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("show=computed", "Voor week 38 zijn geen niveaus berekend; er is dus niets om mee te vergelijken."),
        ("show=decided", "Voor week 38 was geen vastgesteld niveau van kracht; er is dus niets om mee te"),
    ],
)
def test_without_the_week_before_it_says_that(reader: Client, query: str, text: str) -> None:
    store_assessments("2020-W37", every_region(1))
    store_assessments("2020-W39", every_region(2))

    page = text_of(reader, f"/?week=2020-W39&{query}")

    assert text in page
    assert movers(page) == {}


def test_a_level_that_stood_for_more_than_thirteen_weeks(reader: Client) -> None:
    for number in range(36, 50):
        store_assessments(f"2020-W{number}", {"VR01": 2, "VR15": 2 if number > 36 else 1})

    page = text_of(reader, "/?week=2020-W49&show=computed")

    assert change_of(page, "VR01") == "langer dan 13 weken"
    assert change_of(page, "VR15") == "sinds week 37, was 1 waakzaam"

"""The page of a region and the figures of its charts."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ladder.actions import recompute_week
from ladder.models import Assessment, Ladder
from ladder.weeks import Week
from measures.models import Measure
from regions.models import Area
from tests.factories import store_assessments, store_figures
from tests.integration.dashboard.records import decided_week, every_region
from tests.integration.measures.records import catalogue, measure, published

MOST_QUERIES = 17  # three of them for the session, the account, and whether anything changed
REPORTED = datetime(2020, 10, 1, 12, tzinfo=UTC)
WEEK = Week.parse("2020-W39")
CHART = "/regio/VR15/grafiek/positive_tests.json?week=2020-W39"


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


def traces(reader: Client, address: str) -> dict[str, dict[str, Any]]:
    """The traces of a chart by the part they play in it."""
    found: dict[str, Any] = reader.get(address).json()
    return {trace["meta"]["part"]: trace for trace in found["data"]}


def computed_from_figures(*, skipped: str = "") -> Assessment:
    """Every municipality of Haaglanden reports 20 a day, one of them not on the day `skipped`."""
    codes = list(Area.objects.filter(parent__code="VR15").order_by("code").values_list("code", flat=True))
    days = [day.isoformat() for day in WEEK.days]
    figures = {code: dict.fromkeys(days, 20.0) for code in codes}
    if skipped:
        del figures[codes[0]][skipped]
    store_figures("positive_tests", figures)
    ladder = Ladder.objects.get(code="regionaal")
    recompute_week(ladder=ladder, week=WEEK, as_of=REPORTED, computed_at=REPORTED)
    return Assessment.objects.get(area__code="VR15")


def test_level_reasons_and_distance_are_those_of_the_assessment(reader: Client) -> None:
    assessment = computed_from_figures()

    page = text_of(reader, "/regio/VR15/?week=2020-W39")

    found = assessment.verdict.of("positive_tests")
    assert found is not None
    assert found.value is not None
    shown = f"{found.value:.1f}".replace(".", ",")
    assert f"Positieve testen: {shown} per 100.000 inwoners per 7 dagen" in page
    assert f'<text class="value" y="16" text-anchor="middle">{shown}</text>' in page
    assert f"Positieve testen in week 39: {shown} per 100.000" in page


def test_decided_stands_apart_from_computed(reader: Client, chair: User) -> None:
    decided_week("2020-W39", every_region(2), {"VR15": 3}, by=chair)

    page = text_of(reader, "/regio/VR15/?week=2020-W39")

    decided = page[page.index('id="decided"') : page.index('id="computed"')]
    computed = page[page.index('id="computed"') : page.index('id="bars"')]
    assert "ernstig" in decided
    assert "wijkt af van het berekende niveau" in decided
    assert "5 oktober 2020" in decided
    assert "zorgelijk" in computed
    assert "vastgesteld" not in computed


@pytest.mark.usefixtures("public")
def test_the_reason_of_a_decision_is_not_for_strangers(client: Client, chair: User) -> None:
    decided_week("2020-W39", every_region(2), {"VR15": 3}, by=chair)

    assert "omdat" not in text_of(client, "/regio/VR15/?week=2020-W39")
    client.force_login(chair)
    assert "omdat" in text_of(client, "/regio/VR15/?week=2020-W39")


def test_a_region_without_levels_says_so(reader: Client) -> None:
    page = text_of(reader, "/regio/VR15/?week=2020-W39")

    assert "Voor deze regio en week is geen niveau berekend." in page
    assert "Zonder niveau zijn er geen maatregelen te tonen." in page


def test_measures_are_those_published_for_the_decided_level(reader: Client, chair: User) -> None:
    of_list = catalogue("proef", "Proefsector")
    measure("Bij zorgelijk", catalogue=of_list, levels=(2,))
    measure("Ingetrokken", catalogue=of_list, levels=(3,), status="withdrawn", withdrawn_because="Omdat.")
    entry = published("Bij ernstig", catalogue=of_list, levels=(3,)).entries.get(content__title="Bij ernstig")
    measure("Nog in concept", catalogue=of_list, levels=(3,))
    decided_week("2020-W39", every_region(2), {"VR15": 3}, by=chair)

    page = text_of(reader, "/regio/VR15/?week=2020-W39")

    assert "Proefsector" in page
    assert f"/maatregelen/maatregel/{entry.measure.key}/" in page
    assert "Bij ernstig" in page
    for other in ("Bij zorgelijk", "Ingetrokken", "Nog in concept"):
        assert other not in page


def test_measures_of_an_earlier_moment_are_those_of_then(reader: Client) -> None:
    published("Van toen", levels=(2,), now=datetime(2020, 9, 10, 9, tzinfo=UTC))
    Measure.objects.update(title="Van later")
    published("Nog een", levels=(2,), now=datetime(2020, 11, 1, 9, tzinfo=UTC))
    store_assessments("2020-W39", every_region(2))

    page = text_of(reader, "/regio/VR15/?week=2020-W39&as_of=2020-10-05")
    assert "Van toen" in page
    assert "?peildatum=2020-10-05" in page
    assert "Van later" not in page
    assert "Van later" in text_of(reader, "/regio/VR15/?week=2020-W39")


def test_neighbours_are_shown_with_both_levels(reader: Client) -> None:
    region = Area.objects.get(code="VR15")
    neighbour = region.neighbours.first()
    assert neighbour is not None
    store_assessments("2020-W39", {"VR15": 1, neighbour.code: 3})

    page = text_of(reader, "/regio/VR15/?week=2020-W39")

    row = page[page.index(f"/regio/{neighbour.code}/?week=2020-W39") :]
    row = row[: row.index("</tr>")]
    assert "niet vastgesteld" in row
    assert "ernstig" in row


def test_the_chart_has_the_values_of_the_assessment_and_the_sum_of_the_municipalities(reader: Client) -> None:
    assessment = computed_from_figures()

    figure = reader.get(CHART).json()

    found = assessment.verdict.of("positive_tests")
    assert found is not None
    drawn = traces(reader, CHART)
    municipalities = Area.objects.filter(parent__code="VR15").count()
    assert drawn["week"]["y"] == [found.value]
    assert drawn["day"]["y"] == [20.0 * municipalities] * 7
    assert [shape["y0"] for shape in figure["layout"]["shapes"] if shape["name"] == "band"] == [0, 50, 150]


def test_a_day_that_one_municipality_missed_stands_apart_and_so_does_its_week(reader: Client) -> None:
    assessment = computed_from_figures(skipped="2020-09-23")

    drawn = traces(reader, CHART)

    found = assessment.verdict.of("positive_tests")
    assert found is not None
    municipalities = Area.objects.filter(parent__code="VR15").count()
    assert drawn["week"]["y"] == [None]
    assert drawn["week-open"]["y"] == [found.value]
    assert drawn["day"]["y"][2] is None
    assert None not in drawn["day"]["y"][:2] + drawn["day"]["y"][3:]
    assert drawn["day-open"]["y"] == [None, None, 20.0 * (municipalities - 1), None, None, None, None]
    page = text_of(reader, "/regio/VR15/?week=2020-W39")
    assert f"160 · {municipalities - 1} van {municipalities} gemeenten" in page
    assert "dag nog niet compleet" in page


def test_a_regions_own_figures_fill_a_day_but_are_never_added(reader: Client) -> None:
    computed_from_figures(skipped="2020-09-23")
    store_figures("positive_tests", {"VR15": {"2020-09-22": 7.0, "2020-09-23": 9.0}})

    bars = traces(reader, CHART)["day"]["y"]

    municipalities = Area.objects.filter(parent__code="VR15").count()
    assert bars[1:3] == [20.0 * municipalities, 9.0]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/regio/VR99/", 404),
        ("/regio/GM0518/", 404),
        ("/regio/VR15/?week=nu", 400),
        ("/regio/VR15/?as_of=nu", 400),
        ("/regio/VR15/?period=14", 400),
        ("/regio/VR15/?sort=kleur", 400),
        ("/regio/VR15/?history=0", 400),
        ("/regio/VR15/gemeenten.pdf", 404),
        ("/regio/VR15/grafiek/positive_tests.json?period=14", 400),
        ("/regio/VR15/grafiek/positive_tests.json?week=nu", 400),
        ("/regio/VR15/grafiek/weather.json", 404),
        ("/regio/VR99/grafiek/positive_tests.json", 404),
    ],
)
def test_what_is_not_there_is_answered_as_such(reader: Client, address: str, status: int) -> None:
    assert reader.get(address).status_code == status


@pytest.mark.parametrize("codes", [["VR01", "VR15"], None], ids=["two regions", "25 regions"])
def test_the_number_of_queries_is_bounded_and_does_not_grow(
    reader: Client,
    chair: User,
    codes: list[str] | None,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    levels = every_region(2)
    decided_week("2020-W39", {code: levels[code] for code in codes or levels}, {}, by=chair)

    with django_assert_max_num_queries(MOST_QUERIES):
        reader.get("/regio/VR15/?week=2020-W39")


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("address", ["/regio/VR15/", "/regio/VR15/grafiek/positive_tests.json"])
def test_strangers_are_asked_to_sign_in(client: Client, address: str) -> None:
    assert client.get(address).status_code == 302


@pytest.mark.usefixtures("db", "public")
def test_strangers_may_read_public_pages(client: Client) -> None:
    assert client.get("/regio/VR15/").status_code == 200


def test_programs_get_the_figures_of_the_same_moment(reader: Client) -> None:
    store_assessments("2020-W39", {"VR15": 2})
    store_assessments("2020-W39", {"VR15": 3}, as_of=REPORTED + timedelta(days=7))
    page = text_of(reader, "/regio/VR15/?week=2020-W39&as_of=2020-10-02T12:00")
    links = re.findall(r'href="(/api/v1/(?:levels|weekly-values)\?[^"]+)"', page)

    assert len(links) == 2
    (level,) = reader.get(links[0]).json()["items"]
    assert (level["area_code"], level["computed"]["level"]) == ("VR15", 2)
    assert reader.get(links[1]).status_code == 200

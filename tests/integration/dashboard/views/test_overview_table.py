"""The table of the overview: sorted, searched and grouped; the same in its downloads and in the API."""

import csv
import io
import json
import re
from html import unescape
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.factories import store_assessments
from tests.integration.dashboard.records import decided_week, every_region

WEEK = "2020-W39"


@pytest.fixture
def week(db: None, chair: User) -> None:
    """Decided in week 38; in week 39 one region higher, one lower, one unknown and one not computed."""
    decided_week("2020-W38", every_region(2), {}, by=chair)
    levels = every_region(2) | {"VR15": 3, "VR01": 1, "VR08": None}
    store_assessments(WEEK, {code: number for code, number in levels.items() if code != "VR09"})


def text_of(client: Client, query: str) -> str:
    response = client.get(f"/?week={WEEK}&{query}")
    assert response.status_code == 200, query
    return unescape(response.content.decode())


def regions(page: str) -> list[str]:
    return re.findall(r'<th scope="row" role="rowheader"><a href="/regio/(VR\d\d)/', page)


def sorted_columns(page: str) -> list[tuple[str, str]]:
    return re.findall(r'aria-sort="(\w+)"><a id="sort-(\w+)"', page)


@pytest.mark.usefixtures("week")
@pytest.mark.parametrize(
    ("sort", "first", "last"),
    [
        ("name", "VR13", "VR24"),
        ("-name", "VR24", "VR13"),
        ("-level", "VR15", "VR09"),
        ("level", "VR01", "VR09"),
        ("-positive_tests", "VR15", "VR09"),
        ("positive_tests", "VR01", "VR09"),
    ],
)
def test_sorted_with_what_is_not_known_last(reader: Client, sort: str, first: str, last: str) -> None:
    page = text_of(reader, f"show=computed&sort={sort}")

    found = regions(page)
    assert (found[0], found[-1], len(found)) == (first, last, 25)
    direction = "descending" if sort.startswith("-") else "ascending"
    assert sorted_columns(page) == [(direction, sort.removeprefix("-"))]


@pytest.mark.usefixtures("week")
def test_every_column_sorts_and_turns_when_chosen_again(reader: Client) -> None:
    page = text_of(reader, "show=difference")
    links = re.findall(r'<a id="sort-(\w+)" href="/(\?[^"]+)"', page)
    assert [key for key, _link in links] == [
        *("name", "decided", "computed", "difference", "positive_tests", "share_positive", "change", "deciding"),
        "state",
    ]

    for key, link in links:
        first = text_of(reader, link[1:])
        again = dict(re.findall(r'<a id="sort-(\w+)" href="/(\?[^"]+)"', first))[key]
        turned = {sorted_columns(first)[0], sorted_columns(text_of(reader, again[1:]))[0]}
        assert turned == {("ascending", key), ("descending", key)}


@pytest.mark.usefixtures("week")
def test_a_column_that_is_not_there_sorts_nothing(reader: Client) -> None:
    page = text_of(reader, "show=computed&sort=hospital_admissions")

    assert sorted_columns(page) == []
    assert regions(page)[:2] == ["VR01", "VR02"]


@pytest.mark.usefixtures("week")
@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("haag", ["VR15"]),
        ("HAAG", ["VR15"]),
        ("fryslan", ["VR02"]),
        ("holland zuid", ["VR18"]),
        ("VR15", ["VR15"]),
        ("%20", None),
        ("nergens", []),
    ],
)
def test_searching_by_name_or_code(reader: Client, search: str, found: list[str] | None) -> None:
    page = text_of(reader, f"show=computed&zoek={search}")

    assert regions(page) == (found if found is not None else regions(text_of(reader, "show=computed")))
    assert f"{len(regions(page))} van 25 regio’s" in page
    assert len(re.findall(r'<use id="VR\d\d"', page)) == 25
    assert ("Geen regio heeft ‘nergens’ in de naam." in page) is (search == "nergens")


@pytest.mark.usefixtures("week")
def test_what_is_searched_cannot_write_in_the_page(reader: Client) -> None:
    assert "<b>x" not in reader.get(f"/?week={WEEK}&zoek=<b>x").content.decode()


@pytest.mark.usefixtures("week")
@pytest.mark.parametrize(
    ("show", "headings"),
    [
        ("computed", ["3 ernstig (1)", "2 zorgelijk (21)", "1 waakzaam (1)", "onbekend (1)", "niet berekend (1)"]),
        (
            "difference",
            [
                "−1 lager vastgesteld dan berekend (1)",
                "= vastgesteld zoals berekend (21)",
                "+1 hoger vastgesteld dan berekend (1)",
                "· niet te vergelijken (2)",
            ],
        ),
    ],
)
def test_grouped_by_what_is_shown(reader: Client, show: str, headings: list[str]) -> None:
    page = text_of(reader, f"show={show}&group=level")

    found = re.findall(r'<th scope="rowgroup"[^>]*>(.+?)</th>', page)
    assert [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in found] == headings
    assert len(regions(page)) == 25


@pytest.mark.usefixtures("week")
def test_bars_stand_on_one_scale_with_the_signal_values(reader: Client) -> None:
    page = text_of(reader, "show=computed&sort=-positive_tests")

    # Values 151, 51 and 1; the scale ends at 1.1 × 150, and the signal values are 50 and 150.
    bars = re.findall(r'class="fill" d="M0 0h([\d.]+)v8H0z"/><path class="ticks" d="([^"]+)"', page)
    assert bars[0] == ("91.5", "M30.3 0v8M90.9 0v8")
    assert [bars[1][0], bars[-1][0]] == ["30.9", "0.6"]
    assert {ticks for _width, ticks in bars} == {"M30.3 0v8M90.9 0v8"}


@pytest.mark.usefixtures("week")
def test_links_and_forms_keep_what_was_chosen(reader: Client) -> None:
    chosen = "show=difference&sort=-computed&group=level&zoek=land&as_of=2030-01-01"
    page = text_of(reader, chosen)

    week_links = re.findall(r'id="week-previous" rel="prev" href="/\?([^"]+)"', page)
    assert set(week_links[0].split("&")) == {"week=2020-W38", *chosen.split("&")}
    for name, value in (pair.split("=") for pair in chosen.split("&")):
        assert f'<input type="hidden" form="week-choice" name="{name}" value="{value}">' in page
        assert f'<input type="hidden" form="ladder-choice" name="{name}" value="{value}">' in page
        if name != "zoek":
            assert f'<input type="hidden" form="table-search" name="{name}" value="{value}">' in page
    download = re.findall(r'href="/overzicht.csv\?([^"]+)"', page)[0]
    assert {"week=2020-W39", *chosen.split("&")} == set(download.split("&"))
    assert "/api/v1/levels?ladder=regionaal&week=2020-W39&asOf=2030-01-01T23" in page


def table(client: Client, query: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(f"/overzicht.csv?week={WEEK}&{query}").content.decode())))


def api(client: Client, week: str) -> dict[str, dict[str, Any]]:
    items = client.get(f"/api/v1/levels?week={week}").json()["items"]
    return {one["area_code"]: one for one in items}


@pytest.mark.usefixtures("week")
@pytest.mark.parametrize(
    "query", ["show=computed&sort=-level&zoek=land", "show=decided&sort=name", "show=difference"]
)
def test_the_download_has_the_rows_of_the_page_in_its_order(reader: Client, query: str) -> None:
    rows = table(reader, query)
    as_json = json.loads(reader.get(f"/overzicht.json?week={WEEK}&{query}").content)
    book = openpyxl.load_workbook(io.BytesIO(reader.get(f"/overzicht.xlsx?week={WEEK}&{query}").content))
    sheet = list(book.worksheets[0].values)

    codes = regions(text_of(reader, query))
    assert [row["area_code"] for row in rows] == codes
    assert [row["area_code"] for row in as_json] == codes
    assert [row[0] for row in sheet[1:]] == codes
    difference = list(rows[0]).index("difference")
    assert [row["difference"] for row in as_json] == [row[difference] for row in sheet[1:]]


@pytest.mark.usefixtures("week")
def test_page_download_and_api_say_the_same_difference_and_last_change(reader: Client) -> None:
    page, now, before = text_of(reader, "show=difference"), api(reader, WEEK), api(reader, "2020-W38")

    for row in table(reader, "show=difference"):
        code = row["area_code"]
        cells = page.partition(f'role="rowheader"><a href="/regio/{code}/')[2].partition("</tr>")[0]
        levels = now[code]["computed"]["level"], now[code]["decided"]["level"]
        if None in levels:
            assert row["difference"] == ""
            assert "niet te vergelijken" in cells
        else:
            steps = levels[1] - levels[0]
            assert row["difference"] == str(steps)
            assert {-1: ">−1<", 0: ">=<", 1: ">+1<"}[steps] in cells
        was = before[code]["computed"]["level"]
        moved = now[code]["computed"]["state"] != "not_computed" and was != levels[0]
        assert row["changed_in_week"] == (WEEK if moved else "")
        assert row["level_before"] == (str(was) if moved else "")
        assert (f"sinds week 39, was {was} " in cells) is moved
        assert row["change_of"] == "computed"

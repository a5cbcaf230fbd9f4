"""Downloads: the numbers of the page, of the file and of the API are the same."""

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

from ladder.formats import weekly_value
from ladder.models import Signal
from tests.factories import store_assessments, store_figures
from tests.integration.meetings.records import NOW, adopted, all_levels

pytestmark = pytest.mark.django_db
WEEK = "2020-W39"


def table(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def api(client: Client, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"/api/v1{path}").json()["items"]
    return found


@pytest.fixture
def week(chair: User) -> None:
    """Two decided regions; one of all others without a level, and some with another one than was decided."""
    adopted(chair)
    levels = all_levels(1) | {"VR01": 3, "VR08": None}
    store_assessments(WEEK, {code: number for code, number in levels.items() if code != "VR09"}, as_of=NOW)


def test_page_download_and_api_show_the_same_computed_levels(reader: Client, week: None) -> None:
    page = unescape(reader.get(f"/?week={WEEK}&show=computed").content.decode())
    download = table(reader, f"/overzicht.csv?week={WEEK}")
    answers = api(reader, f"/levels?week={WEEK}")

    shown = dict(re.findall(r'aria-label="([^":]+): ([^"(]+?) \(berekend\)', page))
    assert len(shown) == len(download) == len(answers) == 25
    for row, answer in zip(download, answers, strict=True):
        computed = answer["computed"]
        assert (row["area_code"], row["computed_state"]) == (answer["area_code"], computed["state"])
        assert row["computed_level"] == ("" if computed["level"] is None else str(computed["level"]))
        words = f"niveau {row['computed_level']} {row['computed_level_name']}"
        absent = {"unknown": "niveau onbekend", "not_computed": "niveau niet berekend"}
        assert shown[row["area_name"]] == absent.get(row["computed_state"], words)


def test_page_download_and_api_show_the_same_decided_levels(reader: Client, week: None) -> None:
    page = unescape(reader.get(f"/?week={WEEK}&show=decided").content.decode())
    download = table(reader, f"/overzicht.csv?week={WEEK}")
    answers = api(reader, f"/levels?week={WEEK}")

    shown = dict(re.findall(r'aria-label="([^":]+): ([^"(]+?) \(vastgesteld\)', page))
    decided = {row["area_name"]: row["decided_level"] for row in download}
    assert [name for name, number in decided.items() if number] == ["Groningen", "Haaglanden"]
    for row, answer in zip(download, answers, strict=True):
        assert row["decided_level"] == str(answer["decided"]["level"] or "")
        assert row["decided_valid_from"] == (answer["decided"]["valid_from"] or "")
        words = (
            f"niveau {row['decided_level']} {row['decided_level_name']}"
            if row["decided_level"]
            else "niveau niet vastgesteld"
        )
        assert shown[row["area_name"]] == words


def test_page_download_and_api_show_the_same_weekly_values(reader: Client, week: None) -> None:
    page = unescape(reader.get(f"/?week={WEEK}&show=computed").content.decode())
    download = {row["area_code"]: row["positive_tests"] for row in table(reader, f"/overzicht.csv?week={WEEK}")}
    signal = Signal.objects.get(code="positive_tests")

    values = api(reader, f"/weekly-values?week={WEEK}&signal=positive_tests")
    assert len(values) == 24
    for found in values:
        assert download[found["area_code"]] == ("" if found["value"] is None else str(found["value"]))
        if found["value"] is not None:
            bounds = [(one["level"], one["value"]) for one in found["signal_values"]]
            assert weekly_value(found["value"], signal, bounds) in page


def test_the_values_on_which_was_decided_stand_apart(reader: Client, week: None) -> None:
    row = table(reader, f"/overzicht.csv?week={WEEK}")[0]

    assert (row["positive_tests"], row["positive_tests_at_decision"]) == ("151.0", "51.0")
    assert (row["positive_tests_state"], row["positive_tests_at_decision_state"]) == ("complete", "complete")
    assert (row["computed_level"], row["decided_level"], row["decided_in_meeting"]) == ("3", "2", WEEK)


def test_each_format_holds_the_same_rows(reader: Client, week: None) -> None:
    rows = table(reader, f"/overzicht.csv?week={WEEK}")
    as_json = json.loads(reader.get(f"/overzicht.json?week={WEEK}").content)
    book = openpyxl.load_workbook(io.BytesIO(reader.get(f"/overzicht.xlsx?week={WEEK}").content))
    assert book.sheetnames == [f"overzicht-{WEEK}"]
    sheet = list(book.active.values)  # type: ignore[union-attr]  # it has a sheet

    assert (
        [row["area_code"] for row in rows]
        == [row["area_code"] for row in as_json]
        == [row[0] for row in sheet[1:]]
    )
    assert list(rows[0]) == list(as_json[0]) == list(sheet[0])
    assert as_json[7]["computed_level"] is None


def test_a_region_leaves_with_its_weeks_and_days(reader: Client, week: None) -> None:
    store_figures("positive_tests", {"VR01": {"2020-09-21": 15, "2020-09-22": 4}})
    weeks = table(reader, f"/regio/VR01/weken.csv?week={WEEK}")
    days = table(reader, f"/regio/VR01/dagen.csv?week={WEEK}")
    chart = reader.get(f"/regio/VR01/grafiek/positive_tests.json?week={WEEK}").json()

    assert [(row["week"], row["computed_level"], row["decided_level"]) for row in weeks] == [(WEEK, "3", "2")]
    assert weeks[0]["positive_tests"] == str(api(reader, f"/weekly-values?week={WEEK}&region=VR01")[0]["value"])
    assert [(row["date"], row["value"]) for row in days] == [("2020-09-21", "15.0"), ("2020-09-22", "4.0")]
    assert [value for value in _numbers(chart) if value in (15, 4)][:2] == [15, 4]


def _numbers(part: Any) -> list[float]:
    if isinstance(part, dict):
        return [number for value in part.values() for number in _numbers(value)]
    if isinstance(part, list):
        return [number for value in part for number in _numbers(value)]
    return [part] if isinstance(part, int | float) and not isinstance(part, bool) else []


def test_downloads_see_only_what_was_known(reader: Client, week: None) -> None:
    assert table(reader, f"/overzicht.csv?week={WEEK}&as_of=2020-10-01")[0]["computed_level"] == "2"


def test_a_map_as_it_was_known_says_when(reader: Client, week: None) -> None:
    svg = unescape(reader.get(f"/kaart.svg?week={WEEK}&as_of=2020-10-01").content.decode())

    assert "1 oktober 2020, 23:59" in svg


def test_the_map_is_a_picture_of_the_page(reader: Client, week: None) -> None:
    svg = reader.get(f"/kaart.svg?week={WEEK}&show=computed")
    text = unescape(svg.content.decode())

    assert svg.headers["Content-Type"].startswith("image/svg+xml")
    assert text.startswith("<svg")
    assert "Groningen: niveau 3 ernstig" in text
    assert "Berekend niveau, week 39, 21–27 september 2020" in text
    assert "3 ernstig · 1 regio" in text
    assert "Regionale escalatieladder, versie 2020-09, geldig vanaf 1 september 2020." in text
    assert "Zoals bekend op" not in text
    assert reader.get(f"/kaart.png?week={WEEK}").content.startswith(b"\x89PNG")


def test_a_picture_that_is_known_is_not_drawn_again(reader: Client, week: None) -> None:
    tag = reader.get(f"/kaart.svg?week={WEEK}").headers["ETag"]

    assert reader.get(f"/kaart.svg?week={WEEK}", headers={"If-None-Match": tag}).status_code == 304
    assert reader.get("/kaart.svg?week=2020-W38", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    "address", ["/overzicht.csv", "/kaart.svg", "/regio/VR99/weken.csv", "/overzicht.pdf", "/kaart.gif"]
)
def test_what_is_not_there_is_a_404(reader: Client, address: str) -> None:
    assert reader.get(address).status_code == 404


def test_a_wrong_parameter_is_told(reader: Client) -> None:
    assert reader.get("/overzicht.csv?week=x").status_code == 400


ADDRESSES = [f"/overzicht.csv?week={WEEK}", f"/kaart.svg?week={WEEK}", f"/regio/VR01/weken.csv?week={WEEK}"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_public_pages_have_public_downloads(client: Client, week: None, public: None, address: str) -> None:
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_others_are_sent_to_sign_in(client: Client, week: None, address: str) -> None:
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_number_of_queries_is_bounded(
    reader: Client, week: None, address: str, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(18):
        reader.get(address)


def test_the_page_about_the_api_is_for_everybody(client: Client) -> None:
    page = client.get("/api/").content.decode()

    assert "/api/v1/levels" in page
    assert "Berekende en vastgestelde niveaus, per week en gebied" in page

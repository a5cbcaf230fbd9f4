"""The timeline: each region in each week, computed, decided and the difference; the same in its download."""

import csv
import io
import re
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from ladder.weeks import Week
from meetings.actions import adopt
from tests.factories import store_assessments
from tests.integration.dashboard.records import every_region
from tests.integration.meetings.records import NOW, decided, small_meeting, without_four_eyes

CELL = re.compile(r'<a class="cell ([\w-]+)" href="([^"]+)" aria-label="([^"]+)">([^<]+)</a>')


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return unescape(response.content.decode())


def cells(page: str) -> dict[str, tuple[str, str]]:
    """What stands in each cell and how it is drawn: `{"Haaglanden, week 39": ("2", "level-2")}`."""
    return {label.split(", 2020: ")[0]: (mark, kind) for kind, _address, label, mark in CELL.findall(page)}


def rows(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/regio/(VR\d\d)/', page)


def adopted_on(week: str, numbers: dict[str, int], by: User, computed: int = 2) -> None:
    """Adopt a meeting of some regions, all computed at one level."""
    without_four_eyes()
    meeting = small_meeting(list(numbers), week, computed)
    for item in meeting.items.select_related("area"):
        decided(item, by, numbers[item.area.code])
    adopt(meeting=meeting, by=by, now=NOW)


def test_every_region_has_a_cell_in_every_week(reader: Client) -> None:
    store_assessments("2020-W38", every_region(1))
    store_assessments("2020-W39", every_region(2) | {"VR15": 3})

    page = text_of(reader, "/tijdlijn/")

    found = cells(page)
    assert len(found) == 50
    assert found["Haaglanden, week 39"] == ("3", "level-3")
    assert found["Haaglanden, week 38"] == ("1", "level-1")
    assert "Week 39, berekend: 24 regio’s zorgelijk, 1 regio ernstig." in page
    assert "Vergeleken met week 38: 25 hoger, 0 lager, 0 gelijk." in page


def test_a_week_of_another_year_is_named_with_its_year(reader: Client) -> None:
    store_assessments("2020-W53", every_region(1))
    store_assessments("2021-W01", every_region(2))

    page = text_of(reader, "/tijdlijn/?show=computed")

    assert "Vergeleken met week 53, 2020: 25 hoger" in page


def test_unknown_and_absent_levels_are_never_waakzaam(reader: Client) -> None:
    store_assessments("2020-W38", {"VR15": 1})
    store_assessments("2020-W39", {"VR01": None})

    found = cells(text_of(reader, "/tijdlijn/"))

    assert found["Groningen, week 39"] == ("?", "unknown")
    assert found["Haaglanden, week 39"] == ("–", "none")
    assert found["Groningen, week 38"] == ("–", "none")


def test_a_decision_stands_until_the_next_one(reader: Client, chair: User) -> None:
    for week in ("2020-W36", "2020-W38", "2020-W40"):
        store_assessments(week, {"VR08": 1})
    adopted_on("2020-W37", {"VR15": 3, "VR01": 1}, chair)
    adopted_on("2020-W39", {"VR15": 2}, chair)

    found = cells(text_of(reader, "/tijdlijn/?show=decided"))

    haaglanden = [found[f"Haaglanden, week {week}"][0] for week in range(36, 41)]
    groningen = [found[f"Groningen, week {week}"][0] for week in range(36, 41)]
    assert haaglanden == ["–", "3", "3", "2", "2"]
    assert groningen == ["–", "1", "1", "1", "1"]


def test_what_was_decided_before_the_period_is_in_force_in_its_first_week(reader: Client, chair: User) -> None:
    adopted_on("2020-W36", {"VR15": 1}, chair)
    adopted_on("2020-W37", {"VR15": 3}, chair)

    found = cells(text_of(reader, "/tijdlijn/?show=decided&from=2020-W39&to=2020-W40"))

    assert found["Haaglanden, week 39"] == found["Haaglanden, week 40"] == ("3", "level-3")


def test_the_difference_is_decided_against_computed(reader: Client, chair: User) -> None:
    adopted_on("2020-W39", {"VR15": 3, "VR01": 1, "VR02": 2}, chair)

    page = text_of(reader, "/tijdlijn/?show=difference")

    found = cells(page)
    assert found["Haaglanden, week 39"] == ("+1", "higher")
    assert found["Groningen, week 39"] == ("−1", "lower")
    assert found["Fryslân, week 39"] == ("=", "same")
    assert found["Utrecht, week 39"] == ("·", "none")
    assert "Haaglanden, week 39, 2020: vastgesteld: 3 ernstig, berekend: 2 zorgelijk" in page
    assert "Van de 3 niveaus in deze weken die te vergelijken zijn: 1 hoger vastgesteld dan" in page
    assert "dan berekend, 1 lager, 1 gelijk." in page


def test_decided_levels_come_first_when_there_are_any(reader: Client, chair: User) -> None:
    store_assessments("2020-W38", every_region())
    assert cells(text_of(reader, "/tijdlijn/"))["Haaglanden, week 38"] == ("2", "level-2")

    adopted_on("2020-W39", {"VR15": 3}, chair)

    assert cells(text_of(reader, "/tijdlijn/"))["Haaglanden, week 38"] == ("–", "none")


def test_rows_are_sorted_by_name_size_or_value(reader: Client) -> None:
    store_assessments("2020-W39", {"VR15": 2, "VR01": 3})

    assert rows(text_of(reader, "/tijdlijn/"))[0] == "VR13"  # Amsterdam-Amstelland
    assert rows(text_of(reader, "/tijdlijn/?sort=size"))[:2] == ["VR09", "VR17"]
    by_value = text_of(reader, "/tijdlijn/?sort=value")
    assert rows(by_value)[:2] == ["VR01", "VR15"]
    assert "151,0" in by_value
    assert "Positieve testen, week 39" in by_value


def test_a_cell_leads_to_the_region_in_that_week_at_the_same_moment(reader: Client) -> None:
    store_assessments("2020-W39", {"VR15": 2})

    page = text_of(reader, "/tijdlijn/?as_of=2020-10-05")

    address = next(address for _kind, address, label, _mark in CELL.findall(page) if "Haaglanden" in label)
    assert address == "/regio/VR15/?week=2020-W39&as_of=2020-10-05"
    assert "Haaglanden" in text_of(reader, address)
    assert 'href="/?week=2020-W39&show=computed&as_of=2020-10-05"' in page


def test_the_usual_period_is_the_last_half_year_that_was_computed(reader: Client) -> None:
    first = Week.parse("2020-W36")
    for week in (first, first.plus(30)):
        store_assessments(str(week), {"VR15": 2})

    columns = re.findall(r'<a href="/\?week=(20\d\d-W\d\d)', text_of(reader, "/tijdlijn/"))

    assert (columns[0], columns[-1], len(columns)) == (str(first.plus(5)), str(first.plus(30)), 26)


def test_where_another_version_begins_is_marked(reader: Client) -> None:
    store_assessments("2021-W06", {"VR15": 2})
    store_assessments("2021-W07", {"VR15": 2})

    page = text_of(reader, "/tijdlijn/")

    assert "Vanaf week 7, 2021 geldt versie 2021-02 van de ladder." in page
    assert page.count('<th scope="col" class="new-version">') == 1


def test_levels_computed_with_another_version_do_not_count(reader: Client) -> None:
    store_assessments("2020-W39", {"VR15": 2})
    store_assessments("2020-W45", {"VR15": 3}, version="2021-02")

    one_week = cells(text_of(reader, "/tijdlijn/?from=2020-W39&to=2020-W39"))
    assert cells(text_of(reader, "/tijdlijn/")) == one_week


def test_regions_are_counted_under_each_week(reader: Client) -> None:
    store_assessments("2020-W38", every_region(1))
    store_assessments("2020-W39", every_region(1) | {"VR15": 3})

    page = text_of(reader, "/tijdlijn/")

    counts = re.findall(r"Aantal regio’s: </span>(\w+)</th>\s+<td>(\d+)</td><td>(\d+)</td>", page)
    assert counts == [("waakzaam", "25", "24"), ("ernstig", "0", "1")]


def test_the_download_holds_what_the_page_shows(reader: Client, chair: User) -> None:
    adopted_on("2020-W39", {"VR15": 3, "VR01": 2}, chair)

    response = reader.get("/tijdlijn/tijdlijn.csv?sort=size")

    found = list(csv.DictReader(io.StringIO(response.content.decode())))
    page = text_of(reader, "/tijdlijn/?sort=size&show=decided")
    assert response.headers["Content-Disposition"] == 'attachment; filename="tijdlijn-2020-W39-2020-W39.csv"'
    assert [row["area_code"] for row in found] == rows(page)
    haaglanden = next(row for row in found if row["area_code"] == "VR15")
    assert (haaglanden["computed_level"], haaglanden["decided_level"], haaglanden["difference"]) == ("2", "3", "1")
    assert haaglanden["decided_valid_from"] == "2020-09-30"
    for row in found:
        assert cells(page)[f"{row['area_name']}, week 39"][0] == (row["decided_level"] or "–")


@pytest.mark.parametrize("kind", ["json", "xlsx"])
def test_other_formats(reader: Client, kind: str) -> None:
    store_assessments("2020-W39", {"VR15": 2})

    assert reader.get(f"/tijdlijn/tijdlijn.{kind}").status_code == 200


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("from=2020-W54", "een week zoals 2020-W39"),
        ("from=2020-W40&to=2020-W39", "een week die niet vóór 2020-W40 ligt"),
        ("from=2015-W01&to=2020-W39", "een periode van hoogstens 260 weken"),
        ("show=both", "decided / computed / difference"),
        ("sort=colour", "name / size / value"),
    ],
)
def test_a_bad_parameter_is_answered_with_what_was_expected(reader: Client, query: str, expected: str) -> None:
    store_assessments("2020-W39", {"VR15": 2})

    assert expected in text_of(reader, f"/tijdlijn/?{query}", 400)


def test_the_longest_period_is_five_years(reader: Client) -> None:
    store_assessments("2020-W39", {"VR15": 2})
    last = Week.parse("2020-W39")

    assert reader.get(f"/tijdlijn/?from={last.plus(-259)}&to={last}").status_code == 200
    assert reader.get(f"/tijdlijn/?from={last.plus(-260)}&to={last}").status_code == 400


def test_without_any_level_it_says_so(reader: Client) -> None:
    assert "Er zijn nog geen niveaus berekend" in text_of(reader, "/tijdlijn/")
    assert reader.get("/tijdlijn/tijdlijn.csv").status_code == 404


def test_who_has_the_page_gets_no_other_until_something_changed(reader: Client) -> None:
    store_assessments("2020-W39", {"VR15": 2})
    reader.get("/tijdlijn/")
    first = reader.get("/tijdlijn/")

    known = {"If-None-Match": first.headers["ETag"]}
    assert reader.get("/tijdlijn/", headers=known).status_code == 304
    assert reader.get("/tijdlijn/?sort=size", headers=known).status_code == 200
    store_assessments("2020-W40", {"VR15": 3})
    assert reader.get("/tijdlijn/", headers=known).status_code == 200


def test_the_page_needs_no_nonce(reader: Client) -> None:
    store_assessments("2020-W39", {"VR15": 2})

    response = reader.get("/tijdlijn/")

    assert "nonce" not in response.content.decode()
    assert "nonce" not in response.headers["Content-Security-Policy"]
    assert "style=" not in response.content.decode()


def test_the_colours_of_the_levels_are_a_sheet_that_can_be_kept(reader: Client) -> None:
    store_assessments("2020-W39", {"VR15": 2})
    (address,) = re.findall(r'href="(/tijdlijn/niveaus-[^"]+)"', text_of(reader, "/tijdlijn/"))

    with CaptureQueriesContext(connection) as context:
        sheet = reader.get(address)

    assert address == "/tijdlijn/niveaus-1-F291BC_2-D95790_3-A11050.css"
    assert sheet.content.decode().split() == [
        ".level-1{--fill:#F291BC;--on:#0F161D}",
        ".level-2{--fill:#D95790;--on:#0F161D}",
        ".level-3{--fill:#A11050;--on:#FFFFFF}",
    ]
    assert sheet.headers["Content-Type"] == "text/css; charset=utf-8"
    assert sheet.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert [query["sql"] for query in context if "ladder_" in query["sql"]] == []


@pytest.mark.parametrize(
    "colours",
    ["", "1", "1-F291B", "1-F291BCA", "1-red", "1-F291BC}", "1-F291BC_", "x-F291BC", "1-F291BC_2-url(x)"],
)
def test_a_sheet_of_something_else_is_a_404(reader: Client, colours: str) -> None:
    assert reader.get(f"/tijdlijn/niveaus-{colours}.css").status_code == 404


def queries_of(reader: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as context:
        text_of(reader, address)
    return len(context)


@pytest.mark.parametrize("path", ["/tijdlijn/", "/tijdlijn/tijdlijn.svg"])
@pytest.mark.parametrize("sort", ["name", "value"])
def test_queries_do_not_grow_with_regions_weeks_or_meetings(
    reader: Client, chair: User, path: str, sort: str
) -> None:
    address = f"{path}?sort={sort}&show=difference"
    adopted_on("2020-W36", {"VR15": 2, "VR01": 3}, chair)
    few = queries_of(reader, address)
    for week in ("2020-W37", "2020-W38", "2020-W39", "2020-W40"):
        adopted_on(week, dict.fromkeys(every_region(), 2), chair)

    assert queries_of(reader, address) == few
    assert few <= 12  # four of them find out who reads


ADDRESSES = (
    "/tijdlijn/",
    "/tijdlijn/tijdlijn.csv",
    "/tijdlijn/tijdlijn.svg",
    "/tijdlijn/niveaus-1-F291BC.css",
)


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("address", ADDRESSES)
def test_strangers_read_it_only_where_pages_are_public(client: Client, settings: Settings, address: str) -> None:
    store_assessments("2020-W39", {"VR15": 2})
    assert client.get(address).status_code == 302

    settings.PUBLIC_PAGES = True

    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_is_only_read(reader: Client, address: str) -> None:
    assert reader.post(address).status_code == 405

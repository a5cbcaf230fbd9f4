"""The municipalities of a region: page, file and API say the same; order, states and empty weeks."""

import csv
import io
import json
import re
from html import unescape

import openpyxl
import pytest
from django.test import Client

from ladder.models import Signal
from regions.models import Area
from tests.factories import store_assessments, store_figures

pytestmark = pytest.mark.django_db
PAGE = "/regio/VR15/?week=2020-W39"
FILE = "/regio/VR15/gemeenten.csv?week=2020-W39"
API = "/api/v1/observations?signal=positive_tests&dateFrom=2020-09-21&dateTo=2020-09-27"
DAYS = [f"2020-09-{day}" for day in range(21, 28)]


def municipalities() -> list[Area]:
    return list(Area.objects.filter(parent__code="VR15").order_by("code"))


@pytest.fixture
def figures() -> list[Area]:
    """The first lacks a day, the second reported nothing, the others rise with their place."""
    areas = municipalities()
    reported = {
        area.code: dict.fromkeys(DAYS[1:] if place == 0 else DAYS, 10.0 * (place + 1))
        for place, area in enumerate(areas)
        if place != 1
    }
    before = {area.code: {f"2020-09-{day}": 5.0 for day in range(14, 21)} for area in areas}
    store_figures("positive_tests", reported)
    store_figures("positive_tests", before)
    for week in ("2020-W38", "2020-W39"):
        store_assessments(week, {"VR15": 2})
    return areas


def rows_of(client: Client, address: str = PAGE) -> list[list[str]]:
    """The rows of the table of municipalities, as texts."""
    page = unescape(client.get(address).content.decode())
    table = page[page.index('class="table compact municipalities"') :]
    body = table[table.index("<tbody>") : table.index("</tbody>")]
    return [
        [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    ]


def test_page_file_and_api_have_the_same_values(reader: Client, figures: list[Area]) -> None:
    of_page = {row[0]: row[2] for row in rows_of(reader)}
    of_file = [
        row for row in csv.DictReader(io.StringIO(reader.get(FILE).content.decode())) if row["week"] == "2020-W39"
    ]
    assert len(of_page) == len(of_file) == len(figures)
    for row in of_file:
        area = next(area for area in figures if area.code == row["area_code"])
        items = reader.get(f"{API}&area={area.code}").json()["items"]
        assert area.population
        total = sum(item["value"] for item in items)
        expected = total * 100_000 / area.population if items else None
        assert (float(row["value"]) if row["value"] else None) == pytest.approx(expected)
        shown = f"{expected:,.1f}".translate(str.maketrans(",.", ".,")) if expected is not None else "–"
        assert of_page[area.name].startswith(shown)


def test_each_format_holds_the_same_rows(reader: Client, figures: list[Area]) -> None:
    as_csv = list(csv.DictReader(io.StringIO(reader.get(FILE).content.decode())))
    as_json = json.loads(reader.get(FILE.replace("csv", "json")).content)
    book = openpyxl.load_workbook(io.BytesIO(reader.get(FILE.replace("csv", "xlsx")).content))
    sheet = list(book.active.values)  # type: ignore[union-attr]  # there is one

    codes = [(row["area_code"], row["week"]) for row in as_csv]
    assert len(codes) == 2 * len(figures)
    assert codes == [(row["area_code"], row["week"]) for row in as_json]
    assert codes == [(row[0], row[4]) for row in sheet[1:]]


def test_states_are_told_and_no_change_is_made_of_them(reader: Client, figures: list[Area]) -> None:
    rows = {row[0]: row for row in rows_of(reader)}

    assert "6 van 7 dagen volledig gemeld" in rows[figures[0].name][2]
    assert rows[figures[0].name][4] == "–"
    assert rows[figures[1].name][2] == "– niet gemeld"
    assert rows[figures[1].name][4] == "–"
    assert rows[figures[2].name][4].startswith("+")


def test_too_few_inhabitants_is_said_and_no_value_is_shown(reader: Client, figures: list[Area]) -> None:
    small = figures[3]
    Signal.objects.filter(code="positive_tests").update(minimum_population=(small.population or 0) + 1)

    rows = {row[0]: row for row in rows_of(reader)}

    assert rows[small.name][2] == "– te klein"
    files = csv.DictReader(io.StringIO(reader.get(FILE).content.decode()))
    assert {(row["value"], row["state"]) for row in files if row["area_code"] == small.code} == {("", "too_small")}


@pytest.mark.parametrize(("sort", "column"), [("value", 2), ("name", 0), ("inhabitants", 1), ("change", 4)])
def test_the_table_is_sorted_without_a_script(reader: Client, figures: list[Area], sort: str, column: int) -> None:
    page = reader.get(f"{PAGE}&sort={sort}").content.decode()
    assert page.count("aria-sort=") == 1

    cells = [row[column].split()[0] for row in rows_of(reader, f"{PAGE}&sort={sort}")]
    if sort == "name":
        names = sorted(area.name for area in figures)
        assert [row[0] for row in rows_of(reader, f"{PAGE}&sort=name")] == names
        return
    numbers = [_number(cell) for cell in cells]
    known = [number for number in numbers if number is not None]
    assert known == sorted(known, reverse=True)
    assert numbers[len(known) :] == [None] * (len(numbers) - len(known))


def test_without_figures_per_municipality_the_page_says_so(reader: Client) -> None:
    store_assessments("2020-W39", {"VR15": 2})

    page = reader.get(PAGE).content.decode()

    assert "In deze weken zijn geen cijfers per gemeente gemeld." in page
    assert "gemeenten.csv" not in page


def _number(cell: str) -> float | None:
    return None if cell == "–" else float(cell.replace(".", "").replace(",", ".").replace("−", "-"))

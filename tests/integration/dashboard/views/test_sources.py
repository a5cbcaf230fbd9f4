"""The page of sources: definitions, the state of each source, the versions; the same in its downloads."""

import csv
import io
import json
import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from ladder.models import Feed, Fetch, ImportBatch, Ladder, LadderVersion, Level, Signal, SpreadsheetUpload
from ladder.signal_sources import SignalSource, State, Way, load_signal_sources
from tests.factories import ImportBatchFactory, store_assessments, store_figures
from tests.integration.dashboard.records import every_region

pytestmark = pytest.mark.django_db
REPORTED = datetime(2020, 9, 28, 12, tzinfo=UTC)
DAY = "2020-09-27"
LABELLED = r'<td[^>]*><span class="label" aria-hidden="true">[^<]*</span> ([^<]*)</td>'


def text_of(client: Client, address: str = "/bronnen/", status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return unescape(response.content.decode())


def downloaded(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def source(code: str, *, as_of: datetime) -> SignalSource:
    return next(found for found in load_signal_sources(as_of=as_of) if found.signal.code == code)


def feed(source: str = "rivm-positive-tests", **fields: object) -> Feed:
    url = "https://name:word@data.example/figures.csv?token=secret"
    return Feed.objects.create(**{"name": "Dagcijfers", "source": source, "url": url, **fields})


@pytest.fixture
def figures(db: None) -> ImportBatch:
    return store_figures("positive_tests", {"VR01": {DAY: 12}}, reported_at=REPORTED)


# ---- how a source stands


def test_without_any_figure_every_signal_was_never_reported(reader: Client) -> None:
    page = text_of(reader)

    signals = Signal.objects.count()
    assert f"Van de {signals} signalen zijn er 0 actueel; 0 te laat, {signals} nog nooit gemeld." in page
    assert "Er is nog geen week berekend, dus er is niets nagekeken." in page


@pytest.mark.parametrize(
    ("later", "state"), [(timedelta(days=3), State.FRESH), (timedelta(days=3, seconds=1), State.LATE)]
)
def test_daily_figures_without_a_feed_are_late_after_three_days(
    figures: ImportBatch, later: timedelta, state: State
) -> None:
    found = source("positive_tests", as_of=REPORTED + later)

    assert (found.state, found.usual) == (state, 3)
    assert found.late_since == (REPORTED + timedelta(days=3) if state == State.LATE else None)


@pytest.mark.parametrize(("is_active", "usual"), [(True, 5), (False, 3)])
def test_an_active_feed_says_how_many_days_are_usual(figures: ImportBatch, is_active: bool, usual: int) -> None:
    feed(expected_every_days=5, is_active=is_active)

    assert source("positive_tests", as_of=REPORTED).usual == usual


def test_what_was_reported_later_is_not_known_yet(figures: ImportBatch) -> None:
    assert source("positive_tests", as_of=REPORTED).state == State.FRESH
    assert source("positive_tests", as_of=REPORTED - timedelta(seconds=1)).state == State.NEVER


def test_a_file_that_changed_nothing_was_a_report_as_well(figures: ImportBatch) -> None:
    later = REPORTED + timedelta(days=2)
    ImportBatchFactory(source="rivm-positive-tests", reported_at=later, imported_at=later)
    ImportBatchFactory(
        source="rivm-hospital-admissions", reported_at=later + timedelta(hours=1), imported_at=later
    )

    found = source("positive_tests", as_of=REPORTED + timedelta(days=5))

    assert found.last is not None
    assert (found.last.reported_at, found.state) == (later, State.FRESH)
    assert found.covers_until == date(2020, 9, 27)


def test_a_refused_file_is_no_report(figures: ImportBatch) -> None:
    later = REPORTED + timedelta(days=2)
    ImportBatchFactory(reported_at=later, imported_at=later, status=ImportBatch.Status.REFUSED)

    found = source("positive_tests", as_of=later)

    assert found.last is not None
    assert found.last.reported_at == REPORTED


def test_how_a_file_came_in_is_told_and_not_by_whom(
    reader: Client, policy_officer: User, figures: ImportBatch
) -> None:
    earlier = REPORTED - timedelta(hours=1)
    sheet = store_figures("compliance", {"VR01": {"2020-09-21": 2}}, reported_at=earlier)
    fetched = store_figures("sewage", {"VR01": {"2020-09-21": 2}}, reported_at=earlier)
    SpreadsheetUpload.objects.create(
        file_name="van-de-regio.xlsx",
        sha256="0",
        content=b"",
        uploaded_at=REPORTED,
        uploaded_by=policy_officer,
        batch=sheet,
    )
    Fetch.objects.create(
        feed=feed("coronadashboard"),
        url="https://data.example",
        started_at=REPORTED,
        outcome="imported",
        batch=fetched,
    )

    ways = {one.signal.code: one.last.way for one in load_signal_sources(as_of=REPORTED) if one.last}

    assert ways == {"positive_tests": Way.LOADED, "compliance": Way.SHEET, "sewage": Way.FETCHED}
    page = text_of(reader)
    assert "aangeleverd als spreadsheet" in page
    assert "van-de-regio.xlsx" not in page


# ---- what the page says


def test_every_signal_stands_there_with_its_definition(reader: Client) -> None:
    page = text_of(reader)

    for signal in Signal.objects.all():
        assert signal.description in page
        assert f'id="{signal.code}"' in page
    assert "per 100.000 inwoners" in page
    assert "hoger is ernstiger" in page
    assert "de laatste 4 dagen" in page
    assert "1 goed · 2 matig · 3 slecht" in page


def test_the_address_of_a_feed_is_shown_without_its_secrets(reader: Client) -> None:
    feed()

    page = text_of(reader)

    assert 'href="https://data.example/figures.csv"' in page
    assert "secret" not in page
    assert "name:word" not in page
    assert "publiek domein" in page
    assert "hier niet bekend; vraag het de uitgever" in page


@pytest.mark.parametrize(
    ("outcome", "is_active", "told"),
    [
        ("refused", True, "Dagcijfers: het laatste bestand had een andere indeling"),
        ("failed", True, "Dagcijfers: het laatste bestand kon niet worden opgehaald"),
        ("unchanged", True, ""),
        ("refused", False, ""),
    ],
)
def test_what_came_of_the_last_attempt(
    reader: Client, figures: ImportBatch, outcome: str, is_active: bool, told: str
) -> None:
    found = feed(is_active=is_active)
    for moment, result in ((REPORTED, "imported"), (REPORTED + timedelta(hours=1), outcome)):
        Fetch.objects.create(feed=found, url=found.url, started_at=moment, outcome=result, message="layout")

    page = text_of(reader)

    assert ("Dagcijfers: het laatste bestand" in page) == bool(told)
    assert told in page


def test_problems_of_the_last_week_are_told_without_names_of_files(reader: Client) -> None:
    store_figures("positive_tests", {"VR01": {"2020-09-21": 12}}, reported_at=REPORTED)
    store_assessments("2020-W39", every_region(2) | {"VR01": None})
    ImportBatchFactory(
        reported_at=REPORTED, imported_at=REPORTED, status="refused", file_name="jansen.csv", problem="layout"
    )

    page = text_of(reader, "/bronnen/?as_of=2020-10-02")

    assert "Positieve testen: niet gemeld voor Groningen." in page
    assert "rivm-positive-tests: in de laatste zeven dagen is 1 bestand als geheel geweigerd." in page
    assert "jansen" not in page


@pytest.mark.parametrize(("language", "marked"), [("en", True), ("nl", False)])
def test_what_is_kept_in_dutch_says_so_where_the_page_is_english(
    reader: Client, language: str, marked: bool
) -> None:
    Signal.objects.filter(code="sewage").update(name_en="")
    reader.cookies["django_language"] = language

    page = text_of(reader, "/bronnen/?as_of=2020-10-02")

    dutch = re.findall(r'<\w+[^>]* lang="nl"[^>]*>([^<]+)<', page)
    sewage = Signal.objects.get(code="sewage")
    meaning = Level.objects.filter(version__code="2020-09", number=1).values_list("meaning", flat=True).get()
    for text in (
        sewage.description,
        "Virusdeeltjes in rioolwater",
        sewage.source,
        meaning,
        "Regionale escalatieladder",
    ):
        assert (text in dutch) == marked, text
    assert "Ziekenhuisopnames" not in dutch
    assert "Hospital admissions" not in dutch


def test_all_versions_stand_there_with_what_each_changed(reader: Client) -> None:
    page = text_of(reader, "/bronnen/?as_of=2020-10-02")

    assert "1 september 2020 tot en met 16 februari 2021" in page
    assert "vanaf 17 februari 2021" in page
    assert re.search(r"Versie 2020-09 .*?van kracht.*?Versie 2021-02", page, re.DOTALL)
    assert re.search(r"positieve testen: signaalwaarde van niveau 2</th><td[^>]*>50</td><td[^>]*>35</td>", page)


@pytest.mark.parametrize(
    ("day", "code"),
    [("2020-08-31", None), ("2020-09-01", "2020-09"), ("2021-02-16", "2020-09"), ("2021-02-17", "2021-02")],
)
def test_the_version_in_force_is_that_of_the_day(reader: Client, day: str, code: str | None) -> None:
    page = text_of(reader, f"/bronnen/?as_of={day}")

    marked = re.findall(r'<h3 id="versie-([\d-]+)">[^<]*<span class="when">[^<]*</span></h3>\s*<span', page)
    assert marked == ([code] if code else [])


def test_a_draft_is_nobodys_business_yet(reader: Client) -> None:
    LadderVersion.objects.create(
        ladder=Ladder.objects.get(code="regionaal"),
        code="probeersel",
        valid_from=date(2020, 12, 1),
        comparator="from",
    )

    assert "probeersel" not in text_of(reader)


def test_the_words_are_explained(reader: Client) -> None:
    page = text_of(reader)

    for word in ("waakzaam", "zorgelijk", "ernstig", "signaalwaarde", "duiding", "vastgesteld niveau"):
        assert f"<dt>{word}</dt>" in page


def test_it_reads_in_english(reader: Client, settings: Settings) -> None:
    reader.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    page = text_of(reader)

    assert "Positive tests" in page
    assert "never reported" in page


# ---- downloads


def test_the_download_of_signals_holds_what_the_page_shows(reader: Client, figures: ImportBatch) -> None:
    page = text_of(reader, "/bronnen/?as_of=2020-10-05")
    rows = downloaded(reader, "/bronnen/signalen.csv?as_of=2020-10-05")

    table = page[page.index("signal-table") : page.index("</table>")]
    shown = re.findall(
        r'<a href="#(\w+)">([^<]+)</a></th>\s*<td[^>]*>\s*<span class="tag (\w+)">[^<]*</span>\s*</td>'
        rf"\s*{LABELLED}\s*{LABELLED}\s*{LABELLED}",
        table,
    )
    assert [(row["signal"], row["name"], row["role"]) for row in rows] == [(*one[:2], one[-1]) for one in shown]
    assert [row["state"] == "fresh" for row in rows] == [one[2] == "success" for one in shown]
    for row in rows:
        for column in ("definition", "unit", "window", "weekly_value", "direction", "source", "scale"):
            assert row[column] in page
    positive = next(row for row in rows if row["signal"] == "positive_tests")
    assert (positive["state"], positive["late_since"]) == ("late", "2020-10-01T12:00:00+00:00")
    assert "te laat sinds 1 oktober 2020" in table
    assert positive["covers_until"] == DAY
    assert "27 september 2020" in table


def test_the_download_of_versions_holds_every_signal_value_of_the_page(reader: Client) -> None:
    page = text_of(reader)
    rows = downloaded(reader, "/bronnen/ladderversies.csv")

    values = [(row["version"], row["signal"], row["signal_value"]) for row in rows if row["signal_value"]]
    shown = re.findall(r'<td class="number">([\d,.]+)</td>', page[page.index('id="ladderversies"') :])
    assert [float(value) for _version, _signal, value in values] == [float(value) for value in shown]
    assert values[:2] == [("2020-09", "positive_tests", "50.0"), ("2020-09", "positive_tests", "150.0")]
    assert {row["valid_until"] for row in rows if row["version"] == "2020-09"} == {"2021-02-16"}
    assert {row["valid_until"] for row in rows if row["version"] == "2021-02"} == {""}


@pytest.mark.parametrize("name", ["signalen", "ladderversies"])
def test_all_formats_hold_the_same(reader: Client, figures: ImportBatch, name: str) -> None:
    rows = downloaded(reader, f"/bronnen/{name}.csv")
    objects = json.loads(reader.get(f"/bronnen/{name}.json").content)
    sheet = openpyxl.load_workbook(io.BytesIO(reader.get(f"/bronnen/{name}.xlsx").content)).active

    assert sheet is not None
    assert len(objects) == len(rows) == sheet.max_row - 1
    assert [list(one) for one in objects] == [list(row) for row in rows]
    assert [cell.value for cell in sheet[1]] == list(rows[0])
    for one, row in zip(objects, rows, strict=True):
        assert {key: "" if value is None else str(value) for key, value in one.items()} == row


# ---- queries, rights and mistakes


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as context:
        text_of(client, address)
    return len(context)


def test_queries_do_not_grow(reader: Client) -> None:
    address = "/bronnen/?as_of=2021-03-05"
    feed()
    store_figures("positive_tests", {"VR01": {DAY: 12}}, reported_at=REPORTED)
    store_assessments("2020-W39", {"VR01": 2})
    few = queries_of(reader, address)

    for number in range(6):
        moment = REPORTED + timedelta(days=7 * number + 1)
        day = (moment.date() - timedelta(days=1)).isoformat()
        for code in ("positive_tests", "hospital_admissions", "sewage"):
            store_figures(code, {region: {day: 12} for region in every_region()}, reported_at=moment)
        store_assessments(f"2020-W{40 + number}", every_region(3))
        Signal.objects.create(code=f"signal-{number}", name=f"signaal {number}", unit="aantal", source="GGD")
        feed(name=f"Bron {number}", source="coronadashboard")

    assert queries_of(reader, address) == few
    assert few <= 23  # four of them find out who reads


@pytest.mark.parametrize("address", ["/bronnen/", "/bronnen/signalen.csv", "/bronnen/ladderversies.json"])
def test_strangers_read_it_only_where_pages_are_public(client: Client, settings: Settings, address: str) -> None:
    assert client.get(address).status_code == 302

    settings.PUBLIC_PAGES = True

    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 405


def test_only_people_who_signed_in_are_led_to_the_quality_gate(
    client: Client, reader: Client, public: None
) -> None:
    assert 'href="/kwaliteit/' in text_of(reader)
    assert 'href="/kwaliteit/' not in text_of(Client())


@pytest.mark.parametrize(
    ("query", "told"), [("ladder=geen", "de code van een ladder"), ("as_of=gisteren", "een datum of een moment")]
)
def test_a_bad_parameter_is_answered_with_what_was_expected(reader: Client, query: str, told: str) -> None:
    assert told in text_of(reader, f"/bronnen/?{query}", 400)


def test_the_footer_leads_there_and_marks_the_current_page(reader: Client) -> None:
    assert '<a href="/bronnen/">Bronnen</a>' in text_of(reader, "/toegankelijkheid/")
    assert '<a href="/bronnen/" aria-current="page">Bronnen</a>' in text_of(reader)

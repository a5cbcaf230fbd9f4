"""Comparing: the same values in sentence, chart, table and download; days count from the level; gaps stay gaps."""

import csv
import io
import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from ladder.engine.verdicts import ValueState
from regions.models import Area
from tests.integration.dashboard.records import every_region
from tests.integration.ladder import values
from tests.integration.ladder.values import store_values

TWO = "region=VR15&region=VR01&signal=positive_tests"


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return unescape(response.content.decode())


def lines(client: Client, query: str) -> dict[str, dict[str, Any]]:
    """The lines of the chart by the name of the area."""
    data = client.get(f"/vergelijken/grafiek.json?{query}").json()["data"]
    return {trace["name"]: trace for trace in data if "name" in trace}


def rows(client: Client, query: str) -> dict[tuple[str, str], dict[str, str]]:
    """The rows of the download by code of the area and week."""
    text = client.get(f"/vergelijken/vergelijking.csv?{query}").content.decode()
    return {(row["area_code"], row["week"]): row for row in csv.DictReader(io.StringIO(text))}


def store_course(values: dict[str, list[float | None]], first: int = 36) -> None:
    """Store positive tests of regions, week after week."""
    for place in range(len(next(iter(values.values())))):
        week = f"2020-W{first + place}"
        store_values(week, {code: {"positive_tests": course[place]} for code, course in values.items()})


def people(code: str) -> int:
    area: Any = Area.objects.safety_regions().with_population_of_parts().get(code=code)
    count: int = area.inhabitants
    return count


def test_chart_table_sentence_and_download_show_the_same(reader: Client) -> None:
    store_course({"VR15": [61.27, 180.5], "VR01": [10.0, 50.0]})

    page = text_of(reader, f"/vergelijken/?{TWO}")

    assert (
        "Positieve testen in week 37, per 100.000 inwoners per 7 dagen: Haaglanden 180,5; Groningen 50,0." in page
    )
    assert lines(reader, TWO)["Haaglanden"]["y"] == [61.27, 180.5]
    assert rows(reader, TWO)["VR15", "2020-W36"]["value"] == "61.27"
    assert '<td class="number">61,3</td>' in page
    assert f"/vergelijken/grafiek.json?{TWO}" in page


def test_what_is_not_complete_is_a_gap_in_the_chart_and_told_in_the_table(reader: Client) -> None:
    store_course({"VR15": [60.0, None, 70.0], "VR01": [1.0, 2.0, 3.0]})
    incomplete = {"positive_tests": ValueState.INCOMPLETE}
    store_values("2020-W39", {"VR15": {"positive_tests": 20.0}}, states=incomplete)

    found = lines(reader, TWO)

    assert found["Haaglanden"]["y"] == [60.0, None, 70.0, None]
    assert found["Haaglanden"]["connectgaps"] is False
    assert found["Groningen"]["y"] == [1.0, 2.0, 3.0, None]
    page = text_of(reader, f"/vergelijken/?{TWO}")
    assert "voor deze regio niet gemeld" in page
    assert "Weken die niet volledig zijn gemeld, zijn opengelaten." in page
    assert rows(reader, TWO)["VR15", "2020-W39"]["state"] == "incomplete"


def test_the_country_is_all_regions_together_over_all_inhabitants(reader: Client) -> None:
    store_values(
        "2020-W39",
        {code: {"positive_tests": 10.0} for code in every_region()} | {"VR15": {"positive_tests": 110.0}},
    )

    found = rows(reader, "region=NL&region=VR15&signal=positive_tests")["NL", "2020-W39"]

    everybody = sum(people(code) for code in every_region())
    assert float(found["value"]) == pytest.approx(10.0 + 100.0 * people("VR15") / everybody)
    assert found["level_by_signal"] == "1"


def test_the_country_has_no_value_while_a_region_is_not_complete(reader: Client) -> None:
    every = {code: {"positive_tests": 10.0} for code in every_region()}
    store_values("2020-W39", every | {"VR15": {"positive_tests": None}})

    query = "region=NL&region=VR01&signal=positive_tests"

    assert rows(reader, query)["NL", "2020-W39"]["value"] == ""
    assert "24 van 25 regio’s volledig" in text_of(reader, f"/vergelijken/?{query}")


def test_counts_of_the_country_are_a_plain_sum(reader: Client) -> None:
    store_values("2020-W39", {code: {"nursing_home_deaths": 2.0} for code in every_region()})

    found = rows(reader, "region=NL&region=VR01&signal=nursing_home_deaths")

    assert found["NL", "2020-W39"]["value"] == "50.0"


def test_a_share_does_not_add_up_to_the_country(reader: Client) -> None:
    store_values("2020-W39", {code: {"share_positive": 5.0} for code in every_region()})

    query = "region=NL&region=VR01&signal=share_positive"

    assert list(lines(reader, query)) == ["Groningen"]
    assert "telt niet op tot een landelijk cijfer" in text_of(reader, f"/vergelijken/?{query}")


@pytest.mark.parametrize(
    ("course", "since"),
    [([49.9, 50.0, 50.1, 60.0], 2), ([49.9, 50.0, 50.0, 49.0], None), ([50.1, 10.0, 60.0, 60.0], 0)],
)
def test_days_count_from_the_first_week_above_the_signal_value(
    reader: Client, course: list[float | None], since: int | None
) -> None:
    store_course({"VR15": course, "VR01": [0.0, 0.0, 0.0, 151.0]})
    query = f"{TWO}&align=level-2"

    found = [rows(reader, query)["VR15", f"2020-W{36 + place}"]["days_since_level"] for place in range(4)]

    expected = ["" if since is None or place < since else str(7 * (place - since)) for place in range(4)]
    assert found == expected


def test_lines_begin_together_where_each_reached_the_level(reader: Client) -> None:
    store_course({"VR15": [10.0, 60.0, 70.0], "VR01": [20.0, 30.0, 80.0], "VR02": [1.0, 1.0, 1.0]})
    query = f"{TWO}&region=VR02&align=level-2"

    found = lines(reader, query)

    assert (found["Haaglanden"]["x"], found["Haaglanden"]["y"]) == ([0, 7], [60.0, 70.0])
    assert (found["Groningen"]["x"], found["Groningen"]["y"]) == ([0], [80.0])
    assert "Fryslân" not in found
    page = text_of(reader, f"/vergelijken/?{query}")
    assert "Op dat niveau sinds: Groningen wk 38, Haaglanden wk 37." in page
    assert "In deze weken niet op dat niveau: Fryslân." in page
    assert "70,0 (wk 38)" in page


def test_who_was_there_in_the_first_week_may_have_been_there_longer(reader: Client) -> None:
    store_course({"VR15": [60.0, 70.0], "VR01": [20.0, 80.0]})

    page = text_of(reader, f"/vergelijken/?{TWO}&align=level-2")

    assert "Al op dat niveau in de eerste getoonde week, dus misschien al langer: Haaglanden." in page


def test_the_level_is_that_of_the_version_in_force_then(reader: Client) -> None:
    store_values("2021-W06", {code: {"positive_tests": 40.0} for code in ("VR15", "VR01")})

    assert rows(reader, TWO)["VR15", "2021-W06"]["level_by_signal"] == "1"


def test_a_signal_without_signal_values_is_aligned_by_date(reader: Client) -> None:
    store_values("2020-W39", {code: {"nursing_home_deaths": 2.0} for code in ("VR15", "VR01")})

    query = "region=VR15&region=VR01&signal=nursing_home_deaths&align=level-2"

    assert lines(reader, query)["Haaglanden"]["x"] == ["2020-09-24T12:00"]
    assert "de lijnen lopen naar datum" in text_of(reader, f"/vergelijken/?{query}")


def test_zero_on_a_logarithmic_axis_is_drawn_apart_and_explained(reader: Client) -> None:
    store_course({"VR15": [0.0, 10.0], "VR01": [5.0, None]})
    query = f"{TWO}&axis=log"

    data = reader.get(f"/vergelijken/grafiek.json?{query}").json()["data"]

    marks = [trace for trace in data if trace["mode"] == "markers"]
    assert [(trace["x"], trace["marker"]["symbol"]) for trace in marks] == [
        (["2020-09-03T12:00"], "triangle-down-open")
    ]
    assert lines(reader, query)["Haaglanden"]["y"] == [None, 10.0]
    assert "Een logaritmische as heeft geen nul" in text_of(reader, f"/vergelijken/?{query}")
    assert "heeft geen nul" not in text_of(reader, f"/vergelijken/?{TWO}")


def test_before_anybody_chose_the_country_and_the_highest_regions_are_shown(reader: Client) -> None:
    every = {code: {"positive_tests": float(place)} for place, code in enumerate(every_region())}
    store_values("2020-W39", every)

    page = text_of(reader, "/vergelijken/")

    ticked = re.findall(r'name="region" value="(\w+)" checked', page)
    assert set(ticked) == {"NL", "VR23", "VR24", "VR25"}
    assert set(lines(reader, "")) == {"Nederland", "Limburg-Noord", "Zuid-Limburg", "Flevoland"}


SEVEN = "&".join(f"region=VR{number:02d}" for number in range(1, 8))


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("region=VR15", "Kies er ten minste twee"),
        ("signal=positive_tests&axis=linear&align=date", "Kies er ten minste twee"),
        (SEVEN, "Kies hoogstens 6 regio’s; het zijn er nu 7."),
    ],
)
def test_too_few_or_too_many_are_told_at_the_choice(reader: Client, query: str, problem: str) -> None:
    store_course({"VR15": [60.0], "VR01": [20.0]})

    page = text_of(reader, f"/vergelijken/?{query}", 422)

    assert problem in page
    assert len(re.findall(r'name="region" value="\w+" checked', page)) == query.count("region=")
    assert reader.get(f"/vergelijken/grafiek.json?{query}").status_code == 404


def test_a_link_that_names_only_the_signal_shows_the_usual_areas(reader: Client) -> None:
    store_values("2020-W39", {code: {"positive_tests": 10.0} for code in every_region()})

    page = text_of(reader, "/vergelijken/?signal=positive_tests")

    assert len(re.findall(r'name="region" value="\w+" checked', page)) == 4


def test_signal_values_are_told_in_words_when_their_lines_are_drawn(reader: Client) -> None:
    store_course({"VR15": [60.0], "VR01": [20.0]})

    page = text_of(reader, "/vergelijken/?region=VR15&region=VR01")

    assert "Stippellijnen zijn de signaalwaarden; in week" in page
    assert "zorgelijk > 50, ernstig > 150." in page


def test_six_regions_and_the_country_are_allowed(reader: Client) -> None:
    store_values("2020-W39", {code: {"positive_tests": 10.0} for code in every_region()})
    six = SEVEN.removesuffix("&region=VR07")

    found = lines(reader, f"{six}&region=NL")

    assert len(found) == 7
    assert len({(line["line"]["dash"], line["marker"]["symbol"]) for line in found.values()}) == 7
    assert len({line["meta"]["part"] for line in found.values()}) == 7


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("region=VR99", "een code zoals VR15, of NL"),
        ("region=GM0014", "een code zoals VR15, of NL"),
        ("signal=temperature", "positive_tests / "),
        ("axis=square", "linear / log"),
        ("align=level-1", "date / level-2 / level-3"),
        ("to=2020", "een week zoals 2020-W39"),
    ],
)
def test_a_bad_parameter_is_answered_with_what_was_expected(reader: Client, query: str, expected: str) -> None:
    store_course({"VR15": [60.0], "VR01": [20.0]})

    assert expected in text_of(reader, f"/vergelijken/?{query}", 400)
    assert expected in text_of(reader, f"/vergelijken/grafiek.json?{query}", 400)


def test_without_any_level_it_says_so(reader: Client) -> None:
    assert "Er zijn nog geen niveaus berekend" in text_of(reader, "/vergelijken/")
    assert reader.get("/vergelijken/grafiek.json").status_code == 404
    assert reader.get("/vergelijken/vergelijking.csv").status_code == 404


def meta(client: Client, query: str) -> Any:
    """What the picture of the chart says about itself."""
    return client.get(f"/vergelijken/grafiek.json?{query}").json()["layout"]["meta"]


def test_the_picture_of_the_chart_can_be_read_alone(reader: Client) -> None:
    store_course({"VR15": [61.27, 180.5], "VR01": [10.0, 50.0]})

    found = meta(reader, f"{TWO}&axis=log&as_of=2026-01-01T12:00")

    assert found["title"] == "Positieve testen per 100.000 inwoners per 7 dagen, 31 augustus – 13 september 2020"
    assert found["lines"] == [
        "Gebieden: Groningen, Haaglanden.",
        "Week 36 – week 37, 31 augustus – 13 september 2020; schaal: logaritmisch.",
        "Gestippeld: signaalwaarden. Regionale escalatieladder, versie 2020-09, geldig vanaf 1 september 2020.",
        "Zoals bekend op 1 januari 2026, 12:00.",
        "Bron: RIVM.",
    ]
    assert found["file"] == "vergelijking-positieve-testen-2020-w36-2020-w37"


def test_the_picture_tells_what_the_page_tells_below_the_chart(reader: Client) -> None:
    store_course({"VR15": [10.0, 60.0], "VR01": [20.0, None]})
    query = f"{TWO}&align=level-2"

    lines_below = meta(reader, query)["lines"]

    page = text_of(reader, f"/vergelijken/?{query}")
    remarks = re.findall(r'<p class="soft small">([^<]+)</p>', page)
    assert len(remarks) >= 3
    assert [line for line in lines_below if line in remarks] == remarks
    assert not any("Zoals bekend" in line for line in lines_below)
    assert any("schaal: lineair" in line for line in lines_below)


def test_every_version_of_which_signal_values_are_drawn_is_named(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = {code: {"positive_tests": 60.0} for code in ("VR15", "VR01")}
    store_values("2021-W06", two)
    monkeypatch.setattr(values, "BOUNDS", ((2, 35.0), (3, 100.0)))
    store_values("2021-W07", two, version="2021-02")

    (line,) = (line for line in meta(reader, TWO)["lines"] if line.startswith("Gestippeld"))
    assert "2020-09" in line
    assert "2021-02" in line

    # By days, signal values that changed have no place, and are not drawn.
    assert not any(line.startswith("Gestippeld") for line in meta(reader, f"{TWO}&align=level-2")["lines"])


def test_without_signal_values_the_picture_names_no_ladder(reader: Client) -> None:
    store_values("2020-W39", {code: {"nursing_home_deaths": 2.0} for code in ("VR15", "VR01")})

    found = meta(reader, "region=VR15&region=VR01&signal=nursing_home_deaths")["lines"]

    assert not any("escalatieladder" in line for line in found)


def test_names_are_text_for_plotly_too(reader: Client) -> None:
    store_course({"VR15": [60.0], "VR01": [20.0]})
    Area.objects.filter(code="VR15").update(name='<a href="https://example.org">Haag</a> & land')

    shown = "&lt;a href=&quot;https://example.org&quot;&gt;Haag&lt;/a&gt; &amp; land"
    trace = lines(reader, TWO)[shown]
    assert trace["customdata"][0].startswith(f"<b>{shown}</b><br>")
    assert shown in meta(reader, TWO)["lines"][0]


def test_each_line_stands_in_the_legend_and_nothing_else(reader: Client) -> None:
    store_course({"VR15": [0.0, 60.0], "VR01": [20.0, 151.0]})

    data = reader.get(f"/vergelijken/grafiek.json?{TWO}&axis=log").json()["data"]

    named = {trace["name"] for trace in data if trace.get("showlegend", True)}
    assert named == {"Haaglanden", "Groningen"}
    assert len(data) == 5  # two signal values and the mark of the zero are not in it


def queries_of(reader: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as context:
        text_of(reader, address)
    return len(context)


@pytest.mark.parametrize("page", ["/vergelijken/", "/vergelijken/grafiek.json"])
def test_queries_do_not_grow_with_regions_or_weeks(reader: Client, page: str) -> None:
    store_course({"VR15": [60.0], "VR01": [20.0]})
    few = queries_of(reader, f"{page}?{TWO}")
    store_course({code: [10.0, 20.0, 30.0] for code in every_region()}, first=37)

    six = SEVEN.removesuffix("&region=VR07")
    assert queries_of(reader, f"{page}?{six}&region=NL") == few
    assert few <= 10  # four of them find out who reads


def test_strangers_read_it_only_where_pages_are_public(client: Client, db: None, settings: Settings) -> None:
    store_course({"VR15": [60.0], "VR01": [20.0]})
    addresses = [f"/vergelijken/{name}?{TWO}" for name in ("", "grafiek.json", "vergelijking.csv")]
    assert [client.get(address).status_code for address in addresses] == [302, 302, 302]

    settings.PUBLIC_PAGES = True

    assert [client.get(address).status_code for address in addresses] == [200, 200, 200]


def test_it_is_only_read(reader: Client) -> None:
    assert reader.post("/vergelijken/").status_code == 405

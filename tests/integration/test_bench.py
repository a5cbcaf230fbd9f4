"""The benchmark runs: every section prints every row, on tiny data. How fast it is, is not looked at."""

import sys

import pytest

from tests.bench.load import Ask, LoadError, answer_headers, seconds_per_page
from tests.bench.measures import Measure
from tests.bench.peers.outlines import points
from tests.bench.run import OF_PAGES, SECTIONS
from tests.browser.chromium import ABSENT, find_chromium
from tests.integration.page_server import serving
from tests.processes import run_command

LONGEST = 600
pytestmark = pytest.mark.timeout(LONGEST + 60)

ROWS = {
    "importing": ["import, first time", "import, the same files again", "import, one day revised"],
    "memory": ["import of the two files: peak memory", "recompute 25 × 61: peak memory"],
    "recomputing": ["engine, 25 regions × 61 weeks", "recompute, figures to assessments", "the same again"],
    "week": ["one week, 25 areas (safety_region): queries", "one week, 342 areas (municipality): queries"],
    "institutions": ["5 institutions", "10 institutions", "20 institutions", "queries per job"],
    "workers": ["20 institutions, one worker", "20 institutions, two workers", "two workers: times as fast"],
    "catalogue": ["the list, ", "two versions compared, "],
    "history": ["weekly run, years of history stored: 1", "weekly run, years of history stored: 2"],
}


PAGE_ROWS = {
    "pages": [
        "overview: queries, 4 years",
        "overview: with 4 years",
        "agenda: with 4 years",
        "session screen of a",
    ],
    "throughput": ["overview, 20 readers (floor: a bare view)", "the same, unchanged since: 304"],
    "peers": ["Dash, page with its data, 20 readers (floor: ours)"],
}
BROWSER_ROWS = {
    "browser": [
        *(
            f"{page} on {data}{row}"
            for data in ("the demonstration", "4 years")
            for page, row in (
                ("overview", ", first visit: compressed"),
                ("overview", ", first visit: requests"),
                ("overview", ", first visit: map painted after the first paint"),
                ("overview", ", first visit: the same with all scripts blocked"),
                ("overview", ", first visit: cumulative layout shift"),
                ("overview", ", another week by htmx: click to repainted"),
                ("region", ": requests for plotly at a chart"),
            )
        )
    ],
    "peers": [
        "Dash, first visit: map painted (floor: ours)",
        "Dash, another week: click to repainted (floor: ours)",
    ],
}


@pytest.mark.parametrize("database", ["PostgreSQL", "SQLite"])
def test_every_row_is_printed(database):
    sections = [section for section in SECTIONS if section not in OF_PAGES]
    lines = _printed(database, sections)
    for section in sections:
        if (database, section) != ("SQLite", "workers"):
            assert_rows(lines, ROWS[section])


def test_every_row_on_pages_is_printed():
    sections = [section for section in SECTIONS if section in OF_PAGES]
    lines = _printed("PostgreSQL", sections)
    for section in sections:
        assert_rows(lines, PAGE_ROWS.get(section, []))
        assert_rows(lines, BROWSER_ROWS.get(section, []) if find_chromium() else [])
    assert any(ABSENT in line for line in lines) == (find_chromium() is None)


def test_pages_are_not_measured_on_sqlite():
    assert _printed("SQLite", ["pages"]) == ["| what | measured | floor | ratio | bound | |"]


def _printed(database: str, sections: list[str]) -> list[str]:
    command = [sys.executable, "-m", "tests.bench.run", "--quick", "--on", database, "--only", *sections]
    printed = run_command(command, {}, seconds=LONGEST)
    assert "Python" in printed
    assert f"### {database}" in printed
    lines = [line for line in printed.splitlines() if line.startswith("| ")]
    assert all(line.count("|") == 7 for line in lines)
    return lines


def assert_rows(lines: list[str], rows: list[str]) -> None:
    for row in rows:
        assert any(line.startswith(f"| {row}") for line in lines), row


@pytest.mark.parametrize(
    ("measure", "ratio", "verdict"),
    [
        (Measure("a", 2.0, floor=1.0, bound=2), "2.00", "ok"),
        (Measure("a", 2.1, floor=1.0, bound=2), "2.10", "over"),
        (Measure("a", 300, unit="MB", bound=300), "", "ok"),
        (Measure("a", 301, unit="MB", bound=300), "", "over"),
        (Measure("a", 1.6, unit="×", bound=1.6, at_least=True), "", "ok"),
        (Measure("a", 1.5, unit="×", bound=1.6, at_least=True), "", "over"),
        (Measure("a", 1.5), "", ""),
    ],
)
def test_a_measure_is_held_against_its_bound(measure, ratio, verdict):
    assert measure.cells()[2] == ratio
    assert measure.verdict == verdict


def test_a_reader_of_the_load_takes_whole_answers_on_one_connection():
    with serving({"/page": (200, "x" * 300_000), "/same": (304, "")}) as server:
        asks = [Ask("/page", {}), Ask("/same", {"If-None-Match": "a"}, 304)]
        taken = seconds_per_page(server.port, asks, seconds=0.2, clients=3)
        assert 0 < taken < 0.2
        assert server.connections == 3


def test_the_load_refuses_another_answer_than_it_asked_for():
    with serving({"/gone": (404, "")}) as server, pytest.raises(LoadError, match="expected 200"):
        seconds_per_page(server.port, [Ask("/gone", {})], seconds=0.1, clients=1)


def test_headers_of_an_answer():
    with serving({"/": (200, "here")}) as server:
        assert answer_headers(server.port, Ask("/", {}))["content-length"] == "4"


@pytest.mark.parametrize(
    ("path", "xs", "ys"),
    [
        ("M10 20l5 0 0-5z", [10, 15, 15, 10], [20, 20, 15, 20]),
        ("M0 0l2-1-1 3zM9 9l1 0 0 1z", [0, 2, 1, 0, None, 9, 10, 10, 9], [0, -1, 2, 0, None, 9, 9, 10, 9]),
    ],
)
def test_outlines_become_closed_polygons(path, xs, ys):
    assert points(path) == (xs, ys)

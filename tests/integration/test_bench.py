"""The benchmark runs: every section prints every row, on tiny data. How fast it is, is not looked at."""

import sys

import pytest

from tests.bench.measures import Measure
from tests.bench.run import SECTIONS
from tests.processes import run_command

pytestmark = pytest.mark.timeout(300)

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


@pytest.mark.parametrize("database", ["PostgreSQL", "SQLite"])
def test_every_row_is_printed(database):
    printed = run_command([sys.executable, "-m", "tests.bench.run", "--quick", "--on", database], {})
    assert "Python" in printed
    assert f"### {database}" in printed
    lines = [line for line in printed.splitlines() if line.startswith("| ")]
    assert all(line.count("|") == 7 for line in lines)
    for section in SECTIONS:
        if (database, section) != ("SQLite", "workers"):
            for row in ROWS[section]:
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

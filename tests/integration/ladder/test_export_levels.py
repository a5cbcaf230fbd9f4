"""The levels as a file: every area in every week, in full precision, the same in each format."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest
from django.core.management import call_command

from ladder.actions import recompute
from ladder.levels_table import LevelsTable, levels_table
from ladder.models import Ladder
from ladder.table_files import write_table
from ladder.weeks import Week, parse_weeks
from regions.models import Area
from tests.factories import store_figures

pytestmark = pytest.mark.django_db

W39 = Week.parse("2020-W39")
NOW = datetime(2020, 9, 30, 6, tzinfo=UTC)
COLUMNS = (
    "area_code,area_name,week,week_start,week_end,level,level_name,state,deciding_signals,positive_tests,"
    "share_positive,hospital_admissions,nursing_home_locations,nursing_home_deaths,sewage,"
    "nursing_home_share,compliance,contact_tracing,care_capacity"
)


@pytest.fixture
def regional() -> Ladder:
    return Ladder.objects.get(code="regionaal")


def report(people: int, week: Week = W39, reported_at: datetime = NOW) -> None:
    store_figures("positive_tests", {"VR15": {d.isoformat(): people for d in week.days}}, reported_at=reported_at)


def exported(tmp_path, *arguments: str) -> list[dict[str, str]]:
    file = tmp_path / "levels.csv"
    call_command("export_levels", "--weeks", "2020-W39", "--output", str(file), *arguments)
    return list(csv.DictReader(io.StringIO(file.read_bytes().decode())))


def test_the_columns_are_those_that_were_promised(tmp_path):
    exported(tmp_path)
    assert (tmp_path / "levels.csv").read_text().splitlines()[0] == COLUMNS


def test_a_region_has_its_level_and_its_weekly_values_in_full_precision(tmp_path, regional):
    report(100)
    recompute(ladder=regional, weeks=[W39], as_of=NOW, computed_at=NOW)
    row = next(row for row in exported(tmp_path) if row["area_code"] == "VR15")
    inhabitants = Area.objects.safety_regions().with_population_of_parts().get(code="VR15").inhabitants
    assert row["area_name"] == "Haaglanden"
    assert (row["week"], row["week_start"], row["week_end"]) == ("2020-W39", "2020-09-21", "2020-09-27")
    assert (row["level"], row["level_name"], row["state"]) == ("2", "zorgelijk", "complete")
    assert row["deciding_signals"] == "positive_tests"
    assert float(row["positive_tests"]) == 700 * 100_000 / inhabitants
    assert row["hospital_admissions"] == ""


def test_unknown_and_not_computed_are_states_and_never_a_level(tmp_path, regional):
    recompute(ladder=regional, weeks=[W39], as_of=NOW, computed_at=NOW)
    weeks = parse_weeks("2020-W39..2020-W40")
    rows = levels_table(ladder=regional, weeks=weeks, as_of=NOW).rows
    assert len(rows) == 50
    assert {(row[2], row[5], row[7]) for row in rows} == {
        ("2020-W39", None, "unknown"),
        ("2020-W40", None, "not_computed"),
    }


def test_a_version_can_be_asked_for_and_does_not_mix_with_the_one_in_force(tmp_path, regional):
    report(10)
    for version in (None, regional.versions.get(code="2021-02")):
        recompute(ladder=regional, weeks=[W39], as_of=NOW, computed_at=NOW, version=version)

    def level_of_haaglanden(*arguments: str) -> tuple[str, str]:
        rows = exported(tmp_path, *arguments)
        assert len(rows) == 25
        return next((row["level"], row["state"]) for row in rows if row["area_code"] == "VR15")

    assert level_of_haaglanden() == ("1", "complete")
    assert level_of_haaglanden("--version", "2021-02") == ("", "unknown")


def test_as_of_gives_what_was_known_then(regional):
    report(1)
    recompute(ladder=regional, weeks=[W39], as_of=NOW, computed_at=NOW)
    later = NOW + timedelta(days=1)
    report(1000, reported_at=later)
    recompute(ladder=regional, weeks=[W39], as_of=later, computed_at=later)

    def level_of_haaglanden(as_of: datetime) -> int:
        table = levels_table(ladder=regional, weeks=[W39], as_of=as_of)
        return next(row[5] for row in table.rows if row[0] == "VR15")

    assert (level_of_haaglanden(NOW), level_of_haaglanden(later)) == (1, 3)


def test_the_three_formats_hold_the_same(regional):
    report(100)
    recompute(ladder=regional, weeks=[W39], as_of=NOW, computed_at=NOW)
    table = levels_table(ladder=regional, weeks=[W39], as_of=NOW)
    as_json = [tuple(row.values()) for row in json.loads(write_table(table, "json"))]
    sheet = openpyxl.load_workbook(io.BytesIO(write_table(table, "xlsx"))).active
    as_xlsx = [tuple(row) for row in sheet.iter_rows(min_row=2, values_only=True)]
    as_csv = list(csv.reader(io.StringIO(write_table(table, "csv").decode())))[1:]
    assert as_json == table.rows
    assert as_xlsx == [tuple(None if cell == "" else cell for cell in row) for row in table.rows]
    assert as_csv == [["" if cell is None else str(cell) for cell in row] for row in table.rows]


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("overzicht-2020-W39", "overzicht-2020-W39"),
        ("a" * 31, "a" * 31),
        ("a" * 32, "a" * 31),
        ("a" * 30 + "-b", "a" * 30),
    ],
)
def test_a_sheet_has_a_name_that_fits(asked, named):
    content = write_table(LevelsTable(("name",), []), "xlsx", sheet=asked)

    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == [named]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_text_that_looks_like_a_formula_is_made_harmless(text):
    table = LevelsTable(("name", "value"), [(text, -5.0)])
    assert next(csv.reader(io.StringIO(write_table(table, "csv").decode().splitlines()[1]))) == [
        f"'{text}",
        "-5.0",
    ]
    cell = openpyxl.load_workbook(io.BytesIO(write_table(table, "xlsx"))).active["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


@pytest.mark.parametrize("weeks", ["2020-W39", "2020-W36..2020-W53"])
def test_the_number_of_queries_does_not_grow_with_weeks(regional, weeks, django_assert_max_num_queries):
    recompute(ladder=regional, weeks=parse_weeks(weeks), as_of=NOW, computed_at=NOW)
    with django_assert_max_num_queries(4):
        levels_table(ladder=regional, weeks=parse_weeks(weeks), as_of=NOW)

"""The real files, from import to export, held against bare pandas that shares no code with the engine."""

import csv
import io
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from django.core.management import call_command

from regions.models import Area

DATA = Path(__file__).parents[4] / "shared" / "data"
POSITIVE = DATA / "COVID-19_aantallen_gemeente_per_dag_tm_03102021.csv.gz"
HOSPITAL = DATA / "COVID-19_ziekenhuisopnames_tm_03102021.csv.gz"
WEEKS = "2020-W31..2021-W38"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not POSITIVE.exists(), reason="the folder with real figures is not beside the project"),
]


def bare_weekly(file: Path, day_column: str, value_column: str, per: int) -> pd.Series:
    """Weekly value per (region, ISO week key), from the file and the inhabitants in the file's own regions."""
    rows = pd.read_csv(file, sep=";")
    day = pd.to_datetime(rows[day_column])
    iso = day.dt.isocalendar()
    rows["week"] = iso["year"].astype(str) + "-W" + iso["week"].astype(str).str.zfill(2)
    people = Area.objects.municipalities().values_list("parent__code", "population")
    inhabitants = pd.DataFrame(people, columns=["region", "n"]).groupby("region")["n"].sum()
    sums = rows.groupby(["Security_region_code", "week"])[value_column].sum()
    return sums * per / inhabitants.reindex(sums.index.get_level_values(0)).to_numpy()


def exported(tmp_path: Path, version: str) -> list[dict[str, str]]:
    call_command("recompute", "--weeks", WEEKS, "--version", version)
    file = tmp_path / f"{version}.csv"
    call_command("export_levels", "--weeks", WEEKS, "--version", version, "--output", str(file))
    return list(csv.DictReader(io.StringIO(file.read_bytes().decode())))


def bare_level(value: float, bounds: tuple[float, float], strict: bool) -> int:
    return 1 + sum(value > bound if strict else value >= bound for bound in bounds)


def test_61_weeks_of_25_regions_are_as_bare_pandas_says_under_both_versions(tmp_path):
    call_command("import_figures", "rivm-positive-tests", str(POSITIVE))
    call_command("import_figures", "rivm-hospital-admissions", str(HOSPITAL))
    cases = bare_weekly(POSITIVE, "Date_of_publication", "Total_reported", 100_000)
    beds = bare_weekly(HOSPITAL, "Date_of_statistics", "Hospital_admission", 1_000_000)
    old, new = exported(tmp_path, "2020-09"), exported(tmp_path, "2021-02")
    assert len(old) == len(new) == 25 * 61
    assert {row["state"] for row in (*old, *new)} == {"complete"}
    for before, after in zip(old, new, strict=True):
        key = (before["area_code"], before["week"])
        assert float(before["positive_tests"]) == pytest.approx(cases[key], rel=1e-12)
        assert float(after["hospital_admissions"]) == pytest.approx(beds[key], rel=1e-12)
        assert int(before["level"]) == bare_level(cases[key], (50, 150), strict=True)
        worst = max(bare_level(cases[key], (35, 100), False), bare_level(beds[key], (4, 16), False))
        assert int(after["level"]) == worst
    assert {row["level"] for row in old} == {row["level"] for row in new} == {"1", "2", "3"}
    assert date.fromisoformat(old[0]["week_start"]) == date(2020, 7, 27)


def test_positive_tests_alone_leave_the_version_of_2021_provisional_or_unknown(tmp_path):
    call_command("import_figures", "rivm-positive-tests", str(POSITIVE))
    rows = exported(tmp_path, "2021-02")
    assert len(rows) == 25 * 61
    assert {row["state"] for row in rows} == {"provisional", "unknown"}
    assert not any(row["level"] == "1" for row in rows)

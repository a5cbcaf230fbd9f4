"""The published files themselves, where they lie beside the project."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

import ladder
from ladder.sources.figures import AMSTERDAM
from ladder.sources.registry import SOURCES

ROOT = Path(ladder.__file__).parents[1]
DATA = Path(__file__).parents[5] / "shared" / "data"
TAKEN_4_OCTOBER = datetime(2021, 10, 4, 10, tzinfo=AMSTERDAM)

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the folder with real figures is not beside the project")


@pytest.mark.parametrize(
    ("source", "name", "number", "areas", "moment"),
    [
        (
            "rivm-positive-tests",
            "COVID-19_aantallen_gemeente_per_dag_tm_03102021.csv.gz",
            {"positive_tests": 198_702},
            342,
            TAKEN_4_OCTOBER,
        ),
        (
            "rivm-hospital-admissions",
            "COVID-19_ziekenhuisopnames_tm_03102021.csv.gz",
            {"hospital_admissions": 200_070},
            342,
            TAKEN_4_OCTOBER,
        ),
        (
            "rivm-nursing-homes",
            "COVID-19_verpleeghuizen.csv.gz",
            {"nursing_home_locations": 6_474, "nursing_home_deaths": 6_474},
            25,
            datetime(2020, 11, 12, 10, tzinfo=AMSTERDAM),
        ),
        (
            "coronadashboard",
            "coronadashboard-vr-2020-11.zip",
            {
                "positive_tests": 6_025,
                "share_positive": 574,
                "nursing_home_locations": 6_474,
                "nursing_home_deaths": 6_474,
                "nursing_home_share": 6_474,
                "sewage": 222,
            },
            25,
            datetime(2020, 11, 17, 10, 46, tzinfo=AMSTERDAM),
        ),
        (
            "coronadashboard",
            "coronadashboard-gm-archived.zip",
            {"positive_tests": 198_702, "hospital_admissions": 200_070, "sewage": 18_654},
            342,
            datetime(2024, 2, 29, 14, 42, 38, tzinfo=AMSTERDAM),
        ),
    ],
)
def test_a_published_file_is_read_whole(source, name, number, areas, moment):
    found = SOURCES[source].read(DATA / name, None)

    assert found.figures.groupby("signal", observed=True).size().to_dict() == number
    assert {signal: len(codes) for signal, codes in found.areas.items()} == dict.fromkeys(number, areas)
    assert found.refused.empty
    assert found.remarks == []
    assert found.reported_at == moment
    assert set(number) <= SOURCES[source].signals


def test_the_table_of_the_project_is_made_from_them(tmp_path):
    files = (
        "COVID-19_aantallen_gemeente_per_dag_tm_03102021.csv.gz",
        "COVID-19_ziekenhuisopnames_tm_03102021.csv.gz",
        "COVID-19_verpleeghuizen.csv.gz",
        "coronadashboard-vr-2020-11.zip",
    )
    script = [sys.executable, str(ROOT / "tools" / "build_demo_figures.py"), *(str(DATA / name) for name in files)]
    subprocess.run([*script, "--output", str(tmp_path / "made.csv")], check=True, capture_output=True)

    assert (tmp_path / "made.csv").read_bytes() == (ROOT / "ladder" / "data" / "demo_figures.csv").read_bytes()

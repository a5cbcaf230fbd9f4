"""The project's own table of figures."""

from datetime import date
from pathlib import Path

import pytest

import ladder
from ladder.sources import demo
from ladder.sources.errors import SourceError

TABLE = Path(ladder.__file__).parent / "data" / "demo_figures.csv"
WEEKS = 23  # 2020-W31 … 2020-W53


def write(folder: Path, text: str) -> Path:
    path = folder / "demo.csv"
    path.write_text(text)
    return path


def test_empty_cells_are_no_figures(tmp_path):
    path = write(tmp_path, "signal,area_code,2020-09-21,2020-09-22\npositive_tests,VR01,5,\nsewage,VR02,,1.5\n")
    figures = demo.read(path).figures

    assert list(zip(figures["signal"], figures["area_code"], figures["value"], strict=True)) == [
        ("positive_tests", "VR01", 5.0),
        ("sewage", "VR02", 1.5),
    ]
    assert [day.date() for day in figures["date"]] == [date(2020, 9, 21), date(2020, 9, 22)]


def test_bad_cells_are_refused(tmp_path):
    path = write(
        tmp_path, "signal,area_code,2020-09-21,2020-09-22\npositive_tests,VR01,x,1.5\nsewage,GM0014,1,1\n"
    )
    found = demo.read(path)

    assert found.figures.empty
    assert sorted(found.refused["reason"]) == [
        "another kind of area code than this source has: GM0014",
        "another kind of area code than this source has: GM0014",
        "fraction of a count: 1.5",
        "not a number: x",
    ]


@pytest.mark.parametrize("header", ["signal,area_code", "signal,area_code,soon", "area_code,signal,2020-09-21"])
def test_another_header_is_refused(tmp_path, header):
    with pytest.raises(SourceError, match="another header than expected"):
        demo.read(write(tmp_path, f"{header}\npositive_tests,VR01,5\n"))


def test_the_table_of_the_project_covers_all_regions_on_every_day():
    found = demo.read(TABLE)
    daily = found.figures[found.figures["signal"].isin(["positive_tests", "hospital_admissions"])]

    assert found.refused.empty
    assert len(daily) == 2 * 25 * 7 * WEEKS
    assert (daily["date"].min().date(), daily["date"].max().date()) == (date(2020, 7, 27), date(2021, 1, 3))
    assert all(len(areas) == 25 for areas in found.areas.values())


def test_the_week_of_the_demonstration_has_the_figures_that_were_published():
    """Haaglanden, 21–27 September 2020: the sum of the municipalities in RIVM's file of 4 October 2021."""
    figures = demo.read(TABLE).figures
    week = figures[(figures["date"] >= "2020-09-21") & (figures["date"] <= "2020-09-27")]
    haaglanden = week[(week["area_code"] == "VR15") & (week["signal"] == "positive_tests")]

    assert haaglanden["value"].sum() == 2045

"""JSON of the Coronadashboard: folder, zip or one file, of regions and municipalities."""

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ladder.sources import coronadashboard
from ladder.sources.errors import SourceError
from ladder.sources.figures import SourceFigures

DAY = 1_600_646_400  # Monday 2020-09-21, midnight UTC
MADE_AT = 1_601_546_400
HOUR, ONE_DAY = 3_600, 86_400


def series(*entries: Any) -> dict[str, Any]:
    return {"values": list(entries), "last_value": entries[-1] if entries else None}


def region(code: str = "VR01", made_at: Any = MADE_AT, **content: Any) -> dict[str, Any]:
    return {"last_generated": made_at, "proto_name": code, "name": code, "code": code, **content}


def positive(value: Any = 5, seconds: Any = DAY) -> dict[str, Any]:
    return {"date_of_report_unix": seconds, "total_reported_increase_per_region": value}


def share(value: Any = 5.5, seconds: Any = DAY) -> dict[str, Any]:
    return {"week_start_unix": seconds, "week_unix": seconds, "infected_percentage": value}


def read_one(folder: Path, content: Any, name: str = "VR01.json") -> SourceFigures:
    (folder / name).write_text(json.dumps(content))
    return coronadashboard.read(folder / name)


def told(found: SourceFigures) -> set[tuple[str, str, str, float]]:
    figures = found.figures
    days = figures["date"].dt.strftime("%Y-%m-%d")
    return set(zip(figures["signal"], figures["area_code"], days, figures["value"], strict=True))


def refused(found: SourceFigures) -> list[tuple[int, str]]:
    return list(found.refused.itertuples(index=False, name=None))


def test_every_series_of_a_region_is_read(tmp_path):
    nursing = {"date_of_report_unix": DAY, "newly_infected_locations": 2, "deceased_daily": 1}
    found = read_one(
        tmp_path,
        region(
            results_per_region=series(positive(5.0)),
            ggd=series(share(5.26)),
            nursing_home=series(nursing),
            sewer=series({"week_start_unix": DAY, "average": 15.23}),
            behavior=series({"week_start_unix": DAY}),
        ),
    )

    assert told(found) == {
        ("positive_tests", "VR01", "2020-09-21", 5.0),
        ("share_positive", "VR01", "2020-09-21", 5.26),
        ("nursing_home_locations", "VR01", "2020-09-21", 2.0),
        ("nursing_home_deaths", "VR01", "2020-09-21", 1.0),
        ("sewage", "VR01", "2020-09-21", 15.23),
    }
    assert found.reported_at == datetime.fromtimestamp(MADE_AT, UTC)
    assert not found.whole_country


@pytest.mark.parametrize(
    "suffix", [("_archived_20230331", "_archived_20240228", "_archived_20230623"), ("", "", "")]
)
def test_every_series_of_a_municipality_is_read_under_its_old_and_new_name(tmp_path, suffix):
    tested, hospital, sewer = suffix
    content = region(
        "GM0014",
        **{
            f"tested_overall{tested}": series({"date_unix": DAY, "infected": 3.0}),
            f"hospital_nice{hospital}": series({"date_unix": DAY, "admissions_on_date_of_admission": 1}),
            f"sewer{sewer}": series({"date_start_unix": DAY, "date_end_unix": DAY, "average": 21}),
        },
    )

    assert told(read_one(tmp_path, content)) == {
        ("positive_tests", "GM0014", "2020-09-21", 3.0),
        ("hospital_admissions", "GM0014", "2020-09-21", 1.0),
        ("sewage", "GM0014", "2020-09-21", 21.0),
    }


@pytest.mark.parametrize(
    ("name", "entry", "reason"),
    [
        ("results_per_region", positive(None), "empty value"),
        ("results_per_region", positive("5"), "not a number: 5"),
        ("results_per_region", positive(True), "not a number: True"),
        ("results_per_region", positive(float("nan")), "not a number: nan"),
        ("results_per_region", positive(10**400), f"not a number: {'1' + '0' * 58}…"),
        ("results_per_region", positive(2.5), "fraction of a count: 2.5"),
        ("results_per_region", positive(seconds=None), "date unknown"),
        ("results_per_region", 7, "date unknown"),
        ("results_per_region", positive(seconds="monday"), "unreadable date: monday"),
        (
            "results_per_region",
            positive(seconds=DAY * 1000),
            f"date in milliseconds instead of seconds: {DAY * 1000}",
        ),
        (
            "results_per_region",
            positive(seconds=DAY - 2 * HOUR),
            f"moment that is not midnight UTC: {DAY - 2 * HOUR}",
        ),
        ("results_per_region", positive(seconds=0), "date before 2020: 1970-01-01"),
        ("ggd", share(100.1), "percentage below 0 or above 100: 100.1"),
        ("ggd", share(-0.1), "percentage below 0 or above 100: -0.1"),
        ("ggd", share(seconds=DAY + ONE_DAY), "week that does not start on a Monday: 2020-09-22"),
        ("sewer", {"week_start_unix": DAY, "average": -1}, "negative value: -1"),
    ],
)
def test_a_bad_entry_is_refused_with_its_reason_and_place(tmp_path, name, entry, reason):
    good = {"results_per_region": positive, "ggd": share}.get(name)
    entries = [good(seconds=DAY + 7 * ONE_DAY), entry] if good else [entry]
    found = read_one(tmp_path, region(**{name: series(*entries)}, nursing_home=series()))

    assert refused(found) == [(len(entries), f"{reason} (VR01.json, {name})")]
    assert len(found.figures) == len(entries) - 1


@pytest.mark.parametrize("entry", [share(0), share(100), share(0.0)])
def test_a_percentage_of_0_and_of_100_is_taken(tmp_path, entry):
    assert refused(read_one(tmp_path, region(ggd=series(entry)))) == []


def test_values_need_no_order_and_last_value_is_ignored(tmp_path):
    content = region(results_per_region=series(positive(6, DAY + ONE_DAY), positive(5)))
    content["results_per_region"]["last_value"] = positive(99, DAY + 2 * ONE_DAY)

    assert {(day, value) for _, _, day, value in told(read_one(tmp_path, content))} == {
        ("2020-09-21", 5.0),
        ("2020-09-22", 6.0),
    }


def write_regions(folder: Path, *codes: str) -> None:
    for code in codes:
        content = region(code, made_at=MADE_AT + int(code[2:]), results_per_region=series(positive()))
        (folder / f"{code}.json").write_text(json.dumps(content))


def test_a_folder_and_a_zip_of_it_say_the_same(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    write_regions(folder, "VR01", "VR24")
    (folder / "NL.json").write_text(json.dumps({"code": "NL"}))
    (folder / "notes.txt").write_text("no JSON")
    with zipfile.ZipFile(tmp_path / "files.zip", "w") as archive:
        for file in folder.iterdir():
            archive.write(file, f"inside/{file.name}")

    for path in (folder, tmp_path / "files.zip"):
        found = coronadashboard.read(path)
        assert {area for _, area, _, _ in told(found)} == {"VR01", "VR24"}
        assert found.reported_at == datetime.fromtimestamp(MADE_AT + 24, UTC)
        assert found.whole_country
        assert found.remarks == [
            "files that are not of a region or municipality, skipped: NL.json",
            "series that are not in the file: ggd, nursing_home, sewer",
        ]


def test_a_region_that_is_there_twice_is_taken_once(tmp_path):
    write_regions(tmp_path, "VR01")
    (tmp_path / "VR01 (1).json").write_text((tmp_path / "VR01.json").read_text())
    found = coronadashboard.read(tmp_path)

    assert len(found.figures) == 1
    assert refused(found) == [(1, "same as line: 1 (VR01.json, results_per_region)")]


def test_progress_is_told_per_file(tmp_path):
    write_regions(tmp_path, "VR01", "VR02")
    steps: list[tuple[int, int]] = []
    coronadashboard.read(tmp_path, lambda done, total: steps.append((done, total)))

    assert steps == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "the file is empty"),
        ("<html>", "not a JSON file"),
        ("Version;Date\n", "not a JSON file"),
        ('{"code": "VR01", "results', "the file is damaged"),
        ("[" * 100_000, "the file is damaged"),
        ("[]", "no figures of the Coronadashboard"),
        ('{"type": "Topology"}', "no figures of the Coronadashboard"),
        ('{"code": "VR01"}', "no figures of the Coronadashboard"),
        ('{"code": "VR01", "ggd": {"values": []}}', "no figures of the Coronadashboard"),
        ('{"code": "VR01", "ggd": {"values": {}}}', "a series without values"),
        ('{"code": "VR01", "ggd": 7}', "a series without values"),
    ],
)
def test_a_file_of_the_wrong_kind_is_refused_whole(tmp_path, content, problem):
    (tmp_path / "VR01.json").write_text(content)

    with pytest.raises(SourceError) as caught:
        coronadashboard.read(tmp_path / "VR01.json")

    assert caught.value.problem == problem
    assert "VR01.json" in str(caught.value)


@pytest.mark.parametrize("made_at", [None, "never", 10**30])
def test_a_file_that_does_not_say_when_it_was_made_is_read(tmp_path, made_at):
    found = read_one(tmp_path, region(made_at=made_at, ggd=series(share())))

    assert found.reported_at is None
    assert len(found.figures) == 1


def test_a_folder_without_json_has_no_figures(tmp_path):
    with pytest.raises(SourceError, match="no figures of the Coronadashboard"):
        coronadashboard.read(tmp_path)

"""Small sound files in the layouts of the sources, and the start of the real ones."""

import csv
import gzip
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

DATA = Path(__file__).parents[4] / "shared" / "data"
REPORT = "2020-10-01 10:00:00"
DAYS = [f"2020-09-{day:02d}" for day in range(21, 28)]
CODES = ["GM0014", "GM0034", "GM0037", "GM0047", "GM0050"]
REGIONS = ["VR01", "VR02", "VR15", "VR24", "VR25"]
SECONDS_OF = {day: 1600646400 + 86400 * number for number, day in enumerate(DAYS)}


@dataclass(frozen=True)
class Sample:
    """A sound file of a source: its name, and its content."""

    source: str
    name: str
    content: bytes


def samples() -> dict[str, Sample]:
    """Return a sound file per layout: small ones written here, and the start of the real ones where these are."""
    locations, deaths = "Total_new_infected_locations_reported", "Total_deceased_reported"
    homes = _rivm("Date_of_statistic_reported", "Security_region_code", [locations, deaths], REGIONS)
    beds = _rivm("Date_of_statistics", "Municipality_code", ["Hospital_admission"], CODES)
    tests = _rivm("Date_of_publication", "Municipality_code", ["Total_reported"], CODES)
    written = [
        Sample("rivm-positive-tests", "tests.csv", tests),
        Sample("rivm-hospital-admissions", "beds.csv", beds),
        Sample("rivm-nursing-homes", "homes.csv", homes),
        Sample("coronadashboard", "VR15.json", json.dumps(dashboard_region()).encode()),
        Sample("spreadsheet", "cijfers.csv", as_csv(sheet_rows())),
        Sample("spreadsheet", "cijfers.xlsx", _sheet_book()),
    ]
    return {f"{sample.source} {sample.name}": sample for sample in (*written, *_real())}


def _real() -> Iterator[Sample]:
    files = {
        "rivm-positive-tests": "COVID-19_aantallen_gemeente_per_dag_tm_03102021.csv.gz",
        "rivm-hospital-admissions": "COVID-19_ziekenhuisopnames_tm_03102021.csv.gz",
        "rivm-nursing-homes": "COVID-19_verpleeghuizen.csv.gz",
    }
    for source, name in files.items():
        if (DATA / name).exists():
            with gzip.open(DATA / name) as file:
                yield Sample(
                    source, f"real-{name.removesuffix('.gz')}", b"".join(file.readline() for _ in range(300))
                )
    archive = DATA / "coronadashboard-vr-2020-11.zip"
    if archive.exists():
        with zipfile.ZipFile(archive) as opened:
            name = next(name for name in opened.namelist() if name.endswith("VR15.json"))
            yield Sample("coronadashboard", "real-VR15.json", opened.read(name))


def _rivm(day_column: str, area_column: str, columns: list[str], codes: list[str]) -> bytes:
    header = ["Version", "Date_of_report", day_column, area_column, "Name", *columns]
    rows = [
        ["6", REPORT, day, code, "Name", *[str(number + len(column)) for column in columns]]
        for number, (day, code) in enumerate((day, code) for day in DAYS for code in codes)
    ]
    return as_csv([header, *rows])


def dashboard_region() -> dict[str, Any]:
    """Return the file of a region, as the Coronadashboard served it."""
    daily = [{"date_of_report_unix": SECONDS_OF[day], "total_reported_increase_per_region": 5} for day in DAYS]
    homes = [{"date_unix": SECONDS_OF[day], "newly_infected_locations": 1, "deceased_daily": None} for day in DAYS]
    weeks = [{"week_start_unix": SECONDS_OF[DAYS[0]], "infected_percentage": 7.5, "average": 12.5}]
    series = {"results_per_region": daily, "nursing_home": homes, "ggd": weeks, "sewer": weeks}
    values = {name: {"values": rows, "last_value": rows[-1]} for name, rows in series.items()}
    return {"code": "VR15", "last_generated": "1601539200", "proto_name": "VR15", **values}


def sheet_rows() -> list[list[Any]]:
    header = ["gebiedscode", "gebied", "datum", "positive_tests", "toelichting", "sewage"]
    return [header, *[[code, "", day, 3, "goed geteld", ""] for code in REGIONS for day in DAYS],
            *[[code, "", "2020-W39", "", "", "12,5"] for code in REGIONS]]  # fmt: skip


def _sheet_book() -> bytes:
    book = Workbook()
    for row in sheet_rows():
        book.active.append([cell if cell != "" else None for cell in row])
    return saved(book)


def saved(book: Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_csv(rows: list[list[Any]], separator: str = ";") -> bytes:
    text = StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator="\n", escapechar="\\").writerows(rows)
    return text.getvalue().encode()


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))

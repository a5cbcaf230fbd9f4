"""Files in the layouts of RIVM, written line by line."""

from collections.abc import Iterable
from pathlib import Path

HEADER = "Version;Date_of_report;Date_of_publication;Municipality_code;Municipality_name;Total_reported;Deceased"
REPORT = "2020-10-01 10:00:00"
NURSING_HEADER = (
    "Date_of_report;Date_of_statistic_reported;Security_region_code;Security_region_name;"
    "Total_deceased_reported;Total_new_infected_locations_reported"
)


def line(code: str = "GM0014", day: str = "2020-09-21", value: object = 5, report: str = REPORT) -> str:
    """Return one line of positive tests."""
    return f"6;{report};{day};{code};Name;{value};0"


def text_of(lines: Iterable[str], header: str = HEADER) -> str:
    return "\n".join([header, *lines]) + "\n"


def write(folder: Path, lines: Iterable[str], header: str = HEADER, name: str = "figures.csv") -> Path:
    path = folder / name
    path.write_text(text_of(lines, header))
    return path

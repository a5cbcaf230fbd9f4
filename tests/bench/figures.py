"""The files that are imported: RIVM's real ones where they are at hand, else synthetic ones of the same size."""

import gzip
import io
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from tests.services.start import ROOT

REAL = ROOT.parent / "shared" / "data"
MUNICIPALITIES = ROOT / "regions" / "data" / "municipalities.csv"
REPORTED, REPORTED_LATER = "2021-10-04 10:00:00", "2021-10-05 10:00:00"
QUICK_DAYS = 14


class File(NamedTuple):
    """One file of RIVM and its columns."""

    source: str
    name: str
    area: str
    day: str
    value: str
    first_day: date
    path: Path = Path()

    def parse(self) -> pd.DataFrame:
        """Read what matters of the file with pandas and nothing else: the floor of reading."""
        return pd.read_csv(self.path, sep=";", usecols=[self.area, self.day, self.value])


FILES = (
    File(
        "rivm-positive-tests", "COVID-19_aantallen_gemeente_per_dag_tm_03102021.csv.gz",
        "Municipality_code", "Date_of_publication", "Total_reported", date(2020, 3, 2),
    ),
    File(
        "rivm-hospital-admissions", "COVID-19_ziekenhuisopnames_tm_03102021.csv.gz",
        "Municipality_code", "Date_of_statistics", "Hospital_admission", date(2020, 2, 27),
    ),
)  # fmt: skip
LAST_DAY = date(2021, 10, 3)


def files(folder: Path, *, quick: bool) -> list[File]:
    """Return the two files, with their place; synthetic ones are made in `folder`. `quick`: two weeks of them."""
    if has_real() and not quick:
        return [file._replace(path=REAL / file.name) for file in FILES]
    return [_synthetic(file, folder, quick=quick) for file in FILES]


def has_real() -> bool:
    return all((REAL / file.name).exists() for file in FILES)


def revised(files: list[File], folder: Path) -> list[File]:
    """Write the files as they were published a day later, with the last day revised."""
    return [_revised(file, folder) for file in files]


def municipality_codes() -> list[str]:
    return pd.read_csv(MUNICIPALITIES)["code"].tolist()


def _synthetic(file: File, folder: Path, *, quick: bool) -> File:
    codes = municipality_codes()
    days = pd.date_range(file.first_day, LAST_DAY)
    days = days[-QUICK_DAYS:] if quick else days
    table = pd.DataFrame(
        {
            "Version": 1,
            "Date_of_report": REPORTED,
            file.day: np.repeat(days.strftime("%Y-%m-%d"), len(codes)),
            file.area: np.tile(codes, len(days)),
            # A wave per half year, of another height in each municipality, below its number of inhabitants.
            file.value: (20 * (1 + np.sin(np.arange(len(days) * len(codes)) / 9000))).astype(int),
        }
    )
    return _written(table.to_csv(sep=";", index=False), file, folder)


def _revised(file: File, folder: Path) -> File:
    with gzip.open(file.path, "rt", encoding="utf-8") as opened:
        table = pd.read_csv(io.StringIO(opened.read().replace(REPORTED, REPORTED_LATER)), sep=";", dtype=str)
    last = table[file.day] == table[file.day].max()
    table.loc[last, file.value] = (table.loc[last, file.value].astype(int) + 1).astype(str)
    return _written(table.to_csv(sep=";", index=False), file, folder)


def _written(text: str, file: File, folder: Path) -> File:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file.name
    path.write_bytes(gzip.compress(text.encode(), compresslevel=1, mtime=0))
    return file._replace(path=path)

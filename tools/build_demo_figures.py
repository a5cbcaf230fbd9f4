"""Makes `ladder/data/demo_figures.csv` from files as RIVM and the Coronadashboard published them.

    python tools/build_demo_figures.py POSITIVE.csv.gz HOSPITAL.csv.gz [NURSING.csv.gz] [VR.zip]

Daily positive tests and hospital admissions are summed from municipalities to safety regions; nursing homes, share
of tests positive and sewage are taken over as they are. The days are those of 2020-W31 up to and including
2020-W53. The same files always give the same table.
"""

import argparse
import csv
import os
import sys
from datetime import date
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")  # readers mark their texts for translation

from ladder.sources import (  # noqa: E402  # after the path is set
    coronadashboard,
    rivm_hospital_admissions,
    rivm_nursing_homes,
    rivm_positive_tests,
)

FIRST, LAST = date(2020, 7, 27), date(2021, 1, 3)
FROM_DASHBOARD = ("share_positive", "sewage", "nursing_home_share")
MUNICIPALITIES = ROOT / "regions" / "data" / "municipalities.csv"
TABLE = ROOT / "ladder" / "data" / "demo_figures.csv"


def main() -> None:
    arguments = _arguments()
    parts = [
        _per_region(rivm_positive_tests.read(arguments.positive).figures),
        _per_region(rivm_hospital_admissions.read(arguments.hospital).figures),
    ]
    if arguments.nursing:
        parts.append(rivm_nursing_homes.read(arguments.nursing).figures)
    if arguments.dashboard:
        figures = coronadashboard.read(arguments.dashboard).figures
        parts.append(figures[figures["signal"].isin(FROM_DASHBOARD)])
    table = _as_table(parts)
    arguments.output.write_text(table)
    print(f"{arguments.output}: {len(table.splitlines()) - 1} rows, {len(table) / 1000:.0f} kB")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("positive", type=Path)
    parser.add_argument("hospital", type=Path)
    parser.add_argument("nursing", type=Path, nargs="?")
    parser.add_argument("dashboard", type=Path, nargs="?")
    parser.add_argument("--output", type=Path, default=TABLE)
    return parser.parse_args()


def _per_region(figures: pd.DataFrame) -> pd.DataFrame:
    """Sum figures of municipalities per safety region; a municipality without a region stops the script."""
    with MUNICIPALITIES.open(newline="") as file:
        region_of = {row["code"]: row["region_code"] for row in csv.DictReader(file)}
    regions = [region_of[code] for code in figures["area_code"]]
    named = figures.assign(area_code=regions).astype({"signal": str})
    return named.groupby(["signal", "area_code", "date"], as_index=False)["value"].sum()


def _as_table(parts: list[pd.DataFrame]) -> str:
    """Lay the figures out: a row per signal and region, a column per day, empty where there is no figure."""
    figures = pd.concat([part.astype({"signal": str, "area_code": str}) for part in parts], ignore_index=True)
    figures = figures[figures["date"].between(pd.Timestamp(FIRST), pd.Timestamp(LAST))]
    days = pd.date_range(FIRST, LAST)
    wide = figures.pivot(index=["signal", "area_code"], columns="date", values="value").reindex(columns=days)
    lines = [",".join(["signal", "area_code", *(f"{day:%Y-%m-%d}" for day in days)])]
    for (signal, area_code), values in wide.sort_index().iterrows():
        lines.append(",".join([signal, area_code, *("" if pd.isna(v) else f"{v:.10g}" for v in values)]))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()

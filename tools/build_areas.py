"""Make the area tables in regions/data from the municipal table and the official boundaries.

    python tools/build_areas.py GEMEENTEN.CSV BOUNDARIES.TOPOJSON

The first file gives codes, names, population (CBS), centre and land area of municipalities; from the second
only the fact is taken which safety regions border on each other. Running it again gives the same files.
"""

import argparse
import csv
import json
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "regions" / "data"
REGION_LAYER = "vr_features"

Row = dict[str, str]


def main() -> None:
    """Read the two files named on the command line and write the four tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("municipalities", type=Path, metavar="GEMEENTEN.CSV")
    parser.add_argument("boundaries", type=Path, metavar="BOUNDARIES.TOPOJSON")
    paths = parser.parse_args()
    with paths.municipalities.open(encoding="utf-8-sig", newline="") as source:
        rows = sorted(csv.DictReader(source), key=lambda row: row["gm_code"])
    topology = json.loads(paths.boundaries.read_text(encoding="utf-8"))

    write("country", ("code", "name"), [("NL", "Nederland")])
    write("safety_regions", ("code", "name"), safety_regions(rows))
    write(
        "municipalities",
        ("code", "name", "region_code", "population", "lon", "lat", "land_km2"),
        (municipality(row) for row in rows),
    )
    write("neighbours", ("code", "neighbour_code"), neighbours(topology))


def safety_regions(rows: Iterable[Row]) -> list[tuple[str, ...]]:
    """Code and name of each region, in order of code; refuses a code with two names."""
    names = sorted({(row["vr_code"], row["vr_name"]) for row in rows})
    if len({code for code, _ in names}) < len(names):
        raise SystemExit(f"a safety region has two names: {names}")
    return list(names)


def municipality(row: Row) -> tuple[str, ...]:
    """One line of the municipal table: population in persons, centre in degrees, land area in km²."""
    columns = ("gm_code", "gm_name", "vr_code", "population", "lon", "lat", "land_km2")
    return tuple(row[column] for column in columns)


def neighbours(topology: dict[str, Any]) -> list[tuple[str, ...]]:
    """Each pair of regions that have a line of the topology in common, once, lowest code first.

    Regions that meet only in a point, or only across water that the boundaries leave out, don't count.
    """
    lines = {
        geometry["properties"]["code"]: set(line_numbers(geometry["arcs"]))
        for geometry in topology["objects"][REGION_LAYER]["geometries"]
    }
    return [pair for pair in combinations(sorted(lines), 2) if lines[pair[0]] & lines[pair[1]]]


def line_numbers(arcs: Any) -> Iterator[int]:
    """The numbers in nested lists of TopoJSON arcs; a line run backwards (~n) counts as the line itself."""
    if isinstance(arcs, int):
        yield arcs if arcs >= 0 else ~arcs
    else:
        for nested in arcs:
            yield from line_numbers(nested)


def write(name: str, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Write one table and say how long it became."""
    listed = list(rows)
    with (DATA / f"{name}.csv").open("w", encoding="utf-8", newline="") as target:
        csv.writer(target, lineterminator="\n").writerows([header, *listed])
    print(f"{name}.csv: {len(listed)} rows")


if __name__ == "__main__":
    main()

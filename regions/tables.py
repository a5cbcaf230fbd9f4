"""The areas and the drawn map that come with the project, from the tables in `regions/data/`.

Municipalities and their inhabitants: CBS; see `regions/data/README.md`.
"""

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from regions.boundaries import BoundaryMap, read_drawn_map

DATA = Path(__file__).parent / "data"


class Models(Protocol):
    """Where the models come from: `apps` of a migration, or Django's own registry."""

    def get_model(self, app_label: str, model_name: str) -> Any: ...


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def load_areas(models: Models) -> None:
    """Store the country, the safety regions, their neighbours and the municipalities; update what is there."""
    area = models.get_model("regions", "Area")
    for row in _rows("country.csv"):
        area.objects.update_or_create(code=row["code"], defaults={"name": row["name"], "kind": "country"})
    country = area.objects.get(kind="country")
    _store(
        area,
        [
            area(code=r["code"], name=r["name"], kind="safety_region", parent=country)
            for r in _rows("safety_regions.csv")
        ],
    )
    regions = {region.code: region for region in area.objects.filter(kind="safety_region")}
    _store(
        area,
        [
            area(
                code=row["code"],
                name=row["name"],
                kind="municipality",
                parent=regions[row["region_code"]],
                population=int(row["population"]),
            )
            for row in _rows("municipalities.csv")
        ],
    )
    for row in _rows("neighbours.csv"):
        one, other = regions[row["code"]], regions[row["neighbour_code"]]
        # Both ways by hand: the models of a migration do not know that the relation is symmetrical.
        one.neighbours.add(other)
        other.neighbours.add(one)


def _store(model: Any, rows: list[Any]) -> None:
    model.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=["name", "kind", "parent", "population"]
    )


def load_drawn_map(models: Models, *, now: datetime) -> None:
    """Store the project's own drawing of the safety regions."""
    store_map(models, read_drawn_map((DATA / "map.json").read_bytes()), now=now)


def store_map(models: Models, boundaries: BoundaryMap, *, now: datetime) -> Any:
    """Store a drawing with its shapes and return it; from then on it is the one that is drawn."""
    area = models.get_model("regions", "Area")
    shape = models.get_model("regions", "MapShape")
    drawing = models.get_model("regions", "MapDrawing").objects.create(
        source=boundaries.source, width=boundaries.width, height=boundaries.height, loaded_at=now
    )
    areas = {row.code: row for row in area.objects.filter(kind="safety_region")}
    shape.objects.bulk_create(
        shape(drawing=drawing, area=areas[s.code], path=s.path, label_x=s.label_x, label_y=s.label_y)
        for s in boundaries.shapes
    )
    return drawing

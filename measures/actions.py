"""What changes the list of measures, outside the admin."""

import json
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from measures.models import Measure, MeasureLevel, Sector

EXAMPLES = Path(__file__).parent / "data" / "example_measures.json"


@transaction.atomic
def load_example_measures(*, by: User | None = None) -> int:
    """Store the example entries that are not there yet, marked as examples; return how many were stored.

    An entry is known by its sector and title. What an editor changed since stays as it is. `by` stands in the
    history of the new entries.
    """
    examples = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    sectors = {row["code"]: _sector(row, order) for order, row in enumerate(examples["sectors"])}
    known = set(Measure.objects.values_list("sector__code", "title"))
    new = [
        (order, row)
        for order, row in enumerate(examples["measures"])
        if (row["sector"], row["title"]) not in known
    ]
    for order, row in new:
        _store(row, sectors[row["sector"]], order, by)
    return len(new)


def _sector(row: dict[str, str], order: int) -> Sector:
    return Sector.objects.get_or_create(code=row["code"], defaults={"name": row["name"], "order": order})[0]


def _store(row: dict[str, Any], sector: Sector, order: int, by: User | None) -> None:
    # Saved one by one: the history is written on save, and reads its author from the record.
    measure = Measure(title=row["title"], text=row["text"], sector=sector, is_example=True, order=order)
    measure._history_user = by  # type: ignore[attr-defined]  # read by simple_history
    measure.save()
    for number in row["levels"]:
        level = MeasureLevel(measure=measure, number=number)
        level._history_user = by  # type: ignore[attr-defined]  # read by simple_history
        level.save()

"""From what was ticked in the grid to measures and areas, and from what was refused back to the grid."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from measures.actions.in_force import CellsRefused
from measures.errors import MeasureError
from measures.models import Measure
from meetings.in_force_grid import Grid, Place
from regions.models import Area


@dataclass(frozen=True)
class CellError:
    """Why one measure in one area was refused."""

    measure: Measure
    area: Area
    sentence: str

    @property
    def place(self) -> Place:
        return str(self.measure.key), self.area.code


def places_ticked(sent: QueryDict, grid: Grid) -> set[Place]:
    """Return what was ticked: cell by cell (`cell`), and whole rows (`row`: every free place of a measure)."""
    pairs = [value.split(" ", 1) for value in sent.getlist("cell") if " " in value]
    ticked = {(key, code) for key, code in pairs if _is_key(key)}
    for key in sent.getlist("row"):
        ticked |= grid.free_in_row(key)
    return ticked


def cells_of(ticked: Iterable[Place]) -> list[tuple[Measure, Area]]:
    """Return measures with their areas, in two queries; what does not exist is passed over."""
    places = sorted(ticked)
    measures = Measure.objects.filter(key__in={key for key, _code in places}).select_related("legal_instrument")
    by_key = {str(measure.key): measure for measure in measures}
    areas = Area.objects.in_bulk({code for _key, code in places}, field_name="code")
    return [(by_key[key], areas[code]) for key, code in places if key in by_key and code in areas]


def errors_of(error: MeasureError, cells: Sequence[tuple[Measure, Area]]) -> list[CellError]:
    """Return what was refused with the names of its measure and area; nothing for a refusal as a whole."""
    if not isinstance(error, CellsRefused):
        return []
    return [
        CellError(measure, area, error.cells[measure.pk, area.pk])
        for measure, area in cells
        if (measure.pk, area.pk) in error.cells
    ]


def _is_key(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False

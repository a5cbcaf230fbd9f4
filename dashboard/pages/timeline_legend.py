"""What the cells of the timeline mean, and how many regions have which of them in each week."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import pgettext

from dashboard.pages.kinds_of_level import DECIDED, DIFFERENCE, NONE, every_difference
from dashboard.pages.timeline_cells import Cell, kind_of
from ladder.level_states import UNKNOWN
from ladder.models import Level


@dataclass(frozen=True)
class Legend:
    """One kind of cell: how it is drawn, an example of what stands in it, and what it means."""

    kind: str
    mark: str
    name: str


@dataclass(frozen=True)
class Count:
    """One kind of cell with its number of regions in each week."""

    legend: Legend
    numbers: tuple[int, ...]


def legend_of(show: str, levels: Sequence[Level]) -> tuple[Legend, ...]:
    """Return every kind of cell that can occur, the least severe level first."""
    if show == DIFFERENCE:
        return tuple(Legend(one.kind, one.mark, one.name) for one in every_difference())
    named = [Legend(kind_of(level), str(level.number), level.label) for level in levels]
    if show == DECIDED:
        return (*named, Legend(NONE, "–", pgettext("level", "not decided")))
    unknown = Legend(UNKNOWN, "?", pgettext("level", "unknown"))
    return (*named, unknown, Legend(NONE, "–", pgettext("level", "not computed")))


def counts(legend: Sequence[Legend], rows: Sequence[Sequence[Cell]]) -> tuple[Count, ...]:
    """Count the regions of each kind per week; a kind that does not occur is left out."""
    weeks = [Counter(cell.kind for cell in column) for column in zip(*rows, strict=True)]
    found = (Count(one, tuple(week[one.kind] for week in weeks)) for one in legend)
    return tuple(count for count in found if any(count.numbers))

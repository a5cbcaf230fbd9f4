"""What the overviews of all weeks have in common, and what changes only with the data."""

from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict

from dashboard.pages.ladder_choice import read_ladder_among_others
from dashboard.pages.levels import LadderInTime
from dashboard.pages.parameters import read_as_of
from ladder.computed_weeks import computed_weeks
from ladder.models import Ladder
from ladder.pictures.map import Drawing, load_drawing
from ladder.weeks import Week

READ = ("ladder", "as_of")
"""The parameters that it depends on."""


@dataclass(frozen=True)
class Ground:
    """The ladder asked for among those to choose from, its computed weeks, earliest first, and the map."""

    ladder: LadderInTime
    ladders: tuple[Ladder, ...]
    weeks: tuple[Week, ...]
    drawing: Drawing


def load_ground(query: QueryDict, *, now: datetime) -> Ground:
    """Load it in five queries; `ParameterError` for a ladder or a moment that no form or link sends."""
    ladder, ladders = read_ladder_among_others(query)
    weeks = computed_weeks(ladder.versions, as_of=read_as_of(query, now=now))
    return Ground(ladder, tuple(ladders), tuple(weeks), load_drawing())


def name_of_ground(query: QueryDict) -> str:
    """Return what tells it apart from others in the same state of the data."""
    return "&".join(f"{name}={query.get(name, '')}" for name in READ)

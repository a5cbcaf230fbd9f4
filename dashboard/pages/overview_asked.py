"""What people may ask of the overview: read from the query string, for the page, its downloads and pictures."""

from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict

from dashboard.pages.kinds_of_level import SHOWN
from dashboard.pages.levels import LadderInTime
from dashboard.pages.overview_sorts import Sort, read_sort
from dashboard.pages.parameters import kept_parameters, read_as_of, read_choice, read_week
from ladder.weeks import Week

BY_LEVEL = "level"
KEPT = ("ladder", "show", "sort", "group", "zoek", "as_of")
MOST_LETTERS = 100


@dataclass(frozen=True)
class Asked:
    """What the query string asks for; None is the page's own choice. `as_of` is asked for, or the moment now.

    `kept_parameters` are the other parameters of the page, which choosing a week must not lose.
    """

    week: Week | None
    show: str | None
    as_of: datetime
    sort: Sort | None = None
    is_grouped: bool = False
    search: str = ""
    kept_parameters: tuple[tuple[str, str], ...] = ()


def read_asked(query: QueryDict, ladder: LadderInTime, *, now: datetime) -> Asked:
    """Read the query string; `ParameterError` for what no form or link of the page sends."""
    return Asked(
        week=read_week(query),
        show=read_choice(query, "show", SHOWN),
        as_of=read_as_of(query, now=now),
        sort=read_sort(query, ladder),
        is_grouped=read_choice(query, "group", [BY_LEVEL]) is not None,
        search=query.get("zoek", "").strip()[:MOST_LETTERS],
        kept_parameters=kept_parameters(query, *KEPT),
    )

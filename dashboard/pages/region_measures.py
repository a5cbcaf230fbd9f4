"""Measures on the page of a region: what the lists have for its level, and what it has taken."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Case, Q, Value, When

from ladder.models import Level
from ladder.weeks import Week
from measures.entries import Entry, entry_published
from measures.in_force import COUNTRY
from measures.models import MeasureInForce, PublishedMeasure
from meetings.in_force_access import with_all
from regions.models import Area


@dataclass(frozen=True)
class CatalogueMeasures:
    """The measures that one catalogue has published for a level."""

    name: str
    measures: tuple[Entry, ...]


@dataclass(frozen=True)
class TakenMeasure:
    """A measure that was taken. `is_coming`: it begins after the week of the page."""

    row: MeasureInForce
    is_national: bool
    is_coming: bool


def measures_for(level: Level | None, *, as_of: datetime) -> tuple[CatalogueMeasures, ...]:
    """Return what the lists that were in force at a moment have for a level, in one query; nothing withdrawn."""
    if level is None:
        return ()
    rows = PublishedMeasure.objects.in_force(as_of)
    in_order = rows.order_by("version__catalogue__order", "version__catalogue__name", "order")
    return tuple(
        CatalogueMeasures(name, tuple(entries))
        for name, of_list in groupby(in_order, key=lambda row: row.version.catalogue.name)
        if (entries := [entry for entry in map(entry_published, of_list) if _is_for(entry, level)])
    )


def load_taken_since(region: Area, first: Week, *, as_of: datetime) -> list[MeasureInForce]:
    """Return what was in force in a region or nationally in a week or later, national first. One query."""
    country_first = Case(When(area__code=COUNTRY, then=Value(0)), default=Value(1))
    rows = MeasureInForce.objects.filter(
        Q(area=region) | Q(area__code=COUNTRY),
        Q(until=None) | Q(until__gte=first.start),
        entered_at__lte=as_of,
    )
    return list(with_all(rows).order_by(country_first, "since", "measure__title", "pk"))


def taken_in(rows: list[MeasureInForce], week: Week) -> list[TakenMeasure]:
    """Return what is in force in a week, or begins after it."""
    return [
        TakenMeasure(row, row.area.code == COUNTRY, row.since > week.end)
        for row in rows
        if row.until is None or row.until >= week.start
    ]


def _is_for(entry: Entry, level: Level) -> bool:
    return level.number in entry.levels and not entry.is_withdrawn
